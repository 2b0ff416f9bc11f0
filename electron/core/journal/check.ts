import { equalBytes, toHex } from '../../../shared/encoding/bytes.ts';
import { leafHash, merkleRoot } from '../../../shared/encoding/rfc6962.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { openCheckpoint } from '../../../shared/journal/checkpoint.ts';
import { decodeEntry, type JournalEntry, MAX_ENTRY_BYTES } from '../../../shared/journal/entry.ts';
import type { NoteVerifier } from '../../../shared/journal/note.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { sha256 } from '../files/sha256.ts';
import type { LogContent } from './log-file.ts';

/** Size and root hash of a Merkle tree. */
export interface TreeHead {
  readonly size: number;
  /** 32 bytes. */
  readonly root: Uint8Array;
}

/** A log that its checkpoint proves, entry by entry, and what lies behind the proven part. */
export interface CheckedLog {
  /** Everything to be kept: what the checkpoint covers, and one whole entry more where a crash came in between. */
  readonly lines: readonly Uint8Array[];
  readonly entries: readonly JournalEntry[];
  /** What a crash left of an entry that never was whole; empty in the common case. */
  readonly torn: Uint8Array;
  /** True when the checkpoint covers all there is: no crash came in between. */
  readonly isExact: boolean;
}

/**
 * Checks what lies in a journal's folder: the log, `null` when there is none, and the bytes of the checkpoint, none when
 * there is none.
 */
export function checkJournal(
  log: LogContent | null,
  checkpoint: Uint8Array,
  verifier: NoteVerifier,
): Result<CheckedLog, Finding> {
  if (checkpoint.length === 0) {
    return err(finding(log === null ? 'journal.missing' : 'journal.checkpoint-unreadable', 'the checkpoint'));
  }
  const opened = openCheckpoint(checkpoint, verifier);
  if (!opened.ok) return opened;
  // Of a journal that was just begun, the log may not be there yet.
  if (log === null && opened.value.size > 0) return err(finding('journal.missing', 'the log'));
  return checkLog(log ?? { lines: [], rest: new Uint8Array() }, opened.value);
}

/**
 * Compares the log with its last checkpoint. The checkpoint is written after its entry, so a crash leaves at most one
 * entry more than it covers, whole or torn; anything else is damage, and the finding says which.
 */
export function checkLog(log: LogContent, checkpoint: TreeHead): Result<CheckedLog, Finding> {
  if (log.lines.length < checkpoint.size) {
    return err(
      finding('journal.truncated', 'the log', {
        observed: `${log.lines.length} entries`,
        expected: `${checkpoint.size} entries`,
      }),
    );
  }
  const proven = log.lines.slice(0, checkpoint.size);
  const root = merkleRoot(
    proven.map((line) => leafHash(line, sha256)),
    sha256,
  );
  if (!equalBytes(root, checkpoint.root)) {
    return err(
      finding('journal.altered', `the first ${checkpoint.size} entries`, {
        observed: toHex(root),
        expected: toHex(checkpoint.root),
      }),
    );
  }
  const entries = decodeAll(proven);
  return entries.ok ? withRemainder(log, proven, entries.value) : entries;
}

function withRemainder(
  log: LogContent,
  proven: readonly Uint8Array[],
  entries: readonly JournalEntry[],
): Result<CheckedLog, Finding> {
  const [next, ...more] = log.lines.slice(proven.length);
  if (next === undefined) return tornAfter(proven, entries, log.rest);
  if (more.length > 0 || log.rest.length > 0) {
    return err(finding('journal.unsigned-entries', `after entry ${proven.length - 1}`));
  }
  const entry = decodeEntry(next, proven.length);
  if (!entry.ok) return tornAfter(proven, entries, next);
  return ok({ lines: [...proven, next], entries: [...entries, entry.value], torn: new Uint8Array(), isExact: false });
}

function tornAfter(
  lines: readonly Uint8Array[],
  entries: readonly JournalEntry[],
  torn: Uint8Array,
): Result<CheckedLog, Finding> {
  if (torn.length <= MAX_ENTRY_BYTES) return ok({ lines, entries, torn, isExact: torn.length === 0 });
  return err(finding('journal.unsigned-entries', `after entry ${lines.length - 1}`));
}

function decodeAll(lines: readonly Uint8Array[]): Result<readonly JournalEntry[], Finding> {
  const entries: JournalEntry[] = [];
  for (const [index, line] of lines.entries()) {
    const entry = decodeEntry(line, index);
    if (!entry.ok) return entry;
    entries.push(entry.value);
  }
  return ok(entries);
}
