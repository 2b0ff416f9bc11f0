import { hasError } from '../../shared/finding/index.ts';
import { assertNever, err, ok, type Result } from '../../shared/result.ts';
import { openSigned } from '../../shared/statement/open.ts';
import { ACTORS, type TrustedKey } from '../../shared/statement/trust.ts';
import type { Judged } from '../../shared/strings/en/cli/answers.ts';
import { found, together } from '../core/decision-folder/judged.ts';
import { continuationOf } from '../core/dossier/continuation.ts';
import { dossierAt, type JudgedDossier, verifyDossierFolder } from '../core/dossier/verify-folder.ts';
import { type Outcome, type Run, UsageError, unreadable } from './command.ts';
import type { usages } from './commands.ts';
import { isCalledArchive, whyNoStatement } from './other-archive.ts';
import { isDirectory } from './read-file.ts';
import { readSigned } from './read-signed.ts';
import { factsOf, factsOfAll, summaryOf } from './statement-facts.ts';
import { type GivenKeys, readTrustedKeys } from './trust.ts';
import { verdict } from './verdict.ts';
import { verifyBundle } from './verify-bundle.ts';
import { words } from './words.ts';

type VerifiedKind = Extract<Judged, 'bundle' | 'envelope' | 'dossier'>;

/** `verify PATH`: a bundle, a signed statement or a dossier; which one it is, is told from what is there. */
export const verify: Run<typeof usages.verify> = async (input, progress) => {
  const named = await kindOf(input.operand());
  if (!named.ok) return unreadable(named.error);
  const { kind, path } = named.value;
  const [expected, since] = [input.value('expect-tree'), input.value('since')];
  if (expected !== undefined && kind !== 'bundle') {
    throw new UsageError(words.wrongUsage.expectTreeFor(path));
  }
  if (since !== undefined && kind !== 'dossier') {
    throw new UsageError(words.wrongUsage.sinceFor(path));
  }
  const keys = await readTrustedKeys(input.values('trust'), ACTORS);
  if (!keys.ok) return unreadable(keys.error);
  const { people, station } = keys.value;
  if (station !== null && kind !== 'dossier') {
    throw new UsageError(words.wrongUsage.stationFor(path));
  }
  switch (kind) {
    case 'bundle':
      return verifyBundle(path, { expected: expected ?? null, isTrustAsked: people.length > 0 }, progress);
    case 'dossier':
      return verifyDossierSince(path, since ?? null, keys.value);
    case 'envelope':
      return verifySigned(path, people);
    default:
      return assertNever(kind, 'kind');
  }
};

interface Named {
  readonly kind: VerifiedKind;
  /** Of a dossier, where it lies inside of what was given. */
  readonly path: string;
}

async function kindOf(path: string): Promise<Result<Named, string>> {
  const directory = await isDirectory(path);
  if (!directory.ok) return directory;
  if (!directory.value && !isCalledArchive(path)) {
    const why = await whyNoStatement(path);
    return why === null ? ok({ kind: 'envelope', path }) : err(why);
  }
  const dossier = await dossierAt(path);
  return ok(dossier === null ? { kind: 'bundle', path } : { kind: 'dossier', path: dossier });
}

/** `since`: an earlier dossier, whose journal this one's must continue; `null` to ask for nothing of the kind. */
async function verifyDossierSince(
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

/** An envelope, or a payload with its OpenSSH signatures: called what it is. */
async function verifySigned(path: string, trusted: readonly TrustedKey[]): Promise<Outcome> {
  const signed = await readSigned(path);
  if (!signed.ok) return unreadable(signed.error);
  const opened = openSigned(signed.value, trusted);
  const kind = signed.value.envelope === null ? 'statement' : 'envelope';
  if (!opened.ok) return verdict(kind, opened.error);
  const { json, ...outcome } = verdict(kind, opened.value.findings);
  const summary = summaryOf(opened.value);
  return { ...outcome, json: { ...json, statement: summary }, facts: factsOf(summary) };
}
