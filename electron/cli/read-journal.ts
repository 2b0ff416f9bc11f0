import { join } from 'node:path';
import { type Finding, finding } from '../../shared/finding/index.ts';
import { openCheckpoint, stationVerifier } from '../../shared/journal/checkpoint.ts';
import { MAX_NOTE_BYTES } from '../../shared/journal/note.ts';
import type { PublicKey } from '../../shared/key/public-key.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { RecordedStatements } from '../../shared/statement/recorded.ts';
import { LAYOUT } from '../core/dossier/layout.ts';
import { checkLog } from '../core/journal/check.ts';
import { recordedIn } from '../core/journal/consumed.ts';
import { splitLog } from '../core/journal/log-file.ts';
import { MAX_LOG_BYTES } from '../core/journal/room.ts';
import { isDirectory, readFileUpTo } from './read-file.ts';

/** Why a journal is not used: its files cannot be read, or they are not what its station has signed. */
export type JournalFailure = { readonly unreadable: string } | { readonly refused: Finding };

/**
 * The statements of the journal in a folder: a dossier, or its `journal/`. Each entry must be covered by the checkpoint,
 * and the checkpoint signed by this station's key, which is never taken from the folder itself.
 */
export async function readJournal(
  path: string,
  station: PublicKey,
): Promise<Result<RecordedStatements, JournalFailure>> {
  const inDossier = await isDirectory(join(path, 'journal'));
  const file = (name: string) =>
    inDossier.ok && inDossier.value ? join(path, name) : join(path, name.slice('journal/'.length));
  const log = await readFileUpTo(file(LAYOUT.log), MAX_LOG_BYTES);
  if (!log.ok) return err({ unreadable: log.error });
  const note = await readFileUpTo(file(LAYOUT.checkpoint), MAX_NOTE_BYTES);
  if (!note.ok) return err({ unreadable: note.error });
  if (station.kind !== 'ed25519') {
    return err({ refused: finding('journal.checkpoint-signature', path, { observed: station.kind }) });
  }
  const checkpoint = openCheckpoint(note.value, stationVerifier(station));
  if (!checkpoint.ok) return err({ refused: checkpoint.error });
  const checked = checkLog(splitLog(log.value), checkpoint.value);
  if (!checked.ok) return err({ refused: checked.error });
  if (!checked.value.isExact) return err({ refused: finding('journal.unsigned-entries', path) });
  return ok(recordedIn(checked.value.entries));
}
