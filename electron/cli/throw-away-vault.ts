import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { err, ok, type Result } from '../../shared/result.ts';
import { isExport } from '../core/dossier/find-folder.ts';
import { openVault, type Vault } from '../core/vault/vault.ts';
import { type FoundEvidence, type Unjudged, unjudged } from './evidence-record.ts';
import { type Progress, workText } from './progress.ts';
import { workerFile } from './worker-file.ts';

/** What an import of an archive finds, on a vault that is thrown away. */
export async function throughThrowAwayVault(
  path: string,
  progress: Progress,
): Promise<Result<FoundEvidence, Unjudged>> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-verify-'));
  try {
    const vault = await openVault(folder, { workerFile: workerFile() });
    if (!vault.ok) return err(unjudged(vault.error));
    const found = await importInto(vault.value, path, progress);
    await vault.value.close();
    return found;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function importInto(vault: Vault, path: string, progress: Progress): Promise<Result<FoundEvidence, Unjudged>> {
  const imported = await vault.importBundle(path, { onProgress: (now) => progress.tell(() => workText(now)) }).done;
  if (!imported.ok) return err(unjudged(imported.error));
  const evidence = vault.evidence(imported.value.id);
  if (!evidence.ok) return err(unjudged(evidence.error));
  const found = { record: imported.value, isExport: isExport(evidence.value) };
  evidence.value.close();
  return ok(found);
}
