import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import fc from 'fast-check';
import { type ProcessEnd, ProcessEnds } from '../../../../electron/station/process-ends.ts';
import type { Recorder } from '../../../../electron/station/recorder.ts';
import type { JournalEvent } from '../../../../shared/journal/entry.ts';
import { ok } from '../../../../shared/result.ts';
import { describeEvent } from '../../../../shared/strings/en/screen/events.ts';

const MINUTE = 60_000;

beforeEach(() => mock.timers.enable({ apis: ['setTimeout', 'Date'] }));
afterEach(() => mock.timers.reset());

function recorded() {
  const entries: JournalEvent[] = [];
  const record: Recorder = async (event) => {
    entries.push(event);
    return ok(undefined);
  };
  return { ends: new ProcessEnds(record), entries };
}

function told(entries: readonly JournalEvent[]): number {
  return entries.reduce((sum, event) => sum + (event.kind === 'process-ended' ? event.count : 0), 0);
}

const KINDS: readonly ProcessEnd[] = [
  { process: 'graphics', how: 'crashed', reaction: 'restarted' },
  { process: 'service', how: 'killed', reaction: 'restarted' },
  { process: 'review-page', how: 'out-of-memory', reaction: 'loaded-again' },
];

test('every end of a process is told once, and a flood of them takes a few entries a minute', async () => {
  const step = fc.record({ many: fc.nat(200), kind: fc.constantFrom(...KINDS), wait: fc.nat(2 * MINUTE) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
      const { ends, entries } = recorded();
      let ended = 0;
      let minutes = 0;
      for (const { many, kind, wait } of steps) {
        for (let i = 0; i < many; i++) await ends.take(kind);
        ended += many;
        minutes += wait / MINUTE;
        mock.timers.tick(wait);
        await Promise.resolve();
      }
      await ends.settle();
      assert.equal(told(entries), ended);
      assert.ok(entries.length <= 10 + (minutes + 1) * (KINDS.length + 1), `${entries.length} in ${minutes} minutes`);
    }),
  );
});

test('a process that ended is told in a sentence, with what was done about it', () => {
  assert.equal(
    describeEvent({
      kind: 'process-ended',
      process: 'signing-page',
      how: 'killed',
      reaction: 'ceremony-closed',
      count: 1,
    }),
    'The signing page was killed. What it was open for was closed.',
  );
  assert.equal(
    describeEvent({ kind: 'process-ended', process: 'graphics', how: 'crashed', reaction: 'restarted', count: 70 }),
    'The graphics process crashed (70 times). It was started again.',
  );
});
