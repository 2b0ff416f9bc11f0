import type { Failure } from '../../shared/failure/failure.ts';
import { sayFailure, sayWithPlace } from '../../shared/failure/say.ts';
import type { JournalEvent } from '../../shared/journal/entry.ts';
import { err, type Result } from '../../shared/result.ts';
import { desktop } from '../../shared/strings/desktop.ts';
import { RECORDED } from '../../shared/strings/language.ts';
import { say } from '../core/terminal.ts';
import { beforehand } from './passed-on.ts';

/** Puts one event into the journal, durably, before it resolves. What cannot be recorded must not go ahead. */
export type Recorder = (event: JournalEvent) => Promise<Result<void, Failure>>;

/**
 * Runs `work` while nobody else records: what it finds to be so is still so when its own entry is written. It records with
 * the recorder that it is given; any other waits until `work` has ended.
 */
export type RecordAlone = <T>(work: (record: Recorder) => Promise<T>) => Promise<T>;

/** For what has happened already, and so cannot be held back: what the journal does not take is said on stderr. */
export async function recordOrSay(record: Recorder, event: JournalEvent): Promise<void> {
  const recorded = await record(event);
  if (!recorded.ok) say(`holdfast: ${desktop().notJournalled(event.kind, sayFailure(recorded.error))}`);
}

/** What a window asked and may not: such a window is perhaps not the one we wrote. */
export function refusalEvent(one: Failure): JournalEvent {
  return { kind: 'refusal', action: 'ipc', code: one.code, reason: sayWithPlace(one, RECORDED).slice(0, 4000) };
}

/**
 * Refuses what a person asked for and may not have, once the refusal is in the journal. What may have been done is no
 * refusal: it is said as it is.
 */
export async function refuseRecorded(record: Recorder, failure: Failure): Promise<Result<never, Failure>> {
  if (failure.outcome === 'unknown') return err(failure);
  const { code } = failure;
  const recorded = await record({
    kind: 'refusal',
    action: code.split('/')[0] ?? code,
    code,
    reason: sayFailure(failure, RECORDED),
  });
  return recorded.ok ? err(failure) : beforehand(recorded);
}
