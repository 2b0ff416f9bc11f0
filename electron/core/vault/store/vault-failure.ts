import { type Failure, failure } from '../../../../shared/failure/failure.ts';
import type { FileFailure } from '../../files/file-failure.ts';

/**
 * Why the vault cannot give or take something. `missing`: it has no such content or bundle. `damaged`: what it has is
 * not what it wrote. `unknown-record`: the record of a bundle is not the one that is known (see `KnownRecords`).
 * `too-large`: more than was asked for. `system`: the disk refused; see `cause`. `thread`: a thread
 * ended without an answer; see `cause`. `where` is a digest, or a path inside the
 * vault.
 */
export type VaultFailure =
  Failure<`vault/${'missing' | 'damaged' | 'unknown-record' | 'too-large' | 'system' | 'thread'}`>;

/** For a vault whose disk refused. */
export function vaultUnusable(file: FileFailure): VaultFailure {
  return failure('vault/system', { where: file.where, cause: file });
}
