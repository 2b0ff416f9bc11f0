import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BundleRecord } from '../../shared/evidence/types.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { assessInPlace, canBeJudgedInPlace } from '../core/assess/medium.ts';
import { isExport } from '../core/dossier/verify-folder.ts';
import { type ImportError, importError } from '../core/tree/import-error.ts';
import { openVault, type Vault } from '../core/vault/vault.ts';
import { type Progress, workText } from './progress.ts';
import { isDirectory } from './read-file.ts';
import { workerFile } from './worker-file.ts';

type Failure = Pick<ImportError, 'code' | 'sentence'> & { findings: BundleRecord['findings'] };

interface Found {
  readonly record: BundleRecord;
  /** Whether it is an archive of an exported decision or a dossier. A folder of one is no bundle in the first place. */
  readonly isExport: boolean;
}

/**
 * What an import of this bundle would find. A directory is judged where it lies. An archive, whose files cannot be read
 * in any order, goes through the console's own import on a vault that is thrown away: that takes as much room in the
 * temporary folder as it expands to, where `hash` takes none.
 */
export async function evidenceRecord(path: string, progress: Progress): Promise<Result<Found, Failure>> {
  const there = await isDirectory(path);
  if (!there.ok) return err({ code: 'medium', sentence: there.error, findings: [] });
  if (!canBeJudgedInPlace(path)) return throughThrowAwayVault(path, progress);
  const judged = await assessInPlace(path, { workerFile: workerFile(), control: progress.ofJob() });
  return judged.ok ? ok({ record: judged.value, isExport: false }) : err(failure(judged.error));
}

async function throughThrowAwayVault(path: string, progress: Progress): Promise<Result<Found, Failure>> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-verify-'));
  try {
    const vault = await openVault(folder, { workerFile: workerFile() });
    if (!vault.ok) return err({ code: 'vault', sentence: vault.error.sentence, findings: [] });
    const found = await importInto(vault.value, path, progress);
    await vault.value.close();
    return found;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function importInto(vault: Vault, path: string, progress: Progress): Promise<Result<Found, Failure>> {
  const imported = await vault.importBundle(path, { onProgress: (now) => progress.tell(() => workText(now)) }).done;
  if (!imported.ok) return err(failure(imported.error));
  const evidence = vault.evidence(imported.value.id);
  if (!evidence.ok) return err({ code: 'vault', sentence: evidence.error.sentence, findings: [] });
  const found = { record: imported.value, isExport: isExport(evidence.value) };
  evidence.value.close();
  return ok(found);
}

function failure(error: ImportError): Failure {
  const { code } = error;
  // The vault is thrown away, and with it what an import could be resumed from.
  const sentence =
    'file' in error ? importError({ kind: error.code, file: error.file }, null).sentence : error.sentence;
  return { code, sentence, findings: error.code === 'refused' ? error.findings : [] };
}
