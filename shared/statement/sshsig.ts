import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { concatBytes, fromBase64, fromUtf8, toBase64, utf8 } from '../encoding/bytes.ts';
import { type Finding, finding } from '../finding/index.ts';
import { verifyEd25519 } from '../key/ed25519.ts';
import { type Ed25519PublicKey, type PublicKey, publicKeyFromSshBlob, sameKey, sshBlobOf } from '../key/public-key.ts';
import { SshReader, sshString, uint32 } from '../key/ssh-wire.ts';
import { err, ok, type Result } from '../result.ts';
import { DISCHARGE_TYPE, GRANT_TYPE, REVOCATION_TYPE } from './authority.ts';
import { DECISION_TYPE } from './decision.ts';
import { RECEIPT_TYPE } from './receipt.ts';
import type { PredicateType } from './statement.ts';
import { distinctKeys, type TrustedKey } from './trust.ts';

/** What an OpenSSH signature over each type of statement was made for (`ssh-keygen -Y sign -n`). */
export const SSHSIG_NAMESPACE = {
  [DECISION_TYPE]: 'decision@holdfast',
  [GRANT_TYPE]: 'grant@holdfast',
  [DISCHARGE_TYPE]: 'discharge@holdfast',
  [REVOCATION_TYPE]: 'revocation@holdfast',
  [RECEIPT_TYPE]: 'receipt@holdfast',
} as const satisfies Record<PredicateType, string>;

/** What someone signs to show that their key is at hand. It is no statement, and never kept. */
export const SIGN_IN_NAMESPACE = 'sign-in@holdfast';

export type SshsigNamespace = (typeof SSHSIG_NAMESPACE)[PredicateType] | typeof SIGN_IN_NAMESPACE;

/** An SSHSIG blob, decoded (OpenSSH PROTOCOL.sshsig). */
export interface Sshsig {
  readonly key: PublicKey;
  readonly namespace: string;
  readonly hashAlgorithm: 'sha256' | 'sha512';
  /** 64 bytes, Ed25519. */
  readonly signature: Uint8Array;
  /** What a FIDO token signed besides; null for a key in software. */
  readonly token: { readonly flags: number; readonly counter: number } | null;
}

const MAGIC = utf8('SSHSIG');
const VERSION = 1;
const SIGNATURE_TYPE = { ed25519: 'ssh-ed25519', 'sk-ed25519': 'sk-ssh-ed25519@openssh.com' } as const;
/** FIDO authenticator data: the user touched the token. */
const USER_PRESENT = 0x01;
/** The most bytes that an armored signature may have. */
export const MAX_SSHSIG_BYTES = 64 * 1024;
const ARMOR = /^-----BEGIN SSH SIGNATURE-----\r?\n(?<body>[A-Za-z0-9+/=\r\n]+?)\r?\n-----END SSH SIGNATURE-----\s*$/;

/** The bytes that an SSHSIG's key signs: magic, namespace, reserved, hash algorithm, H(message). */
export function sshsigMessage(
  message: Uint8Array,
  namespace: string,
  hashAlgorithm: Sshsig['hashAlgorithm'] = 'sha512',
): Uint8Array<ArrayBuffer> {
  const digest = hashAlgorithm === 'sha512' ? sha512(message) : sha256(message);
  return concatBytes(
    MAGIC,
    sshString(utf8(namespace)),
    sshString(new Uint8Array()),
    sshString(utf8(hashAlgorithm)),
    sshString(digest),
  );
}

/**
 * `*.sig` as ssh-keygen writes it, with a key that this layer never sees: `sign` gets `sshsigMessage` and gives 64
 * bytes. Throws for a signature that does not verify: a bug of the signer.
 */
export async function signSsh(
  message: Uint8Array,
  namespace: string,
  key: Ed25519PublicKey,
  sign: (message: Uint8Array) => Promise<Uint8Array>,
): Promise<string> {
  const toBeSigned = sshsigMessage(message, namespace);
  const signature = await sign(toBeSigned);
  if (!verifyEd25519(key.bytes, toBeSigned, signature))
    throw new Error(`the signature by ${key.keyid} does not verify`);
  return armorEd25519(key, namespace, signature);
}

/** The armored form around the 64 bytes of a software key's signature over `sshsigMessage`. They are not verified here. */
export function armorEd25519(key: Ed25519PublicKey, namespace: string, signature: Uint8Array): string {
  return armorSshsig(key, namespace, concatBytes(sshString(utf8(SIGNATURE_TYPE.ed25519)), sshString(signature)));
}

/** The armored form around a signature blob (RFC 8709, or PROTOCOL.u2f) as an ssh-agent gives it, over SHA-512. */
export function armorSshsig(key: PublicKey, namespace: string, signatureBlob: Uint8Array): string {
  const blob = concatBytes(
    MAGIC,
    uint32(VERSION),
    sshString(sshBlobOf(key)),
    sshString(utf8(namespace)),
    sshString(new Uint8Array()),
    sshString(utf8('sha512')),
    sshString(signatureBlob),
  );
  const lines = toBase64(blob).match(/.{1,70}/g) ?? [];
  return `-----BEGIN SSH SIGNATURE-----\n${lines.join('\n')}\n-----END SSH SIGNATURE-----\n`;
}

/** Reads an armored SSHSIG by an Ed25519 key, in software or in a token. Anything else is a finding. */
export function parseSshsig(armored: Uint8Array): Result<Sshsig, Finding> {
  const text = armored.length > MAX_SSHSIG_BYTES ? null : fromUtf8(armored);
  const body = text === null ? undefined : ARMOR.exec(text)?.groups?.body;
  const blob = body === undefined ? null : fromBase64(body.replace(/[\r\n]/g, ''));
  if (blob === null) return unreadable('no armored signature');
  const reader = new SshReader(blob);
  const magic = reader.take(MAGIC.length);
  if (magic === null || fromUtf8(magic) !== 'SSHSIG' || reader.uint32() !== VERSION)
    return unreadable('no SSHSIG version 1');
  const [keyBlob, namespaceBytes, reserved, hashBytes, signatureBlob] = Array.from({ length: 5 }, () =>
    reader.string(),
  );
  const namespace = textOf(namespaceBytes);
  const hashAlgorithm = textOf(hashBytes);
  if (!keyBlob || !signatureBlob || !reserved || namespace === null || !reader.atEnd)
    return unreadable('fields missing');
  if (hashAlgorithm !== 'sha512' && hashAlgorithm !== 'sha256') return unreadable(`hash ${hashAlgorithm ?? 'missing'}`);
  const key = publicKeyFromSshBlob(keyBlob);
  if (!key.ok) return key;
  const signature = readSignature(signatureBlob, key.value);
  return signature === null
    ? unreadable('a signature that does not fit its key')
    : ok({ key: key.value, namespace, hashAlgorithm, ...signature });
}

function readSignature(blob: Uint8Array, key: PublicKey): Pick<Sshsig, 'signature' | 'token'> | null {
  const reader = new SshReader(blob);
  if (textOf(reader.string()) !== SIGNATURE_TYPE[key.kind]) return null;
  const signature = reader.string();
  if (signature === null || signature.length !== 64) return null;
  if (key.kind === 'ed25519') return reader.atEnd ? { signature, token: null } : null;
  const flags = reader.take(1)?.[0];
  const counter = reader.uint32();
  return flags === undefined || counter === null || !reader.atEnd ? null : { signature, token: { flags, counter } };
}

/**
 * Verifies an armored SSHSIG over the message under exactly this namespace, by one of the enrolled keys, and gives
 * that key. A token's signature counts only if it was touched (PROTOCOL.u2f, SSH U2F signatures).
 */
export function verifySshsig(
  armored: Uint8Array,
  message: Uint8Array,
  namespace: SshsigNamespace,
  trusted: readonly TrustedKey[],
): Result<TrustedKey, Finding> {
  const parsed = parseSshsig(armored);
  if (!parsed.ok) return parsed;
  const sshsig = parsed.value;
  if (sshsig.namespace !== namespace) {
    return err(finding('statement.sshsig-namespace', 'signature', { observed: sshsig.namespace, expected: namespace }));
  }
  const signer = distinctKeys(trusted).find(({ key }) => isKeyOf(sshsig, key));
  if (signer === undefined) {
    return err(finding('statement.not-signed-by-trusted-key', 'signature', { observed: sshsig.key.keyid }));
  }
  if (!verifyEd25519(signer.key.bytes, signedBytes(sshsig, message), sshsig.signature)) {
    return err(finding('statement.signature-invalid', 'signature', { observed: sshsig.key.keyid }));
  }
  if (sshsig.token !== null && (sshsig.token.flags & USER_PRESENT) === 0) {
    return err(finding('statement.user-presence', 'signature', { observed: sshsig.key.keyid }));
  }
  return ok(signer);
}

function isKeyOf(sshsig: Sshsig, key: PublicKey): boolean {
  if (!sameKey(sshsig.key, key) || sshsig.key.kind !== key.kind) return false;
  return key.kind === 'ed25519' || sshsig.key.kind === 'ed25519' || sshsig.key.application === key.application;
}

/** A token signs H(application), flags, counter and H(message) instead of the message itself. */
function signedBytes({ key, namespace, hashAlgorithm, token }: Sshsig, message: Uint8Array): Uint8Array {
  const inner = sshsigMessage(message, namespace, hashAlgorithm);
  if (key.kind === 'ed25519' || token === null) return inner;
  return concatBytes(sha256(utf8(key.application)), Uint8Array.of(token.flags), uint32(token.counter), sha256(inner));
}

function textOf(bytes: Uint8Array | null | undefined): string | null {
  return bytes === null || bytes === undefined ? null : fromUtf8(bytes);
}

function unreadable(observed: string): { readonly ok: false; readonly error: Finding } {
  return err(finding('statement.sshsig-unreadable', 'signature', { observed }));
}
