import { createDecipheriv } from 'node:crypto';
import bcrypt from 'bcrypt-pbkdf';
import { utf8 } from '../../../shared/encoding/bytes.ts';
import { SshReader } from '../../../shared/key/ssh-wire.ts';
import { err, ok, type Result } from '../../../shared/result.ts';

/** How a private key file says that it is encrypted (PROTOCOL.key in OpenSSH's sources). */
export interface OpenSshEncryption {
  readonly cipher: string | null;
  readonly kdf: string | null;
  readonly kdfOptions: Uint8Array;
}

const KEY_LENGTH = 32;
const IV_LENGTH = 16;
/** `ssh-keygen -a` takes 16 or 24 by default, careful people some hundreds; above this it would take minutes. */
const MAX_ROUNDS = 1000;

/** What ssh-keygen has used by default since 2015, and before that. Files with another cipher are refused. */
const CIPHERS: Readonly<Record<string, string>> = { 'aes256-ctr': 'aes-256-ctr', 'aes256-cbc': 'aes-256-cbc' };

/**
 * Decrypts the secret part of a private key file. A wrong passphrase shows only in what comes out.
 * `cipher-unknown` for a cipher or a derivation that is none of OpenSSH's defaults.
 */
export function decryptOpenSsh(
  secret: Uint8Array,
  { cipher, kdf, kdfOptions }: OpenSshEncryption,
  passphrase: string,
): Result<Uint8Array, 'cipher-unknown' | 'damaged'> {
  const algorithm = CIPHERS[cipher ?? ''];
  if (algorithm === undefined || kdf !== 'bcrypt') return err('cipher-unknown');
  const reader = new SshReader(kdfOptions);
  const salt = reader.string();
  const rounds = reader.uint32();
  if (salt === null || salt.length === 0 || rounds === null || !reader.atEnd) return err('damaged');
  if (rounds === 0 || rounds > MAX_ROUNDS || secret.length === 0 || secret.length % IV_LENGTH !== 0)
    return err('damaged');
  const derived = new Uint8Array(KEY_LENGTH + IV_LENGTH);
  const pass = utf8(passphrase);
  if (bcrypt.pbkdf(pass, pass.length, salt, salt.length, derived, derived.length, rounds) !== 0) return err('damaged');
  const decipher = createDecipheriv(algorithm, derived.subarray(0, KEY_LENGTH), derived.subarray(KEY_LENGTH));
  decipher.setAutoPadding(false);
  const plain = Buffer.concat([decipher.update(secret), decipher.final()]);
  derived.fill(0);
  return ok(plain);
}
