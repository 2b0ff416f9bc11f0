import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, equalBytes, fromBase64, fromHex, fromUtf8, toBase64, toHex, utf8 } from '../encoding/bytes.ts';
import { type Finding, finding } from '../finding/index.ts';
import { verifyEd25519 } from '../key/ed25519.ts';
import { type Ed25519PublicKey, ed25519PublicKey } from '../key/public-key.ts';
import { err, ok, type Result } from '../result.ts';

/** C2SP signed-note: text, an empty line, and one line a signature. */

/** A name and the Ed25519 key that signs under it. */
export interface NoteVerifier {
  readonly name: string;
  readonly key: Ed25519PublicKey;
  /** The first 4 bytes of SHA-256(name LF 0x01 key): a hint which key, never proof. */
  readonly keyHash: Uint8Array;
}

interface NoteSignature {
  readonly name: string;
  readonly keyHash: Uint8Array;
  readonly signature: Uint8Array;
}

interface Note {
  /** Ends with LF. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** Signature type 0x01: Ed25519 over the text. */
const ED25519 = Uint8Array.of(0x01);
/** The most bytes that a note may have: a checkpoint and the signatures of many witnesses. */
export const MAX_NOTE_BYTES = 64 * 1024;
const MAX_SIGNATURES = 100;
const NAME = /^[^\s+]+$/u;
const SIGNATURE_LINE = /^\u2014 (?<name>[^\s+]+) (?<value>[A-Za-z0-9+/=]+)$/u;
const CONTROL = /(?!\n)\p{Cc}/u;

/** A verifier from its parts. Throws for a name that a note cannot hold (empty, with white space or `+`): a bug. */
export function noteVerifier(name: string, key: Ed25519PublicKey): NoteVerifier {
  if (!NAME.test(name)) throw new Error(`${name} cannot be the name of a note's key`);
  const keyHash = sha256(concatBytes(utf8(`${name}\n`), ED25519, key.bytes)).slice(0, 4);
  return { name, key, keyHash };
}

/** `name+hex(keyHash)+base64(0x01 key)`: the form in which a verifier is handed on. */
export function formatVerifier({ name, key, keyHash }: NoteVerifier): string {
  return `${name}+${toHex(keyHash)}+${toBase64(concatBytes(ED25519, key.bytes))}`;
}

/** Reads what `formatVerifier` writes; `null` for another form, another key type, or a hash that does not fit. */
export function parseVerifier(text: string): NoteVerifier | null {
  const [, name = '', hash = '', base64 = ''] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u.exec(text) ?? [];
  const typed = fromBase64(base64);
  const keyHash = fromHex(hash);
  if (name === '' || typed === null || keyHash === null || typed[0] !== ED25519[0]) return null;
  const key = ed25519PublicKey(typed.subarray(1));
  if (!key.ok) return null;
  const verifier = noteVerifier(name, key.value);
  return equalBytes(verifier.keyHash, keyHash) ? verifier : null;
}

/** Splits a note at its last empty line; nothing is verified. */
function parseNote(bytes: Uint8Array): Result<Note, Finding> {
  const whole = bytes.length > MAX_NOTE_BYTES ? null : fromUtf8(bytes);
  if (whole === null || CONTROL.test(whole) || !whole.endsWith('\n')) return unreadable('no signed note');
  const split = whole.lastIndexOf('\n\n');
  if (split < 0) return unreadable('no empty line before signatures');
  const lines = whole.slice(split + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) return unreadable(`${lines.length} signatures`);
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const signature = parseSignatureLine(line);
    if (signature === null) return unreadable('a line after the text that is no signature');
    signatures.push(signature);
  }
  return ok({ text: whole.slice(0, split + 1), signatures });
}

function parseSignatureLine(line: string): NoteSignature | null {
  const { name = '', value = '' } = SIGNATURE_LINE.exec(line)?.groups ?? {};
  const bytes = fromBase64(value);
  if (name === '' || bytes === null || bytes.length < 5) return null;
  return { name, keyHash: bytes.slice(0, 4), signature: bytes.slice(4) };
}

/**
 * Reads a note and gives its text and who of the verifiers signed it. Signatures by others are passed over, as
 * signed-note says; one that names a verifier's key and does not verify refuses the whole note.
 */
export function openNote(
  bytes: Uint8Array,
  verifiers: readonly NoteVerifier[],
): Result<{ readonly text: string; readonly signers: readonly NoteVerifier[] }, Finding> {
  const note = parseNote(bytes);
  if (!note.ok) return note;
  const { text, signatures } = note.value;
  const signers = new Set<NoteVerifier>();
  for (const { name, keyHash, signature } of signatures) {
    const verifier = verifiers.find((one) => one.name === name && equalBytes(one.keyHash, keyHash));
    if (verifier === undefined) continue;
    if (!verifyEd25519(verifier.key.bytes, utf8(text), signature)) return err(badSignature(name));
    signers.add(verifier);
  }
  return signers.size === 0 ? err(badSignature('no known key')) : ok({ text, signers: [...signers] });
}

/** A note over `text` (not empty, ending in LF, without control characters; anything else is a bug and throws). */
export async function signNote(
  text: string,
  signer: NoteVerifier,
  sign: (message: Uint8Array) => Promise<Uint8Array>,
): Promise<Uint8Array<ArrayBuffer>> {
  if (!text.endsWith('\n') || CONTROL.test(text)) throw new Error('a note is lines of text, each ended by LF');
  const signature = await sign(utf8(text));
  if (!verifyEd25519(signer.key.bytes, utf8(text), signature))
    throw new Error(`the signature of ${signer.name} does not verify`);
  return utf8(`${text}\n\u2014 ${signer.name} ${toBase64(concatBytes(signer.keyHash, signature))}\n`);
}

function badSignature(observed: string): Finding {
  return finding('journal.checkpoint-signature', 'signatures', { observed });
}

function unreadable(observed: string): { readonly ok: false; readonly error: Finding } {
  return err(finding('journal.checkpoint-unreadable', 'note', { observed }));
}
