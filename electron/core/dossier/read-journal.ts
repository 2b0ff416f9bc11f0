import { fromUtf8 } from '../../../shared/encoding/bytes.ts';
import { leafHash } from '../../../shared/encoding/rfc6962.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { openCheckpoint, stationVerifier } from '../../../shared/journal/checkpoint.ts';
import type { JournalEntry } from '../../../shared/journal/entry.ts';
import type { NoteVerifier } from '../../../shared/journal/note.ts';
import { parsePublicKey } from '../../../shared/key/public-key.ts';
import { sha256 } from '../files/sha256.ts';
import { checkLog } from '../journal/check.ts';
import type { JournalSnapshot } from '../journal/journal.ts';
import { splitLog } from '../journal/log-file.ts';
import { LAYOUT } from './layout.ts';
import type { DossierFiles } from './read-folder.ts';

/** The journal of a dossier; `null`, with the reason among the findings, where it is not whole. */
export interface ReadJournal {
  readonly journal: JournalSnapshot | null;
  readonly findings: readonly Finding[];
}

/** The log is, to the byte, all that its head says; the head is the three lines and the one signature of the station. */
export function readJournal(files: DossierFiles['files']): ReadJournal {
  const station = stationOf(files.get(LAYOUT.stationKey) ?? new Uint8Array());
  if (station === null) return broken(finding('journal.checkpoint-unreadable', LAYOUT.stationKey));
  const checkpoint = files.get(LAYOUT.checkpoint) ?? new Uint8Array();
  const head = openCheckpoint(checkpoint, station);
  if (!head.ok) return broken(head.error);
  if (linesOf(checkpoint) !== CHECKPOINT_LINES) {
    return broken(
      finding('journal.checkpoint-unreadable', LAYOUT.checkpoint, { observed: 'lines that are not its own' }),
    );
  }
  const log = files.get(LAYOUT.log) ?? new Uint8Array();
  const { lines, rest } = splitLog(log);
  const checked = checkLog({ lines, rest }, head.value);
  if (!checked.ok) return broken(checked.error);
  if (lines.length !== head.value.size || rest.length > 0) {
    return broken(finding('journal.unsigned-entries', LAYOUT.log));
  }
  const { entries } = checked.value;
  const leafHashes = lines.map((line) => leafHash(line, sha256));
  return { journal: { station, checkpoint, entries, leafHashes, log }, findings: checkStation(entries, station) };
}

/** Origin, size, root, an empty line, one signature. */
const CHECKPOINT_LINES = 5;

function linesOf(note: Uint8Array): number {
  return (fromUtf8(note) ?? '').split('\n').length - 1;
}

/** The journal was begun by the station whose key signs it. */
function checkStation(entries: readonly JournalEntry[], { key }: NoteVerifier): readonly Finding[] {
  return entries.flatMap(({ index, event }) =>
    event.kind === 'station-created' && event.station !== key.keyid
      ? [finding('dossier.station-differs', `entry ${index}`, { observed: key.keyid, expected: event.station })]
      : [],
  );
}

/** The station's key, from the dossier itself: it ties the journal together, and proves nothing about whose it is. */
export function stationOf(pem: Uint8Array): NoteVerifier | null {
  const parsed = parsePublicKey(pem);
  return parsed.ok && parsed.value.key.kind === 'ed25519' ? stationVerifier(parsed.value.key) : null;
}

function broken(...findings: readonly Finding[]): ReadJournal {
  return { journal: null, findings };
}
