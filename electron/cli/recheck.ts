import { parseSha256, type Sha256 } from '../../shared/encoding/bytes.ts';
import { hasGitIds } from '../../shared/evidence/git-ids.ts';
import { EvidenceReadError } from '../../shared/evidence/reader.ts';
import type { BundleRecord } from '../../shared/evidence/types.ts';
import { sayFailure } from '../../shared/failure/say.ts';
import { type Finding, finding } from '../../shared/finding/index.ts';
import { JobControl } from '../core/job/control.ts';
import { bundleRecords } from '../core/journal/bundle-records.ts';
import { DamagedManifest } from '../core/tree/manifest.ts';
import { remakeRecord, saysOtherwise } from '../core/vault/check/remake.ts';
import { readStoredRecord } from '../core/vault/store/bundle-store.ts';
import { vaultLayout } from '../core/vault/store/layout.ts';
import { openVault, type Vault } from '../core/vault/vault.ts';
import { type Facts, type Run, UsageError, unreadable } from './command.ts';
import type { usages } from './commands.ts';
import { stationJournal } from './station-journal.ts';
import { vaultOf } from './station-vault.ts';
import { bundleOutcome } from './verdict.ts';
import { bundleFindings } from './verify-bundle.ts';
import { words } from './words.ts';
import { workerFile } from './worker-file.ts';

/** `recheck --data DIR --bundle ID`: for an auditor, every claim of a bundle recomputed from the vault's bytes. */
export const recheck: Run<typeof usages.recheck> = async (input) => {
  const id = parseSha256(input.required('bundle'));
  if (id === null) throw new UsageError(words.wrongUsage.bundle);
  const data = input.required('data');
  const place = await vaultOf(data);
  if (!place.ok) return unreadable(place.error);
  const journal = await stationJournal(data);
  if (!journal.ok) return unreadable(journal.error);
  const stored = await readStoredRecord(vaultLayout(place.value), id, bundleRecords(journal.value.proven).get(id));
  if (!stored.ok) return unreadable(sayFailure(stored.error));
  const vault = await openVault(place.value, { workerFile: workerFile() });
  if (!vault.ok) return unreadable(sayFailure(vault.error));
  const remade = await remake(vault.value, stored.value.record);
  await vault.value.close();

  const known = bundleRecords(journal.value.proven).get(id) ?? null;
  const differed = remade === null ? [] : saysOtherwise(stored.value.record, remade);
  const asRecorded = remade !== null && differed.length === 0;
  const contradictions = [
    ...journal.value.damage,
    ...(remade === null ? [finding('evidence.vault-damaged', id)] : []),
    ...recordFindings(id, differed, known, stored.value.sha256),
  ];
  const verdict = remade === null || contradictions.length > 0 ? 'refused' : remade.verdict;
  const found = remade === null ? contradictions : [...contradictions, ...bundleFindings(remade, verdict)];
  const { json, ...outcome } = bundleOutcome(verdict, found);
  const isInJournal = known === stored.value.sha256;
  const checks = remade?.checks ?? [];
  const named = words.answers.facts;
  const facts: Facts = [
    [named.asRecorded, asRecorded ? named.isAsRecorded : named.isNotAsRecorded],
    [named.inJournal, isInJournal ? named.isInJournal : named.isNotInJournal],
    ...checks.map((one) => [named.check, `${one.id}: ${one.result}`] as const),
  ];
  return { ...outcome, facts, json: { ...json, asRecorded, isInJournal, checks } };
};

/** What is wrong with the record itself; `known`: its digest by the journal; `null` where that has none. */
function recordFindings(
  id: Sha256,
  differed: readonly string[],
  known: Sha256 | null,
  observed: Sha256,
): readonly Finding[] {
  if (differed.length > 0) return [finding('evidence.record-differs', id, { observed: differed.join(', ') })];
  if (known === null || known === observed) return [];
  return [finding('evidence.record-differs', id, { observed, expected: known })];
}

/** `null` where the vault's bytes do not give the bundle any more. */
async function remake(vault: Vault, record: BundleRecord): Promise<BundleRecord | null> {
  const evidence = vault.evidence(record.id);
  if (!evidence.ok) return null;
  try {
    return await remakeRecord(evidence.value, { ...record, withGit: hasGitIds(record) }, JobControl.fresh());
  } catch (thrown) {
    if (thrown instanceof EvidenceReadError || thrown instanceof DamagedManifest) return null;
    throw thrown;
  } finally {
    evidence.value.close();
  }
}
