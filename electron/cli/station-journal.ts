import { join } from 'node:path';
import { sayFailure } from '../../shared/failure/say.ts';
import { type Finding, finding } from '../../shared/finding/index.ts';
import { stationVerifier } from '../../shared/journal/checkpoint.ts';
import { decodeEntry, type JournalEntry } from '../../shared/journal/entry.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { readIfThere } from '../core/files/read.ts';
import { checkJournal } from '../core/journal/check.ts';
import { readLog } from '../core/journal/log-file.ts';
import { parseOpenSshPrivateKey } from '../core/keyring/openssh-private.ts';

const MAX_FILE = 64 * 1024;

/** A station's journal, read by somebody else than its console. */
interface ReadJournal {
  /** All that can be read. */
  readonly entries: readonly JournalEntry[];
  /** Those that the checkpoint proves: nothing else of it vouches for anything. */
  readonly proven: readonly JournalEntry[];
  /** Why nothing is proven. */
  readonly damage: readonly Finding[];
}

/** The journal in a station's data folder; empty where there is none. Nothing is written. */
export async function stationJournal(data: string): Promise<Result<ReadJournal, string>> {
  const log = await readLog(join(data, 'journal', 'log.jsonl'));
  if (!log.ok) return err(sayFailure(log.error));
  const checkpoint = await readIfThere(join(data, 'journal', 'checkpoint'), MAX_FILE);
  if (!checkpoint.ok) return err(sayFailure(checkpoint.error));
  if (log.value === null && checkpoint.value === null) return ok({ entries: [], proven: [], damage: [] });
  const key = await readIfThere(join(data, 'station', 'station.key'), MAX_FILE);
  if (!key.ok) return err(sayFailure(key.error));
  const entries: JournalEntry[] = [];
  for (const [index, line] of (log.value?.lines ?? []).entries()) {
    const entry = decodeEntry(line, index);
    if (!entry.ok) return ok({ entries, proven: [], damage: [entry.error] });
    entries.push(entry.value);
  }
  const station = key.value === null ? null : parseOpenSshPrivateKey(key.value, null);
  if (station?.ok !== true) {
    return ok({ entries, proven: [], damage: [finding('journal.checkpoint-unreadable', 'the key of the station')] });
  }
  const checked = checkJournal(log.value, checkpoint.value ?? new Uint8Array(), stationVerifier(station.value.key));
  if (!checked.ok) return ok({ entries, proven: [], damage: [checked.error] });
  return ok({ entries, proven: checked.value.entries, damage: [] });
}
