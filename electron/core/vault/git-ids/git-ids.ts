import type { GitIds } from '../../../../shared/evidence/git-ids.ts';
import { EvidenceReadError } from '../../../../shared/evidence/reader.ts';
import { failure } from '../../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import { gitIdsOf } from '../../assess/git-ids.ts';
import { systemFailure } from '../../files/file-failure.ts';
import { JobControl } from '../../job/control.ts';
import { leavesDigest } from '../../tree/entry-line.ts';
import { foldLeaves } from '../../tree/fold-leaves.ts';
import { DamagedManifest } from '../../tree/manifest.ts';
import { manifestPath } from '../store/bundle-store.ts';
import { VaultEvidence } from '../store/vault-evidence.ts';
import { type VaultFailure, vaultUnusable } from '../store/vault-failure.ts';
import type { GitIdsRole } from './role.ts';

/**
 * git's tree ids of one bundle, from the vault's copy: of its very leaves, each content compared with its digest. `null`: it
 * was stopped.
 */
export async function gitIdsOfBundle({
  control: shared,
  layout,
  bundle,
}: GitIdsRole): Promise<Result<GitIds | null, VaultFailure>> {
  const { id, form, label, leavesSha256 } = bundle;
  try {
    const reader = new VaultEvidence(manifestPath(layout, id), layout);
    try {
      const summary = foldLeaves(reader.files);
      const areTheLeaves = leavesSha256 === undefined || leavesDigest(reader.files) === leavesSha256;
      if (summary.dirHash !== id || !areTheLeaves) return err(failure('vault/damaged', { where: id }));
      const control = new JobControl(shared, 'vault');
      control.setPhase('reading');
      control.setTotals({ files: summary.files, bytes: summary.bytes });
      return ok(await gitIdsOf({ reader, form, label }, control));
    } finally {
      reader.close();
    }
  } catch (thrown) {
    if (thrown instanceof EvidenceReadError || thrown instanceof DamagedManifest) {
      return err(failure('vault/damaged', { where: id }));
    }
    return err(vaultUnusable(systemFailure(thrown, id)));
  }
}
