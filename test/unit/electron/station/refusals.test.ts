import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import fc from 'fast-check';
import type { Recorder } from '../../../../electron/station/recorder.ts';
import { Refusals } from '../../../../electron/station/refusals.ts';
import { failure } from '../../../../shared/failure/failure.ts';
import { encodeEntry, type JournalEvent, makeEntry } from '../../../../shared/journal/entry.ts';
import { err, ok } from '../../../../shared/result.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-06-12T08:00:00Z');

beforeEach(() => mock.timers.enable({ apis: ['setTimeout', 'Date'], now: START }));
afterEach(() => mock.timers.reset());

function refusal(code: string, reason = 'It may not be.') {
  return { kind: 'refusal', action: 'ipc', code, reason } as const;
}

/** Refusals that are recorded into a list. */
function recorded() {
  const entries: JournalEvent[] = [];
  const record: Recorder = async (event) => {
    entries.push(event);
    return ok(undefined);
  };
  return { refusals: new Refusals(record), entries };
}

/** How many refusals these entries tell. */
function told(entries: readonly JournalEvent[]): number {
  return entries.reduce((sum, event) => sum + toldBy(event), 0);
}

function toldBy(event: JournalEvent): number {
  if (event.kind === 'refusal') return 1;
  if (event.kind !== 'refusals-counted') return 0;
  return event.refusals.reduce((sum, { count }) => sum + count, event.others);
}

function bytes(entries: readonly JournalEvent[]): number {
  return entries.reduce((sum, event, index) => {
    return sum + encodeEntry(makeEntry(index, '2026-06-12T08:00:00Z', event)).length + 1;
  }, 0);
}

test('what a person is refused now and then has an entry of its own at once', async () => {
  const { refusals, entries } = recorded();
  for (let hour = 0; hour < 30; hour++) {
    for (let i = 0; i < 20; i++) assert.ok((await refusals.take(refusal(`sign/${hour}`))).ok);
    assert.equal(entries.length, (hour + 1) * 20);
    for (let minute = 0; minute < 60; minute++) mock.timers.tick(MINUTE);
  }
  assert.deepEqual(new Set(entries.map(({ kind }) => kind)), new Set(['refusal']));
});

test('of a flood one entry a minute tells how many were refused, by action and code', async () => {
  const { refusals, entries } = recorded();
  const flood = async () => {
    for (let i = 0; i < 5000; i++)
      await refusals.take(refusal(i % 5 === 0 ? 'ipc/no-channel' : 'ipc/bad-request', `no. ${i}`));
  };
  await flood();
  assert.equal(entries.length, 20);
  mock.timers.tick(MINUTE);
  assert.equal(entries.length, 21);
  assert.deepEqual(entries.at(-1), {
    kind: 'refusals-counted',
    from: '2026-06-12T08:00:00Z',
    refusals: [
      { action: 'ipc', code: 'ipc/no-channel', reason: 'no. 20', count: 996 },
      { action: 'ipc', code: 'ipc/bad-request', reason: 'no. 21', count: 3984 },
    ],
    others: 0,
  });
  for (let minute = 1; minute <= 10; minute++) {
    await flood();
    mock.timers.tick(MINUTE);
    assert.equal(entries.length, 21 + 2 * minute);
    assert.equal(told(entries), 5000 * (minute + 1));
  }
});

test('every refusal is told once, however many come and when', async () => {
  const step = fc.record({ many: fc.nat(60), code: fc.nat(15), wait: fc.nat(90_000) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const { refusals, entries } = recorded();
      let asked = 0;
      for (const { many, code, wait } of steps) {
        for (let i = 0; i < many; i++) await refusals.take(refusal(`ipc/${code}`));
        asked += many;
        mock.timers.tick(wait);
      }
      await refusals.settle();
      assert.equal(told(entries), asked);
    }),
    { numRuns: 50 },
  );
});

test('a day of the worst flood takes some megabytes of the journal', async () => {
  const { refusals, entries } = recorded();
  const worst = '\u0000\uffff'.repeat(10_000);
  for (let minute = 0; minute < 60; minute++) {
    for (let i = 0; i < 100; i++) await refusals.take(refusal(`ipc/${i}`, worst));
    mock.timers.tick(MINUTE);
  }
  assert.ok(bytes(entries) * 24 < 25_000_000, `${bytes(entries) * 24} bytes a day`);
});

test('what the journal does not take is refused as that, and a flood of it is told on stderr once a minute', async () => {
  const why = failure('journal/read-only', { findings: [] });
  let asked = 0;
  const refusals = new Refusals(async () => {
    asked++;
    return err(why);
  });
  const first = await refusals.take(refusal('ipc/bad-request'));
  assert.deepEqual(first, err(why));
  for (let i = 0; i < 1000; i++) await refusals.take(refusal('ipc/bad-request'));
  assert.equal(asked, 20);
  const said = mock.method(process.stderr, 'write', () => true);
  await refusals.settle();
  said.mock.restore();
  assert.equal(said.mock.callCount(), 1);
});
