import { concatBytes, equalBytes, fromBase64, fromUtf8, type Sha256, toBase64, utf8 } from '../encoding/bytes.ts';
import { sha256Hex } from '../encoding/digest.ts';
import { type Finding, finding } from '../finding/index.ts';
import { err, ok, type Result } from '../result.ts';
import { isPrimeOrderPoint } from './ed25519.ts';
import { keyTextIn } from './key-lines.ts';
import { SshReader, sshString } from './ssh-wire.ts';

/** An Ed25519 public key that signs in software: DSSE and SSHSIG. */
export interface Ed25519PublicKey {
  readonly kind: 'ed25519';
  /** 32 bytes, RFC 8032. */
  readonly bytes: Uint8Array;
  /** Hex SHA-256 of the SPKI DER. A hint in envelopes, a name on screens, never proof. */
  readonly keyid: Sha256;
}

/** An Ed25519 key inside a FIDO token (`sk-ssh-ed25519@openssh.com`): SSHSIG alone. */
export interface SecurityKey {
  readonly kind: 'sk-ed25519';
  readonly bytes: Uint8Array;
  /** Hex SHA-256 of the SPKI DER of the bare Ed25519 key. */
  readonly keyid: Sha256;
  /** The FIDO relying party, `ssh:` as a rule. */
  readonly application: string;
}

export type PublicKey = Ed25519PublicKey | SecurityKey;

/** A public key as a file holds it. The comment is untrusted text and names nobody. */
export interface PublicKeyFile {
  readonly key: PublicKey;
  readonly comment: string;
}

const KEY_TYPE = { ed25519: 'ssh-ed25519', 'sk-ed25519': 'sk-ssh-ed25519@openssh.com' } as const;

/** SEQUENCE { SEQUENCE { OID 1.3.101.112 } BIT STRING }: what goes before the 32 bytes (RFC 8410, section 4). */
const SPKI_PREFIX = Uint8Array.of(0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00);
/** The most bytes that a file of a public key may have. */
export const MAX_PUBLIC_KEY_FILE = 16 * 1024;

/** 32 raw bytes to a key; refused unless they encode a point of prime order (`statement.key-weak`). */
export function ed25519PublicKey(bytes: Uint8Array): Result<Ed25519PublicKey, Finding> {
  if (!isPrimeOrderPoint(bytes)) return err(finding('statement.key-weak', 'public key'));
  return ok({ kind: 'ed25519', bytes: Uint8Array.from(bytes), keyid: sha256Hex(concatBytes(SPKI_PREFIX, bytes)) });
}

/**
 * Reads a public key file: one OpenSSH line (`ssh-ed25519` or `sk-ssh-ed25519@openssh.com`), or SPKI as PEM or DER
 * (RFC 8410). In a text file, what `key-lines.ts` lists may stand around it. Anything else, private keys and several keys
 * included, is `statement.key-unreadable` and says what was found and where.
 */
export function parsePublicKey(file: Uint8Array): Result<PublicKeyFile, Finding> {
  if (file.length > MAX_PUBLIC_KEY_FILE) return unreadable('a file larger than any public key');
  if (file.length === SPKI_PREFIX.length + 32 && file[0] === SPKI_PREFIX[0]) return fileOf(fromSpkiDer(file), '');
  const text = fromUtf8(file);
  if (text === null) return unreadable('bytes that are neither UTF-8 text nor an SPKI structure');
  const found = keyTextIn(text);
  if (!found.ok) return unreadable(found.error.observed, found.error.where);
  if (found.value.form === 'pem') return fileOf(fromSpkiBase64(found.value.base64), '');
  const { type, base64, comment } = found.value;
  const blob = fromBase64(base64);
  if (blob === null) return unreadable('base64 that is not canonical');
  const key = publicKeyFromSshBlob(blob);
  if (key.ok && KEY_TYPE[key.value.kind] !== type) return unreadable('a key type that its blob contradicts');
  return fileOf(key, comment);
}

/** RFC 4253, section 6.6 key blob: the type, the key, and for a FIDO key the application. */
export function publicKeyFromSshBlob(blob: Uint8Array): Result<PublicKey, Finding> {
  const reader = new SshReader(blob);
  const type = textOf(reader.string());
  const bytes = reader.string();
  if (bytes === null || bytes.length !== 32) return unreadable('a key blob without a 32-byte Ed25519 key');
  if (type === KEY_TYPE.ed25519) return reader.atEnd ? ed25519PublicKey(bytes) : unreadable('bytes after the key');
  if (type !== KEY_TYPE['sk-ed25519']) return unreadable(`key type ${type ?? 'that is not text'}`);
  const application = textOf(reader.string());
  if (application === null || !reader.atEnd) return unreadable('a FIDO key blob without its application');
  const bare = ed25519PublicKey(bytes);
  return bare.ok ? ok({ ...bare.value, kind: 'sk-ed25519', application }) : bare;
}

export function sshBlobOf(key: PublicKey): Uint8Array<ArrayBuffer> {
  const blob = concatBytes(sshString(utf8(KEY_TYPE[key.kind])), sshString(key.bytes));
  return key.kind === 'ed25519' ? blob : concatBytes(blob, sshString(utf8(key.application)));
}

/** One line as in `id_ed25519.pub`, LF at the end. Line breaks in the comment would make a second key; refused. */
export function toOpenSsh(key: PublicKey, comment: string): string {
  if (/[\r\n]/.test(comment)) throw new Error('a key comment is one line');
  return `${[KEY_TYPE[key.kind], toBase64(sshBlobOf(key)), comment].filter((part) => part !== '').join(' ')}\n`;
}

/** SubjectPublicKeyInfo DER (RFC 8410): 44 bytes. */
export function toSpkiDer(key: PublicKey): Uint8Array<ArrayBuffer> {
  return concatBytes(SPKI_PREFIX, key.bytes);
}

/** SPKI as PEM (RFC 7468), as `openssl pkey -pubout` writes it. */
export function toSpkiPem(key: PublicKey): string {
  return `-----BEGIN PUBLIC KEY-----\n${toBase64(toSpkiDer(key))}\n-----END PUBLIC KEY-----\n`;
}

/** The same key material, whatever holds it: what counts when signers must be distinct. */
export function sameKey(a: PublicKey, b: PublicKey): boolean {
  return equalBytes(a.bytes, b.bytes);
}

function fromSpkiBase64(base64: string): Result<PublicKey, Finding> {
  const der = fromBase64(base64);
  return der === null ? unreadable('base64 that is not canonical') : fromSpkiDer(der);
}

function fromSpkiDer(der: Uint8Array): Result<PublicKey, Finding> {
  const prefix = der.subarray(0, SPKI_PREFIX.length);
  if (der.length !== SPKI_PREFIX.length + 32 || !equalBytes(prefix, SPKI_PREFIX)) {
    return unreadable('an SPKI structure that is not an Ed25519 key');
  }
  return ed25519PublicKey(der.subarray(SPKI_PREFIX.length));
}

function fileOf(key: Result<PublicKey, Finding>, comment: string): Result<PublicKeyFile, Finding> {
  return key.ok ? ok({ key: key.value, comment }) : key;
}

function textOf(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : fromUtf8(bytes);
}

function unreadable(observed: string, where = 'public key'): { readonly ok: false; readonly error: Finding } {
  return err(finding('statement.key-unreadable', where, { observed }));
}
