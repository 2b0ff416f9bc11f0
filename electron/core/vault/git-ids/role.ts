import type { BundleRecord } from '../../../../shared/evidence/types.ts';
import type { VaultLayout } from '../store/layout.ts';

/** What a thread is started as that computes git's tree ids of one bundle from the vault's copy. */
export interface GitIdsRole {
  readonly role: 'git-ids';
  readonly control: SharedArrayBuffer;
  readonly layout: VaultLayout;
  readonly bundle: Pick<BundleRecord, 'id' | 'form' | 'label' | 'leavesSha256'>;
}
