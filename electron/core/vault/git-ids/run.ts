import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { GitIds } from '../../../../shared/evidence/git-ids.ts';
import type { BundleRecord } from '../../../../shared/evidence/types.ts';
import { failure } from '../../../../shared/failure/failure.ts';
import { err, type Result } from '../../../../shared/result.ts';
import { isFileFailure } from '../../files/file-failure.ts';
import { JobControl } from '../../job/control.ts';
import { type ImportProgress, watchProgress } from '../../job/progress.ts';
import { answerOf } from '../../job/thread-answer.ts';
import type { ImportPlace } from '../import/import-job.ts';
import { type VaultFailure, vaultUnusable } from '../store/vault-failure.ts';
import type { GitIdsRole } from './role.ts';

export interface GitIdsOptions {
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly signal?: AbortSignal;
  /** When the record may change; at any time, where it is left out. */
  readonly changes?: RecordChanges;
}

/** When a record may change. */
export interface RecordChanges {
  /** Makes the change, or nothing and gives `null` where none may be made just now. */
  add<T>(change: () => Promise<T>): Promise<T | null>;
  /** Resolves once a change may be made, or at `signal`. */
  free(signal: AbortSignal): Promise<void>;
}

/** Computes git's tree ids of a bundle in a thread of its own. `null`: it was stopped. Nothing is written. */
export async function runGitIds(
  { layout, workerFile }: Pick<ImportPlace, 'layout' | 'workerFile'>,
  { id, form, label, leavesSha256 }: BundleRecord,
  { onProgress = () => undefined, signal }: GitIdsOptions,
): Promise<Result<GitIds | null, VaultFailure>> {
  const control = JobControl.fresh();
  signal?.addEventListener('abort', () => control.stop());
  if (signal?.aborted === true) control.stop();
  const bundle = { id, form, label, ...(leavesSha256 === undefined ? {} : { leavesSha256 }) };
  const role: GitIdsRole = { role: 'git-ids', control: control.shared, layout, bundle };
  const file = workerFile instanceof URL ? fileURLToPath(workerFile) : workerFile;
  const stopWatching = watchProgress(control, onProgress);
  const worker = new Worker(file, { workerData: role });
  const answer = await answerOf<Result<GitIds | null, VaultFailure>>(worker, layout.root);
  stopWatching();
  void worker.terminate();
  if (answer.ok) return answer.value;
  return err(
    isFileFailure(answer.error) ? vaultUnusable(answer.error) : failure('vault/thread', { cause: answer.error }),
  );
}
