import { format } from './language.ts';

export const journal = {
  title: 'Journal',
  lead: 'Everything that happened on this station, newest first: an append-only Merkle log (RFC 6962).',
  size: 'Entries',
  root: 'Root hash',
  columns: { index: 'No.', at: 'Time (station clock)', kind: 'What', detail: 'Particulars' },
  none: 'The journal is empty.',
  newer: 'Newer',
  older: 'Older',
  range: (from: number, to: number, total: number): string =>
    `${format.integer(from)} to ${format.integer(to)} of ${format.integer(total)}`,
};
