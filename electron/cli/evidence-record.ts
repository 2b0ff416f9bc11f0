import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BundleRecord } from '../../shared/evidence/types.ts';
import type { Failure } from '../../shared/failure/failure.ts';
import { sayFailure } from '../../shared/failure/say.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { assessInPlace, canBeJudgedInPlace } from '../core/assess/medium.ts';
import { isExport } from '../core/dossier/verify-folder.ts';
import type { ImportFailure } from '../core/tree/import-failure.ts';
import type { VaultFailure } from '../core/vault/store/vault-failure.ts';
import { openVault, type Vault } from '../core/vault/vault.ts';
import { type Progress, workText } from './progress.ts';
import { isDirectory } from './read-file.ts';
import { workerFile } from './worker-file.ts';

/** Why a bundle was not judged. `isRefused`: it was read, and is no evidence tree. */
interface Unjudged {
  readonly isRefused: boolean;
  readonly sentence: string;
  readonly findings: BundleRecord['findings'];
}

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
export async function evidenceRecord(path: string, progress: Progress): Promise<Result<Found, Unjudged>> {
  const there = await isDirectory(path);
  if (!there.ok) return err({ isRefused: false, sentence: there.error, findings: [] });
  if (!canBeJudgedInPlace(path)) return throughThrowAwayVault(path, progress);
  const judged = await assessInPlace(path, { workerFile: workerFile(), control: progress.ofJob() });
  return judged.ok ? ok({ record: judged.value, isExport: false }) : err(unjudged(judged.error));
}

async function throughThrowAwayVault(path: string, progress: Progress): Promise<Result<Found, Unjudged>> {
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

async function importInto(vault: Vault, path: string, progress: Progress): Promise<Result<Found, Unjudged>> {
  const imported = await vault.importBundle(path, { onProgress: (now) => progress.tell(() => workText(now)) }).done;
  if (!imported.ok) return err(unjudged(imported.error));
  const evidence = vault.evidence(imported.value.id);
  if (!evidence.ok) return err(unjudged(evidence.error));
  const found = { record: imported.value, isExport: isExport(evidence.value) };
  evidence.value.close();
  return ok(found);
}

function unjudged(failure: ImportFailure | VaultFailure): Unjudged {
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
