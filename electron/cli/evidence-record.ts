import { hasGitIds } from '../../shared/evidence/git-ids.ts';
import { type ClaimedHash, isGitAlone, matchBundle } from '../../shared/evidence/match.ts';
import type { BundleRecord } from '../../shared/evidence/types.ts';
import type { Failure } from '../../shared/failure/failure.ts';
import { sayFailure } from '../../shared/failure/say.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { assessInPlace, canBeJudgedInPlace } from '../core/assess/medium.ts';
import type { ImportFailure } from '../core/tree/import-failure.ts';
import type { VaultFailure } from '../core/vault/store/vault-failure.ts';
import type { Progress } from './progress.ts';
import { isDirectory } from './read-file.ts';
import { workerFile } from './worker-file.ts';

/** Why a bundle was not judged. `isRefused`: it was read, and is no evidence tree. */
export interface Unjudged {
  readonly isRefused: boolean;
  readonly sentence: string;
  readonly findings: BundleRecord['findings'];
}

export interface FoundEvidence {
  readonly record: BundleRecord;
  /** Whether it is an archive of an exported decision or a dossier. A folder of one is no bundle in the first place. */
  readonly isExport: boolean;
}

/** Whether git's tree ids are computed: always, or for this claim where nothing else matches it; `null`: for nobody. */
export type AskedOfGit = 'always' | ClaimedHash | null;

export function isAsked(git: AskedOfGit, record: BundleRecord): boolean {
  if (git === null || hasGitIds(record)) return false;
  return git === 'always' || matchBundle(git, record).kind === 'not-computed';
}

/**
 * What an import of this bundle would find. A directory is judged where it lies. An archive, whose files cannot be read
 * in any order, goes through the console's own import on a vault that is thrown away: that takes as much room in the
 * temporary folder as it expands to, where `hash` takes none.
 */
export async function evidenceRecord(
  path: string,
  progress: Progress,
  git: AskedOfGit,
): Promise<Result<FoundEvidence, Unjudged>> {
  const there = await isDirectory(path);
  if (!there.ok) return err({ isRefused: false, sentence: there.error, findings: [] });
  if (!canBeJudgedInPlace(path))
    return (await import('./throw-away-vault.ts')).throughThrowAwayVault(path, progress, git);
  const judge = (withGit: boolean) =>
    assessInPlace(path, { workerFile: workerFile(), control: progress.ofJob(), git: withGit });
  const first = await judge(git === 'always' || (git !== null && isGitAlone(git)));
  const judged = first.ok && isAsked(git, first.value) ? await judge(true) : first;
  return judged.ok ? ok({ record: judged.value, isExport: false }) : err(unjudged(judged.error));
}

export function unjudged(failure: ImportFailure | VaultFailure): Unjudged {
  return {
    isRefused: failure.code === 'import/refused',
    sentence: sayFailure(nothingKept(failure)),
    findings: failure.findings ?? [],
  };
}

/** The vault is thrown away, and with it what an import could be resumed from. */
function nothingKept(failure: ImportFailure | VaultFailure): Failure {
  if (failure.code === 'import/medium-kept') return { ...failure, code: 'import/medium' };
  if (failure.code === 'import/thread-kept') return { ...failure, code: 'import/thread' };
  return failure.code === 'import/vault-kept' ? { ...failure, code: 'import/vault' } : failure;
}
