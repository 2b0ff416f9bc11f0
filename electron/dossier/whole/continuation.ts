import { join } from 'node:path';
import { toHex } from '../../../shared/bytes.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { openCheckpoint } from '../../../shared/journal/checkpoint.ts';
import { consistencyProof, leafHash, verifyConsistency } from '../../../shared/journal/rfc6962.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { readRegularFile } from '../../files/read.ts';
import { splitLog } from '../../journal/log-file.ts';
import { LAYOUT } from './layout.ts';
import { MAX_FILE_BYTES } from './read-folder.ts';
import { stationOf } from './verify.ts';

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
  const key = await read(newer, LAYOUT.stationKey);
  if (!key.ok) return key;
  const station = stationOf(key.value);
  if (station === null) return err(finding('journal.checkpoint-unreadable', join(newer, LAYOUT.stationKey)));
  const heads = [];
  for (const folder of [older, newer]) {
    const checkpoint = await read(folder, LAYOUT.checkpoint);
    if (!checkpoint.ok) return checkpoint;
    const head = openCheckpoint(checkpoint.value, station);
    if (!head.ok) return err({ ...head.error, where: join(folder, LAYOUT.checkpoint) });
    heads.push(head.value);
  }
  const [old, now] = heads;
  if (old === undefined || now === undefined) throw new Error('two heads were read');
  const log = await read(newer, LAYOUT.log);
  if (!log.ok) return log;
  const { lines } = splitLog(log.value);
  if (old.size > now.size || lines.length < now.size) {
    const observed = `${Math.min(now.size, lines.length)} entries`;
    return err(
      finding('journal.rolled-back', newer, { observed, expected: `${Math.max(old.size, now.size)} entries` }),
    );
  }
  const leaves = lines.slice(0, now.size).map((line) => leafHash(line));
  const proof = consistencyProof(leaves, old.size, now.size);
  const claim = { oldSize: old.size, newSize: now.size, oldRoot: old.root, newRoot: now.root, proof };
  if (!verifyConsistency(claim)) return err(finding('journal.forked', newer, { expected: toHex(old.root) }));
  return ok({ oldSize: old.size, newSize: now.size, proof: proof.map(toHex) });
}

async function read(folder: string, name: string): Promise<Result<Uint8Array, Finding>> {
  const path = join(folder, name);
  const bytes = await readRegularFile(path, MAX_FILE_BYTES);
  return bytes.ok ? bytes : err(finding('dossier.file-unreadable', path, { observed: bytes.error.code }));
}
