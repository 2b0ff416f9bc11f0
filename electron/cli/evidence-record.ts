import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BundleRecord } from '../../shared/evidence/types.ts';
import type { Result } from '../../shared/result.ts';
import { assessInPlace, canBeJudgedInPlace } from '../vault/assess/medium.ts';
import type { ImportError } from '../vault/import-error.ts';
import { openVault } from '../vault/vault.ts';
import { type Progress, workText } from './progress.ts';
import { isDirectory } from './read-file.ts';
import { workerFile } from './worker-file.ts';

type Failure = Pick<ImportError, 'code' | 'sentence'> & { findings: BundleRecord['findings'] };

/**
 * What an import of this bundle would find. A directory is judged where it lies. An archive, whose files cannot be read
 * in any order, goes through the console's own import on a vault that is thrown away: that takes as much room in the
 * temporary folder as it expands to, where `hash` takes none.
 */
export async function evidenceRecord(path: string, progress: Progress): Promise<Result<BundleRecord, Failure>> {
  const there = await isDirectory(path);
  if (!there.ok) return { ok: false, error: { code: 'medium', sentence: there.error, findings: [] } };
  if (!canBeJudgedInPlace(path)) return throughThrowAwayVault(path, progress);
  const judged = await assessInPlace(path, { workerFile: workerFile(), control: progress.ofJob() });
  return judged.ok ? judged : { ok: false, error: failure(judged.error) };
}

async function throughThrowAwayVault(path: string, progress: Progress): Promise<Result<BundleRecord, Failure>> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-verify-'));
  try {
    const vault = await openVault(folder, { workerFile: workerFile() });
    if (!vault.ok) return { ok: false, error: { code: 'vault', sentence: vault.error.sentence, findings: [] } };
    const imported = await vault.value.importBundle(path, { onProgress: (now) => progress.tell(() => workText(now)) })
      .done;
    await vault.value.close();
    return imported.ok ? imported : { ok: false, error: failure(imported.error) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function failure(error: ImportError): Failure {
  const { code, sentence } = error;
  return { code, sentence, findings: error.code === 'refused' ? error.findings : [] };
}
