import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Sha256 } from '../../../../shared/encoding/bytes.ts';
import { hasGitIds } from '../../../../shared/evidence/git-ids.ts';
import { isSameTree } from '../../../../shared/evidence/match.ts';
import type { BundleRecord } from '../../../../shared/evidence/types.ts';
import { failure } from '../../../../shared/failure/failure.ts';
import { finding } from '../../../../shared/finding/index.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import { isFileFailure } from '../../files/file-failure.ts';
import { JobControl } from '../../job/control.ts';
import { type ImportProgress, watchProgress } from '../../job/progress.ts';
import { answerOf } from '../../job/thread-answer.ts';
import type { ImportPlace } from '../import/import-job.ts';
import { bundleIds, readStoredRecord, replaceBundleRecord } from '../store/bundle-store.ts';
import type { KnownRecords } from '../store/known-records.ts';
import type { VaultLayout } from '../store/layout.ts';
import { type VaultFailure, vaultUnusable } from '../store/vault-failure.ts';
import type { CheckRole } from './check-role.ts';
import type { CheckedBundle, CheckReport } from './check-vault.ts';
import { type RecordHead, saysOtherwise } from './remake.ts';

export interface VaultCheckOptions {
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly signal?: AbortSignal;
  /** Contents that something besides bundles refers to: packets and statements. The rest may be orphans. */
  readonly roots?: readonly Sha256[];
}

/** A record that the check has written anew. It is known from when a journal has its digest. */
export interface RenewedRecord {
  readonly record: BundleRecord;
  /** What the record before said otherwise than the bytes, by its fields. */
  readonly differed: readonly string[];
}

/** What the check found, the bundles that it marked as refused, being damaged, and the records that it has written. */
export interface VaultCheckResult extends CheckReport {
  readonly refused: readonly Sha256[];
  readonly renewed: readonly RenewedRecord[];
}

/**
 * Runs `checkVault` in a thread, then marks what depends on damaged bytes as refused, and replaces records that are not
 * known by what the bytes give. `null`: it was stopped.
 */
export async function runCheck(
  place: ImportPlace,
  options: VaultCheckOptions,
): Promise<Result<VaultCheckResult | null, VaultFailure>> {
  const { layout } = place;
  const control = JobControl.fresh();
  options.signal?.addEventListener('abort', () => control.stop());
  if (options.signal?.aborted === true) control.stop();
  const remake = await unknownRecords(layout, place.known());
  if (!remake.ok) return remake;
  const stopWatching = watchProgress(control, options.onProgress ?? (() => undefined));
  const asked = { roots: options.roots ?? [], remake: remake.value };
  const checked = await checkInThread(place, asked, control);
  stopWatching();
  if (!checked.ok) return checked;
  if (checked.value === null) return ok(null);
  // Asked again: an import may have been journalled since.
  const known = place.known();
  const there = new Set(checked.value.bundles.map(({ id }) => id));
  const refused = [...known.keys()].filter((id) => !there.has(id));
  const renewed: RenewedRecord[] = [];
  for (const bundle of checked.value.bundles) {
    const settled = await settle(layout, known, bundle);
    if (!settled.ok) return settled;
    if (settled.value.isRefused) refused.push(bundle.id);
    if (settled.value.renewed !== null) renewed.push(settled.value.renewed);
  }
  return ok({ ...checked.value, refused, renewed });
}

async function checkInThread(
  { layout, workerFile, readers }: ImportPlace,
  asked: Pick<CheckRole, 'roots' | 'remake'>,
  control: JobControl,
): Promise<Result<CheckReport | null, VaultFailure>> {
  const file = workerFile instanceof URL ? fileURLToPath(workerFile) : workerFile;
  const role: CheckRole = { role: 'check', control: control.shared, layout, ...asked, workerFile: file, readers };
  const answer = await answerOf<CheckReport | null>(new Worker(workerFile, { workerData: role }), layout.root);
  if (answer.ok) return answer;
  return err(
    isFileFailure(answer.error) ? vaultUnusable(answer.error) : failure('vault/thread', { cause: answer.error }),
  );
}

/** The bundles whose records can be read, but are not the known ones. */
async function unknownRecords(layout: VaultLayout, known: KnownRecords): Promise<Result<RecordHead[], VaultFailure>> {
  const ids = await bundleIds(layout);
  if (!ids.ok) return ids;
  const unknown: RecordHead[] = [];
  for (const id of ids.value) {
    const stored = await readStoredRecord(layout, id, known.get(id));
    if (stored.ok && stored.value.sha256 !== known.get(id)) unknown.push(headOf(stored.value.record));
  }
  return ok(unknown);
}

function headOf(record: BundleRecord): RecordHead {
  const { id, label, form, importedAt } = record;
  return { id, label, form, importedAt, withGit: hasGitIds(record) };
}

interface Settled {
  readonly isRefused: boolean;
  readonly renewed: RenewedRecord | null;
}

async function settle(
  layout: VaultLayout,
  known: KnownRecords,
  checked: CheckedBundle,
): Promise<Result<Settled, VaultFailure>> {
  const stored = await readStoredRecord(layout, checked.id, known.get(checked.id));
  // Without its record it is listed as damaged, and nothing takes it for verified.
  if (!stored.ok) return ok({ isRefused: true, renewed: null });
  const { record: before, sha256 } = stored.value;
  const isKnown = sha256 === known.get(checked.id);
  const isWhole = isKnown ? isUndamaged(checked, before) : checked.remade !== null;
  if (isKnown && isWhole) return ok({ isRefused: false, renewed: null });
  const record = checked.remade === null ? damagedRecord(checked, before, isKnown) : remadeRecord(checked.remade);
  const replaced = await replaceBundleRecord(layout, record);
  if (!replaced.ok) return err(vaultUnusable(replaced.error));
  const differed = checked.remade === null ? [] : saysOtherwise(before, checked.remade);
  return ok({ isRefused: !isWhole, renewed: { record, differed } });
}

function isUndamaged({ lost, folded }: CheckedBundle, { summary, leavesSha256 }: BundleRecord): boolean {
  if (lost.length > 0 || folded === null) return false;
  const { files, bytes } = folded.summary;
  const areLeavesSame = leavesSha256 === undefined || leavesSha256 === folded.leavesSha256;
  return files === summary.files && bytes === summary.bytes && areLeavesSame && isSameTree(folded.summary, summary);
}

function remadeRecord(remade: BundleRecord): BundleRecord {
  return { ...remade, findings: [finding('evidence.record-remade', remade.label), ...remade.findings] };
}

/** Of a record that is not known nothing is kept but what names the bundle. */
function damagedRecord({ lost, folded }: CheckedBundle, before: BundleRecord, isKnown: boolean): BundleRecord {
  const damage = finding('evidence.vault-damaged', lost[0] ?? 'the manifest', {
    observed: `${lost.length} files lost`,
  });
  if (isKnown) {
    const kept = before.findings.filter((one) => one.code !== damage.code);
    return { ...before, verdict: 'refused', findings: [...kept, damage] };
  }
  const summary = folded?.summary.dirHash === before.id ? folded.summary : before.summary;
  const { withGit: _, ...head } = headOf(before);
  return { ...head, layout: 'plain', summary, verdict: 'refused', findings: [damage], checks: [] };
}
