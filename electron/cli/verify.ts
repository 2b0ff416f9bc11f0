import { assertNever, err, ok, type Result } from '../../shared/result.ts';
import { ACTORS } from '../../shared/statement/trust.ts';
import type { Judged } from '../../shared/strings/en/cli/answers.ts';
import { dossierAt } from '../core/dossier/find-folder.ts';
import { type Run, UsageError, unreadable } from './command.ts';
import type { usages } from './commands.ts';
import { isCalledArchive, whyNoStatement } from './other-archive.ts';
import { isDirectory } from './read-file.ts';
import { readTrustedKeys } from './trust.ts';
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
  // Each kind loads what it needs: most of the time that a small file takes goes into loading.
  switch (kind) {
    case 'bundle':
      return (await import('./verify-bundle.ts')).verifyBundle(
        path,
        { expected: expected ?? null, isTrustAsked: people.length > 0 },
        progress,
      );
    case 'dossier':
      return (await import('./verify-dossier.ts')).verifyDossierSince(path, since ?? null, keys.value);
    case 'envelope':
      return (await import('./verify-signed.ts')).verifySigned(path, people);
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
