import type { SignatureFormats } from '../../shared/contract/views.ts';
import type { OpenedStatement } from '../../shared/statement/open.ts';

/** In which formats a statement is signed, all its signers taken together. */
export function signatureFormats({ signers, signatures: { dsse, openSsh } }: OpenedStatement): SignatureFormats {
  if (dsse.length === 0) return 'openssh';
  if (openSsh.length === 0) return 'dsse';
  return dsse.length === signers.length && openSsh.length === signers.length ? 'both' : 'mixed';
}
