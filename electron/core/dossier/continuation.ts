import { join } from 'node:path';
import { toHex } from '../../../shared/encoding/bytes.ts';
import { consistencyProof, leafHash, verifyConsistency } from '../../../shared/encoding/rfc6962.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { type Checkpoint, openCheckpoint } from '../../../shared/journal/checkpoint.ts';
import type { NoteVerifier } from '../../../shared/journal/note.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { splitLog } from '../journal/log-file.ts';
import { LAYOUT } from './layout.ts';
import { readFiles } from './read-files.ts';
import type { DossierFiles } from './read-folder.ts';
import { stationOf } from './read-journal.ts';

/** That one journal was only added to: what any tool for RFC 6962 (section 2.1.2) can check with the two checkpoints. */
export interface Continuation {
  readonly oldSize: number;
  readonly newSize: number;
  /** Hex, in the order of RFC 6962. */
  readonly proof: readonly string[];
}

/**
 * Whether the journal in a newer dossier continues the one in an older dossier of the same station, proven against both
 * signed checkpoints. `journal.checkpoint-signature` when another station's key signed the older one,
 * `journal.rolled-back` when the newer journal is shorter, `journal.forked` when its beginning is another one.
 */
export async function continuationOf(newer: string, older: string): Promise<Result<Continuation, Finding>> {
  const [then, now] = [await readFiles(older), await readFiles(newer)];
  const station = stationOf(now.files.get(LAYOUT.stationKey) ?? new Uint8Array());
  if (station === null) return err(finding('journal.checkpoint-unreadable', join(newer, LAYOUT.stationKey)));
  const old = headOf(then, older, station);
  if (!old.ok) return old;
  const head = headOf(now, newer, station);
  if (!head.ok) return head;
  const { lines } = splitLog(now.files.get(LAYOUT.log) ?? new Uint8Array());
  const [oldSize, newSize] = [old.value.size, head.value.size];
  const entries = Math.min(newSize, lines.length);
  if (oldSize > entries || newSize > entries) {
    const expected = `${Math.max(oldSize, newSize)} entries`;
    return err(finding('journal.rolled-back', newer, { observed: `${entries} entries`, expected }));
  }
  const leaves = lines.slice(0, newSize).map((line) => leafHash(line));
  const proof = consistencyProof(leaves, oldSize, newSize);
  const claim = { oldSize, newSize, oldRoot: old.value.root, newRoot: head.value.root, proof };
  if (!verifyConsistency(claim)) return err(finding('journal.forked', newer, { expected: toHex(claim.oldRoot) }));
  return ok({ oldSize, newSize, proof: proof.map(toHex) });
}

function headOf({ files }: DossierFiles, dossier: string, station: NoteVerifier): Result<Checkpoint, Finding> {
  const where = join(dossier, LAYOUT.checkpoint);
  const checkpoint = files.get(LAYOUT.checkpoint);
  if (checkpoint === undefined) return err(finding('dossier.file-missing', where));
  const head = openCheckpoint(checkpoint, station);
  return head.ok ? head : err({ ...head.error, where });
}
