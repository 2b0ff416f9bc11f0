import type { Finding } from '../../../shared/finding/index.ts';
import type { JournalEntry } from '../../../shared/journal/entry.ts';
import type { Result } from '../../../shared/result.ts';
import { ENVELOPE_ENDING, STATEMENT_ENDING, sshsigsBeside } from '../decision-folder/signed-files.ts';
import { type Arrival, arrivalsIn } from '../journal/arrivals.ts';
import { arrivalsOf } from './check-arrivals.ts';
import type { DossierStatement } from './input.ts';
import type { DossierFiles } from './read-folder.ts';
import type { ReadStatement } from './read-input.ts';

/** Every statement of one folder that `read` opens; what it does not is told. */
export function readStatements<Read extends ReadStatement>(
  files: DossierFiles['files'],
  folder: string,
  read: (one: DossierStatement) => Result<Read, readonly Finding[]>,
  findings: Finding[],
): readonly Read[] {
  const names = [...files.keys()];
  return [...files].flatMap(([name, payload]) => {
    if (!name.startsWith(folder) || !name.endsWith(STATEMENT_ENDING)) return [];
    const sshsigs = sshsigsBeside(name, names).flatMap((one) => files.get(one) ?? []);
    const envelope = files.get(`${name.slice(0, -STATEMENT_ENDING.length)}${ENVELOPE_ENDING}`) ?? null;
    const opened = read({ payload, envelope, sshsigs });
    if (!opened.ok) {
      findings.push(...opened.error);
      return [];
    }
    findings.push(...opened.value.opened.findings);
    return [opened.value];
  });
}

/** In the order in which each got its newest signature, by the journal; what it does not have comes last. */
export function inOrder<Read extends ReadStatement>(
  statements: readonly Read[],
  entries: readonly JournalEntry[],
): readonly Read[] {
  const arrivals = arrivalsIn(entries);
  const places = new Map(statements.map((one) => [one, placeOf(arrivalsOf(one, arrivals))]));
  return [...statements].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
}

/** An envelope that stations once imported keeps the place of its first import. */
function placeOf(own: readonly Arrival[]): number {
  const newest = own.findLast((arrival) => arrival.kind !== 'imported')?.index;
  const imported = own.find((arrival) => arrival.kind === 'imported')?.index;
  const places = [newest, imported].filter((place) => place !== undefined);
  return places.length === 0 ? Number.MAX_SAFE_INTEGER : Math.max(...places);
}
