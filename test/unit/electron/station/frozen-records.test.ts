import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { FrozenRecords } from '../../../../electron/station/frozen-records.ts';
import { inWindow } from '../../../../electron/station/signing/sign-in-window.ts';
import { ok } from '../../../../shared/result.ts';

const turns = async (count: number): Promise<void> => {
  for (let i = 0; i < count; i++) await nextTurn();
};

const step = fc.record({ kind: fc.constantFrom('sign', 'add'), begins: fc.nat({ max: 8 }), lasts: fc.nat({ max: 4 }) });

test('whatever is begun when, nothing is added while something is being signed, and all of it is added in the end', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const records = new FrozenRecords();
      let added = 0;
      const never = new AbortController().signal;
      const sign = async (lasts: number): Promise<void> => {
        await records.during(async () => {
          const before = added;
          await turns(lasts);
          assert.equal(added, before);
        });
      };
      const add = async (lasts: number): Promise<void> => {
        for (let done: boolean | null = null; done === null; ) {
          await records.free(never);
          done = await records.add(async () => {
            await turns(lasts);
            added += 1;
            return true;
          });
        }
      };
      await Promise.all(
        steps.map(async ({ kind, begins, lasts }) => {
          await turns(begins);
          await (kind === 'sign' ? sign(lasts) : add(lasts));
        }),
      );
      assert.equal(added, steps.filter(({ kind }) => kind === 'add').length);
    }),
  );
});

test('from before a statement is made until its window is closed, nothing is added', async () => {
  const frozenRecords = new FrozenRecords();
  const seen: string[] = [];
  const tryToAdd = async (when: string): Promise<void> => {
    seen.push(`${when}: ${(await frozenRecords.add(async () => 'added')) ?? 'not now'}`);
  };
  const ceremony = { view: () => assert.fail('no window asks'), outcome: () => null, steps: {} };
  const station = { frozenRecords, record: async () => ok(undefined) };
  const ceremonies = {
    hold: async () => {
      await tryToAdd('while the window is open');
      return ok(null);
    },
  };
  await inWindow(station, ceremonies, async () => {
    await tryToAdd('while the statement is made');
    return ok(ceremony);
  });
  await tryToAdd('after it');
  assert.deepEqual(seen, [
    'while the statement is made: not now',
    'while the window is open: not now',
    'after it: added',
  ]);
});

test('what waits for the end of signing is let go when it is stopped', async () => {
  const records = new FrozenRecords();
  const stop = new AbortController();
  await records.during(async () => {
    const waiting = records.free(stop.signal);
    stop.abort();
    await waiting;
    await records.free(stop.signal);
  });
});
