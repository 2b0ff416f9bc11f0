import { concatBytes, equalBytes, fromBase64, fromUtf8, toBase64, utf8 } from '../../../shared/encoding/bytes.ts';
import { type Ed25519PublicKey, sshBlobOf } from '../../../shared/key/public-key.ts';
import { SshReader, sshString, uint32 } from '../../../shared/key/ssh-wire.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { formsOfPassphrase } from '../../../shared/text/opaque-string.ts';
import { publicKeyOfSeed, SEED_LENGTH } from './ed25519-private.ts';
import { decryptOpenSsh } from './openssh-cipher.ts';

/**
 * OpenSSH's private key file (PROTOCOL.key in OpenSSH's sources): what `ssh-keygen` writes and, unlike PKCS#8, what
 * every ssh-keygen since 6.5 reads for Ed25519. Here without OpenSSH's own encryption: the file lies inside an age file.
 */
const MAGIC = utf8('openssh-key-v1\0');
const BEGIN = '-----BEGIN OPENSSH PRIVATE KEY-----';
const END = '-----END OPENSSH PRIVATE KEY-----';
const PEM = new RegExp(`^${BEGIN}\\r?\\n(?<body>[A-Za-z0-9+/=\\r\\n]+)\\r?\\n${END}\\s*$`);
const BLOCK = 8;
const LINE = 70;
/** The same random number twice, at the start of the secret part: a wrong passphrase gives two different ones. */
const CHECK_LENGTH = 4;

/** A private key and the comment that its file holds. The holder wipes `seed`. */
export interface PrivateKey {
  readonly seed: Buffer;
  readonly key: Ed25519PublicKey;
  /** Untrusted text. */
  readonly comment: string;
}

/** The private key file, unencrypted. `check` is any 32-bit number; OpenSSH takes a random one. */
export function toOpenSshPrivateKey(seed: Uint8Array, comment: string, check: number): Uint8Array {
  const key = publicKeyOfSeed(seed);
  const secret = concatBytes(
    uint32(check),
    uint32(check),
    sshBlobOf(key),
    sshString(concatBytes(seed, key.bytes)),
    sshString(utf8(comment)),
  );
  const padding = Uint8Array.from({ length: (BLOCK - (secret.length % BLOCK)) % BLOCK }, (_, i) => i + 1);
  const none = sshString(utf8('none'));
  const binary = concatBytes(
    MAGIC,
    none,
    none,
    sshString(new Uint8Array()),
    uint32(1),
    sshString(sshBlobOf(key)),
    sshString(concatBytes(secret, padding)),
  );
  const body = toBase64(binary).replace(new RegExp(`.{${LINE}}(?=.)`, 'g'), '$&\n');
  return utf8(`${BEGIN}\n${body}\n${END}\n`);
}

export type PrivateKeyDefect =
  | 'not-openssh'
  | 'passphrase-needed'
  | 'wrong-passphrase'
  | 'cipher-unknown'
  | 'not-ed25519'
  | 'damaged';

/**
 * Reads a private key file with one Ed25519 key whose halves belong together.
 * @param passphrase for a file that OpenSSH itself has encrypted, tried in each form that may have been meant; passed
 * over for one that is not.
 */
export function parseOpenSshPrivateKey(
  file: Uint8Array,
  passphrase: string | null,
): Result<PrivateKey, PrivateKeyDefect> {
  const binary = fromBase64(PEM.exec(fromUtf8(file) ?? '')?.groups?.body?.replace(/[\r\n]/g, '') ?? '');
  if (binary === null || !equalBytes(binary.subarray(0, MAGIC.length), MAGIC)) return err('not-openssh');
  const reader = new SshReader(binary.subarray(MAGIC.length));
  const cipher = textOf(reader.string());
  const kdf = textOf(reader.string());
  const kdfOptions = reader.string();
  if (reader.uint32() !== 1) return err('damaged');
  const publicBlob = reader.string();
  const secret = reader.string();
  if (kdfOptions === null || publicBlob === null || secret === null) return err('damaged');
  if (cipher === 'none' && kdf === 'none') return reader.atEnd ? parseSecret(secret, publicBlob) : err('damaged');
  if (passphrase === null) return err('passphrase-needed');
  for (const form of formsOfPassphrase(passphrase)) {
    const plain = decryptOpenSsh(secret, { cipher, kdf, kdfOptions }, form);
    if (!plain.ok) return plain;
    if (!reader.atEnd) return err('damaged');
    const opened = hasChecks(plain.value) ? parseSecret(plain.value, publicBlob) : null;
    plain.value.fill(0);
    if (opened !== null) return opened;
  }
  return err('wrong-passphrase');
}

/** A wrong passphrase gives two numbers that are not the same. */
function hasChecks(plain: Uint8Array): boolean {
  return equalBytes(plain.subarray(0, CHECK_LENGTH), plain.subarray(CHECK_LENGTH, 2 * CHECK_LENGTH));
}

function parseSecret(secret: Uint8Array, publicBlob: Uint8Array): Result<PrivateKey, PrivateKeyDefect> {
  const reader = new SshReader(secret);
  const checks = [reader.uint32(), reader.uint32()];
  if (checks[0] === null || checks[0] !== checks[1]) return err('damaged');
  if (textOf(reader.string()) !== 'ssh-ed25519') return err('not-ed25519');
  const publicBytes = reader.string();
  const both = reader.string();
  const comment = textOf(reader.string());
  if (publicBytes === null || both === null || comment === null || both.length !== 2 * SEED_LENGTH) {
    return err('damaged');
  }
  const seed = Buffer.from(both.subarray(0, SEED_LENGTH));
  const key = publicKeyOfSeed(seed);
  const halvesBelongTogether =
    equalBytes(key.bytes, publicBytes) &&
    equalBytes(key.bytes, both.subarray(SEED_LENGTH)) &&
    equalBytes(sshBlobOf(key), publicBlob);
  return halvesBelongTogether && isPadding(reader) ? ok({ seed, key, comment }) : err('damaged');
}

/** The bytes 1, 2, 3, ... up to the block's end. */
function isPadding(reader: SshReader): boolean {
  for (let expected = 1; !reader.atEnd; expected++) {
    if (reader.take(1)?.[0] !== expected % 256) return false;
  }
  return true;
}

function textOf(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : fromUtf8(bytes);
}
