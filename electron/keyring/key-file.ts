import { randomInt } from 'node:crypto';
import { err, ok, type Result } from '../../shared/result.ts';
import { replaceDurably } from '../files/durable.ts';
import type { FileError } from '../files/file-error.ts';
import { readRegularFile } from '../files/read.ts';
import { openWithPassphrase, sealWithPassphrase } from './age-file.ts';
import { type PrivateKey, parseOpenSshPrivateKey, toOpenSshPrivateKey } from './openssh-private.ts';

const MAX_KEY_FILE = 64 * 1024;

export function readKeyFile(path: string): Promise<Result<Buffer, FileError>> {
  return readRegularFile(path, MAX_KEY_FILE);
}

/**
 * Encrypts the key and puts it in place of what was there: an age file under the passphrase, and inside it an OpenSSH
 * private key file, so that `age -d KEY.age > k; ssh-keygen -Y sign -f k` signs with stock tools alone.
 */
export async function writeKeyFile(
  path: string,
  seed: Uint8Array,
  comment: string,
  passphrase: string,
  workFactor: number,
): Promise<Result<void, FileError>> {
  const plain = toOpenSshPrivateKey(seed, comment, randomInt(2 ** 32));
  const sealed = await sealWithPassphrase(plain, passphrase, workFactor);
  plain.fill(0);
  return replaceDurably(path, sealed);
}

/** Opens a key file's bytes. `damaged` also when what the age file holds is no Ed25519 key of OpenSSH's. */
export async function openKeyFile(
  sealed: Uint8Array,
  passphrase: string,
): Promise<Result<PrivateKey, 'wrong-passphrase' | 'damaged'>> {
  const plain = await openWithPassphrase(sealed, passphrase);
  if (!plain.ok) return plain;
  const key = parseOpenSshPrivateKey(plain.value, null);
  plain.value.fill(0);
  return key.ok ? ok(key.value) : err('damaged');
}
