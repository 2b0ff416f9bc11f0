import { fromBase64, toBase64 } from '../encoding/bytes.ts';
import { type Finding, finding } from '../finding/index.ts';
import type { Ed25519PublicKey } from '../key/public-key.ts';
import { err, ok, type Result } from '../result.ts';
import { type NoteVerifier, noteVerifier, openNote, signNote } from './note.ts';

/** C2SP tlog-checkpoint: the text of a signed note that fixes a log's head. */
export interface Checkpoint {
  /** Which log: a name without a scheme, the station's own. The signing key's name is the same. */
  readonly origin: string;
  /** Entries in the log. */
  readonly size: number;
  /** 32 bytes: the RFC 6962 root over them. */
  readonly root: Uint8Array;
  /** Lines after the root, none of them empty. */
  readonly extensions: readonly string[];
}

/** A station's journal is named after its key. */
export function stationVerifier(key: Ed25519PublicKey): NoteVerifier {
  return noteVerifier(`holdfast/station/${key.keyid.slice(0, 16)}`, key);
}

const SIZE = /^(?:0|[1-9][0-9]{0,15})$/;

/** The text that is signed. Throws for what no checkpoint can say: a bug. */
export function formatCheckpoint({ origin, size, root, extensions }: Checkpoint): string {
  const lines = [origin, String(size), toBase64(root), ...extensions];
  const sound = Number.isSafeInteger(size) && size >= 0 && root.length === 32;
  if (!sound || lines.some((line) => line === '' || line.includes('\n'))) throw new Error('this is no checkpoint');
  return `${lines.join('\n')}\n`;
}

/** Reads a note's text as a checkpoint. */
export function parseCheckpoint(text: string): Result<Checkpoint, Finding> {
  const [origin = '', size = '', rootText = '', ...rest] = text.split('\n');
  const extensions = rest.slice(0, -1);
  const root = fromBase64(rootText);
  const whole = rest.at(-1) === '' && origin !== '' && !extensions.includes('');
  if (!whole || !SIZE.test(size) || !Number.isSafeInteger(Number(size)) || root === null || root.length !== 32) {
    return err(finding('journal.checkpoint-unreadable', 'checkpoint'));
  }
  return ok({ origin, size: Number(size), root, extensions });
}

/** A checkpoint signed by the log that it is of: the signer's name must be its origin. */
export function openCheckpoint(bytes: Uint8Array, verifier: NoteVerifier): Result<Checkpoint, Finding> {
  const note = openNote(bytes, [verifier]);
  if (!note.ok) return note;
  const checkpoint = parseCheckpoint(note.value.text);
  if (!checkpoint.ok || checkpoint.value.origin === verifier.name) return checkpoint;
  return err(
    finding('journal.checkpoint-signature', 'origin', { observed: checkpoint.value.origin, expected: verifier.name }),
  );
}

/** The bytes of a signed checkpoint of the log that `signer` names. */
export function signCheckpoint(
  head: { readonly size: number; readonly root: Uint8Array; readonly extensions?: readonly string[] },
  signer: NoteVerifier,
  sign: (message: Uint8Array) => Promise<Uint8Array>,
): Promise<Uint8Array<ArrayBuffer>> {
  const { size, root, extensions = [] } = head;
  return signNote(formatCheckpoint({ origin: signer.name, size, root, extensions }), signer, sign);
}
