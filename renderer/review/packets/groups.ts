import type { PacketRow } from '../../workspace/rows.ts';

/**
 * The packets of one id together, where the first of them would be; in a group by revision, then by form, each in the
 * order in which it came.
 */
export function inGroups(rows: readonly PacketRow[]): readonly PacketRow[] {
  const byId = places(rows, idOf);
  const byRevision = places(rows, revisionOf);
  const byForm = places(rows, formOf);
  return rows.toSorted((a, b) => byId(a) - byId(b) || byRevision(a) - byRevision(b) || byForm(a) - byForm(b));
}

/** What else has the id and the revision of a packet: other bytes in the same form are an alarm, in another they may be right. */
export type Twin = 'same-form' | 'other-form';

/** Of each packet that has one, by its SHA-256. */
export function twinsIn(rows: readonly PacketRow[]): ReadonlyMap<string, Twin> {
  const [forms, revisions] = [countBy(rows, formOf), countBy(rows, revisionOf)];
  return new Map(
    rows.flatMap((row): [string, Twin][] => {
      if ((forms.get(formOf(row)) ?? 0) > 1) return [[row.sha256, 'same-form']];
      return (revisions.get(revisionOf(row)) ?? 0) > 1 ? [[row.sha256, 'other-form']] : [];
    }),
  );
}

function idOf({ id }: PacketRow): string {
  return JSON.stringify([id]);
}

function revisionOf({ id, revision }: PacketRow): string {
  return JSON.stringify([id, revision]);
}

function formOf({ id, revision, form }: PacketRow): string {
  return JSON.stringify([id, revision, form]);
}

function places(rows: readonly PacketRow[], keyOf: (row: PacketRow) => string): (row: PacketRow) => number {
  const first = new Map<string, number>();
  for (const [at, row] of rows.entries()) if (!first.has(keyOf(row))) first.set(keyOf(row), at);
  return (row) => first.get(keyOf(row)) ?? 0;
}

function countBy(rows: readonly PacketRow[], keyOf: (row: PacketRow) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1);
  return counts;
}
