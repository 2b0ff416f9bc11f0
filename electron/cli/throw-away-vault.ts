import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { err, ok, type Result } from '../../shared/result.ts';
import { isExport } from '../core/dossier/find-folder.ts';
import type { ImportProgress } from '../core/job/progress.ts';
import type { VaultFailure } from '../core/vault/store/vault-failure.ts';
import { openVault, type Vault } from '../core/vault/vault.ts';
import { type AskedOfGit, type FoundEvidence, isAsked, type Unjudged, unjudged } from './evidence-record.ts';
import { type Progress, workText } from './progress.ts';
import { workerFile } from './worker-file.ts';

/** What an import of an archive finds, on a vault that is thrown away. */
export async function throughThrowAwayVault(
  path: string,
  progress: Progress,
  git: AskedOfGit,
): Promise<Result<FoundEvidence, Unjudged>> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-verify-'));
  try {
    const vault = await openVault(folder, { workerFile: workerFile() });
    if (!vault.ok) return err(unjudged(vault.error));
    const found = await importInto(vault.value, path, progress, git);
    await vault.value.close();
    return found;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function importInto(
  vault: Vault,
  path: string,
  progress: Progress,
  git: AskedOfGit,
): Promise<Result<FoundEvidence, Unjudged>> {
  const tell = { onProgress: (now: ImportProgress) => progress.tell(() => workText(now)) };
  const imported = await vault.importBundle(path, tell).done;
  if (!imported.ok) return err(unjudged(imported.error));
  const evidence = vault.evidence(imported.value.id);
  if (!evidence.ok) return err(unjudged(evidence.error));
  const isOfExport = isExport(evidence.value);
  evidence.value.close();
  if (!isAsked(git, imported.value)) return ok({ record: imported.value, isExport: isOfExport });
  const added = await vault.addGitIds<VaultFailure>(imported.value.id, async () => ok(null), tell);
  if (!added.ok) return err(unjudged(added.error));
  return ok({ record: added.value ?? imported.value, isExport: isOfExport });
}
