import type { Finding } from '../../../shared/finding/index.ts';
import type { FileError } from '../files/file-error.ts';

/**
 * Why an import ended without a bundle.
 *
 * `cancelled`: the person stopped it; `isHeldUp` when its thread is held up by what it waits for, and ends later.
 * `refused`: the tree holds what no evidence tree may hold; the findings say where. `medium`: the medium cannot be read
 * any more. `vault`: the vault cannot be written or is damaged. After `medium` and `vault` what was finished is kept,
 * and the import can be resumed.
 */
export type ImportError =
  | { readonly code: 'cancelled'; readonly sentence: string; readonly isHeldUp: boolean }
  | { readonly code: 'refused'; readonly sentence: string; readonly findings: readonly Finding[] }
  | { readonly code: 'medium'; readonly sentence: string; readonly file: FileError; readonly importId: string | null }
  | { readonly code: 'vault'; readonly sentence: string; readonly file: FileError; readonly importId: string | null };

/** Why a reader stopped for good. */
export type StopReason =
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'medium'; readonly file: FileError }
  | { readonly kind: 'vault'; readonly file: FileError };

export function importError(reason: StopReason, importId: string | null): ImportError {
  switch (reason.kind) {
    case 'cancelled':
      return cancelled({ isHeldUp: false });
    case 'medium':
      return {
        code: 'medium',
        sentence: `The medium could not be read to the end. ${reason.file.sentence}${kept(importId)}`,
        file: reason.file,
        importId,
      };
    case 'vault':
      return {
        code: 'vault',
        sentence: `The vault could not take the bundle. ${reason.file.sentence}${kept(importId)}`,
        file: reason.file,
        importId,
      };
  }
}

/** Without an import there is nothing to resume. */
function kept(importId: string | null): string {
  return importId === null ? '' : ' What was read is kept: resume the import.';
}

export function cancelled({ isHeldUp }: { readonly isHeldUp: boolean }): ImportError {
  return { code: 'cancelled', sentence: 'The import was cancelled: nothing of it is listed.', isHeldUp };
}

export function refusedTree(findings: readonly Finding[]): ImportError {
  return {
    code: 'refused',
    sentence: 'The evidence holds what no evidence tree may hold, or could not be read whole: nothing of it is listed.',
    findings,
  };
}

/** The system's error names that mean the medium itself fails: every further read would fail alike. */
const MEDIUM_FAILS = new Set([
  'EIO',
  'ENODEV',
  'ENXIO',
  'ENOTCONN',
  // What was under way when the daemon of a FUSE mount died; what comes after gets ENOTCONN.
  'ECONNABORTED',
  'ESHUTDOWN',
  'ESTALE',
  'EREMOTEIO',
  'ENOMEDIUM',
  'EMEDIUMTYPE',
  'EUCLEAN',
  'EBADMSG',
  'ETIMEDOUT',
  'EHOSTDOWN',
  // Not the medium's fault, but as general: every further open would fail alike.
  'EMFILE',
  'ENFILE',
]);

export function meansMediumFails(errno: string): boolean {
  return MEDIUM_FAILS.has(errno);
}
