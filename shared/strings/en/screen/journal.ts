export const journal = {
  title: 'Record',
  lead: 'Everything that happened on this station, newest first: an append-only Merkle log (RFC 6962).',
  entries: 'Entries of the journal',
  size: 'Entries',
  root: 'Root hash',
  columns: { index: 'No.', at: 'Time (station clock)', kind: 'What', detail: 'Particulars' },
  none: 'The journal is empty.',
};
