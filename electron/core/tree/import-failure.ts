import { type Failure, failure } from '../../../shared/failure/failure.ts';
import type { Finding } from '../../../shared/finding/index.ts';
import type { FileFailure } from '../files/file-failure.ts';
import type { ThreadFailure } from '../job/thread-answer.ts';

/**
 * Why an import ended without a bundle.
 *
 * `cancelled`: the person stopped it; `held-up` when its thread is held up by what it waits for, and ends later.
 * `refused`: the tree holds what no evidence tree may hold; the findings say where. `medium`: the medium cannot be read
 * any more. `vault`: the vault cannot be written or is damaged. `thread`: its thread ended without an answer. With `-kept` what was finished is kept, and the import can
 * be resumed.
 */
export type ImportFailure =
  | Failure<`import/${'cancelled' | 'held-up' | 'medium' | 'medium-kept' | 'vault' | 'vault-kept' | 'thread' | 'thread-kept'}`>
  | RefusedTree;

/** Evidence that is no evidence tree. */
export type RefusedTree = Failure<'import/refused'> & { readonly findings: readonly Finding[] };

/** Why a reader stopped for good. */
export type StopReason =
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'medium'; readonly file: FileFailure }
  | { readonly kind: 'vault'; readonly file: FileFailure };

/** An import whose thread ended without an answer. What its readers had finished by then is kept. */
export function threadEnded(cause: ThreadFailure): ImportFailure {
  return failure('import/thread-kept', { cause });
}

/** @param importId what can be resumed; `null` where there is nothing to resume */
export function importFailure(reason: StopReason, importId: string | null): ImportFailure {
  if (reason.kind === 'cancelled') return cancelled({ isHeldUp: false });
  const code = `import/${reason.kind}` as const;
  return failure(importId === null ? code : (`${code}-kept` as const), { cause: reason.file });
}

export function cancelled({ isHeldUp }: { readonly isHeldUp: boolean }): ImportFailure {
  return failure(isHeldUp ? 'import/held-up' : 'import/cancelled');
}

export function refusedTree(findings: readonly Finding[]): RefusedTree {
  return { ...failure('import/refused'), findings };
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
