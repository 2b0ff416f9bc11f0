import { type Finding, finding } from '../finding/index.ts';
import { atLine, type StatedField } from './source.ts';
import { isLiveStatus } from './vocabulary.ts';

/** The fields that a packet states of itself as a whole; `''` where it does not, with a finding. */
export type Fields = Readonly<Record<StatedField['field'], string>>;

const DATE = /\d{4}-\d{2}-\d{2}/g;

/** The date is that of a `DATE` comment, else the one date in the title. A field stated twice must be the same. */
export function readFields(stated: readonly StatedField[]): { fields: Fields; findings: Finding[] } {
  const findings: Finding[] = [];
  const statedValue = (field: StatedField['field']): string => {
    const all = stated.filter((one) => one.field === field && one.value !== '');
    const [first] = all;
    const other = all.find((one) => one.value !== first?.value);
    if (first !== undefined && other !== undefined) {
      findings.push(
        finding('packet.fields-disagree', atLine(other.line), { observed: other.value, expected: first.value }),
      );
    }
    return first?.value ?? '';
  };
  const title = statedValue('title');
  const datesInTitle = title.match(DATE) ?? [];
  const fields = {
    id: statedValue('id'),
    revision: statedValue('revision'),
    docStatus: statedValue('docStatus'),
    title,
    date: statedValue('date') || (datesInTitle.length === 1 ? (datesInTitle[0] ?? '') : ''),
  };
  for (const field of ['id', 'revision'] as const) {
    if (fields[field] === '') findings.push(finding('packet.field-missing', 'the whole document', { expected: field }));
  }
  const status = stated.find((one) => one.field === 'docStatus' && one.value !== '' && !isLiveStatus(one.value));
  if (status !== undefined) findings.push(finding('packet.not-live', atLine(status.line), { observed: status.value }));
  for (const field of ['date', 'title', 'docStatus'] as const) {
    if (fields[field] === '') findings.push(finding('packet.field-absent', 'the whole document', { expected: field }));
  }
  return { fields, findings };
}

/** A document that says of itself that it is no authority (`ACTIVE_NON_AUTHORITY`), and is shown as such. */
export function isNoAuthority(docStatus: string): boolean {
  return /(?:^|[_ -])(?:NON?|NOT)[_ -](?:AN?[_ -])?AUTHORIT/i.test(docStatus);
}
