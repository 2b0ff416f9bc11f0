import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Sha256 } from '../../shared/bytes.ts';
import { finding } from '../../shared/finding/index.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { attempt } from '../files/file-error.ts';
import { readBundleRecord, replaceBundleRecord } from './bundle-store.ts';
import { JobControl } from './control.ts';
import type { CheckedBundle, FsckReport } from './fsck.ts';
import type { ImportPlace } from './import-job.ts';
import type { VaultLayout } from './layout.ts';
import { type ImportProgress, watchProgress } from './progress.ts';
import { systemVaultError, type VaultError } from './vault-error.ts';
import type { FsckRole } from './worker-role.ts';

export interface FsckOptions {
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly signal?: AbortSignal;
  /** Contents that something besides bundles refers to: packets and statements. The rest may be orphans. */
  readonly roots?: readonly Sha256[];
}

/** What fsck found, and the bundles that it marked as refused, being damaged. */
export interface FsckResult extends FsckReport {
  readonly refused: readonly Sha256[];
}

/** Runs `checkVault` in a thread, then marks what depends on damaged bytes as refused. `null`: it was stopped. */
export async function runFsck(
  place: ImportPlace,
  options: FsckOptions,
): Promise<Result<FsckResult | null, VaultError>> {
  const { layout } = place;
  const control = JobControl.fresh();
  options.signal?.addEventListener('abort', () => control.stop());
  if (options.signal?.aborted === true) control.stop();
  const stopWatching = watchProgress(control, options.onProgress ?? (() => undefined));
  const checked = await attempt(layout.root, () => checkInThread(place, options.roots ?? [], control));
  stopWatching();
  if (!checked.ok) return err(systemVaultError(checked.error));
  if (checked.value === null) return ok(null);
  const refused: Sha256[] = [];
  for (const bundle of checked.value.bundles) {
    const marked = await refuseIfDamaged(layout, bundle);
    if (!marked.ok) return marked;
    if (marked.value) refused.push(bundle.id);
  }
  return ok({ ...checked.value, refused });
}

function checkInThread(
  { layout, workerFile, readers }: ImportPlace,
  roots: readonly Sha256[],
  control: JobControl,
): Promise<FsckReport | null> {
  const file = workerFile instanceof URL ? fileURLToPath(workerFile) : workerFile;
  const role: FsckRole = { role: 'fsck', control: control.shared, layout, roots, workerFile: file, readers };
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile, { workerData: role });
    worker.once('message', (report: FsckReport | null) => resolve(report));
    worker.once('error', reject);
  });
}

async function refuseIfDamaged(layout: VaultLayout, checked: CheckedBundle): Promise<Result<boolean, VaultError>> {
  const record = await readBundleRecord(layout, checked.id);
  // Without its record it is listed as damaged, and nothing takes it for verified.
  if (!record.ok) return ok(true);
  const { bagManifest: _, ...trees } = record.value.summary;
  const [lost] = checked.lost;
  const isSame = checked.folded !== null && sameTrees(checked.folded, trees);
  if (isSame && lost === undefined) return ok(false);
  const damage = finding('evidence.vault-damaged', lost ?? 'the manifest', {
    observed: `${checked.lost.length} files lost`,
  });
  const kept = record.value.findings.filter((one) => one.code !== damage.code);
  const marked = { ...record.value, verdict: 'refused' as const, findings: [...kept, damage] };
  const replaced = await replaceBundleRecord(layout, marked);
  return replaced.ok ? ok(true) : err(systemVaultError(replaced.error));
}

type Trees = Omit<NonNullable<CheckedBundle['folded']>, 'bagManifest'>;

function sameTrees(a: Trees, b: Trees): boolean {
  return (
    a.files === b.files &&
    a.bytes === b.bytes &&
    a.dirHash === b.dirHash &&
    a.gitTreeSha1 === b.gitTreeSha1 &&
    a.gitTreeSha256 === b.gitTreeSha256 &&
    a.merkleSha256 === b.merkleSha256 &&
    a.sha256sumDot === b.sha256sumDot
  );
}
