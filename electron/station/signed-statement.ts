import type { Statement } from '../../shared/statement/statement.ts';
import type { Identity } from '../core/keyring/identity.ts';

/** A statement with the signatures that one signer made over the identical payload bytes. */
export interface SignedStatement {
  readonly statement: Statement;
  readonly payload: Uint8Array;
  /** The DSSE envelope's bytes, earlier signers' signatures in it too; `null` where none of them can make one. */
  readonly envelope: Uint8Array | null;
  /** The armored OpenSSH signature. */
  readonly sshsig: string;
  readonly signer: Identity;
}
