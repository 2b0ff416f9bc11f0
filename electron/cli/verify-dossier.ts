import { hasError } from '../../shared/finding/index.ts';
import { found, together } from '../core/decision-folder/judged.ts';
import { continuationOf } from '../core/dossier/continuation.ts';
import { type JudgedDossier, verifyDossierFolder } from '../core/dossier/verify-folder.ts';
import type { Outcome } from './command.ts';
import { factsOfAll, summaryOf } from './statement-facts.ts';
import type { GivenKeys } from './trust.ts';
import { verdict } from './verdict.ts';
import { words } from './words.ts';

/** `since`: an earlier dossier, whose journal this one's must continue; `null` to ask for nothing of the kind. */
export async function verifyDossierSince(
  path: string,
  since: string | null,
  { people, station }: GivenKeys,
): Promise<Outcome> {
  const judged = await verifyDossierFolder(path, people, station);
  if (since === null) return dossierVerdict(judged);
  const continuation = await continuationOf(path, since);
  if (!continuation.ok) {
    return dossierVerdict({ ...judged, ...together([judged, found(continuation.error)]) });
  }
  const { json, messages, ...outcome } = dossierVerdict(judged);
  const { oldSize, newSize } = continuation.value;
  const sentence = words.answers.continues(since, oldSize, newSize);
  return { ...outcome, json: { ...json, since: continuation.value }, messages: [...messages, sentence] };
}

/** What could not be verified is a list of its own: a verdict says nothing about it. */
function dossierVerdict({ findings, notVerified, signed }: JudgedDossier): ReturnType<typeof verdict> {
  const { status, json, messages } = verdict('dossier', findings);
  const told = notVerified.map((one) => ({ label: words.answers.notVerified, finding: one }));
  // Of a dossier that is refused nothing is repeated.
  const statements = hasError(findings) ? [] : signed.map(summaryOf);
  return {
    status,
    json: { ...json, notVerified, statements },
    messages: [...messages, ...told],
    facts: factsOfAll(statements),
  };
}
