import type { FileError } from '../../files/file-error.ts';

/**
 * Why the vault cannot give or take something. `missing`: it has no such content or bundle. `damaged`: what it has is
 * not what it wrote. `unknown-record`: the record of a bundle is not the one that is known (see `KnownRecords`).
 * `too-large`: more than was asked for. `system`: the disk refused; see `file`.
 */
export type VaultErrorCode = 'missing' | 'damaged' | 'unknown-record' | 'too-large' | 'system';

export interface VaultError {
  readonly code: VaultErrorCode;
  readonly sentence: string;
  /** A digest, or a path inside the vault. */
  readonly where: string;
  readonly file?: FileError;
}

const SENTENCES: Record<Exclude<VaultErrorCode, 'system'>, string> = {
  missing: 'The vault does not have this: import it again.',
  damaged: 'The vault holds damaged bytes here: run fsck, and import what is affected again.',
  'unknown-record':
    'The journal does not have the record of this bundle as it is on the disk, so it is not believed: check the vault, which makes it again from the bytes, or import the bundle again.',
  'too-large': 'This is larger than is accepted here.',
};

export function vaultError(code: Exclude<VaultErrorCode, 'system'>, where: string): VaultError {
  return { code, sentence: SENTENCES[code], where };
}

export function systemVaultError(file: FileError): VaultError {
  return { code: 'system', sentence: `The vault cannot be used. ${file.sentence}`, where: file.where, file };
}
