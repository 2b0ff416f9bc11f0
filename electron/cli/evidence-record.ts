import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BundleRecord } from '../../shared/evidence/types.ts';
import type { Result } from '../../shared/result.ts';
import type { ImportError } from '../vault/import-error.ts';
import { openVault } from '../vault/vault.ts';
import { workerFile } from './worker-file.ts';

/**
 * What an import of this bundle would find: the very code of the console, on a vault that is thrown away. It takes as
 * much room in the temporary folder as the bundle has bytes; `hash` takes none.
 */
export async function evidenceRecord(
  path: string,
): Promise<Result<BundleRecord, Pick<ImportError, 'code' | 'sentence'> & { findings: BundleRecord['findings'] }>> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-verify-'));
  try {
    const vault = await openVault(folder, { workerFile: workerFile() });
    if (!vault.ok) return { ok: false, error: { code: 'vault', sentence: vault.error.sentence, findings: [] } };
    const imported = await vault.value.importBundle(path).done;
    await vault.value.close();
    if (imported.ok) return imported;
    const { code, sentence } = imported.error;
    return {
      ok: false,
      error: { code, sentence, findings: imported.error.code === 'refused' ? imported.error.findings : [] },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
