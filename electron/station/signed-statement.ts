import type { Statement } from '../../shared/statement/statement.ts';
import type { Identity } from '../keyring/identity.ts';

/** A statement with both signatures over the identical payload bytes. */
export interface SignedStatement {
  readonly statement: Statement;
  readonly payload: Uint8Array;
  /** The DSSE envelope's bytes. */
  readonly envelope: Uint8Array;
  /** The armored OpenSSH signature. */
  readonly sshsig: string;
  readonly signer: Identity;
}
