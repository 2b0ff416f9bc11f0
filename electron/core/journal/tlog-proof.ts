import { concatBytes, fromBase64, fromUtf8, toBase64, utf8 } from '../../../shared/encoding/bytes.ts';
import { inclusionProof, leafHash, verifyInclusion } from '../../../shared/encoding/rfc6962.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { openCheckpoint } from '../../../shared/journal/checkpoint.ts';
import type { NoteVerifier } from '../../../shared/journal/note.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { sha256 } from '../files/sha256.ts';
import type { JournalSnapshot } from './journal.ts';

/** C2SP tlog-proof: that an entry is in a log, on its own: the audit path, and the checkpoint that it leads to. */
const HEADER = 'c2sp.org/tlog-proof@v1';
const INDEX_LINE = /^index (?<index>0|[1-9][0-9]{0,15})$/;

/** The proof for one entry of a journal. Throws for an index that is not there: a bug. */
export function tlogProof({ leafHashes, checkpoint }: JournalSnapshot, index: number): Uint8Array {
  const hashes = inclusionProof(leafHashes, index, leafHashes.length, sha256);
  const lines = [HEADER, `index ${index}`, ...hashes.map(toBase64), ''];
  return concatBytes(utf8(`${lines.join('\n')}\n`), checkpoint);
}

/** Whether `entry` (a line of the log, without its line end) is in the log whose key this is; gives its index. */
export function verifyTlogProof(proof: Uint8Array, entry: Uint8Array, log: NoteVerifier): Result<number, Finding> {
  const refused = err(finding('journal.altered', 'tlog-proof'));
  const text = fromUtf8(proof) ?? '';
  const split = text.indexOf('\n\n');
  const [header, indexLine = '', ...hashLines] = text.slice(0, Math.max(0, split)).split('\n');
  const index = INDEX_LINE.exec(indexLine)?.groups?.index;
  const hashes = hashLines.map(fromBase64).filter((hash) => hash !== null);
  if (header !== HEADER || index === undefined || hashes.length !== hashLines.length) return refused;
  const checkpoint = openCheckpoint(utf8(text.slice(split + 2)), log);
  if (!checkpoint.ok) return checkpoint;
  const { size, root } = checkpoint.value;
  const claim = { leafHash: leafHash(entry, sha256), index: Number(index), size, proof: hashes, root };
  return verifyInclusion(claim, sha256) ? ok(claim.index) : refused;
}
