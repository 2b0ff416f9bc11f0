import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { watchAirgap } from '../../../../../electron/core/airgap/watch.ts';
import type { AirgapView, LinksSeen } from '../../../../../shared/contract/views.ts';

const NAMES = ['eth0', 'eth1', 'wlan0'] as const;
/** Each link is away, without a carrier, or has one; `null`: the links cannot be read. */
type Machine = readonly ('away' | 'down' | 'up')[] | null;

function seenOf(machine: Machine): LinksSeen | 'unreadable' {
  if (machine === null) return 'unreadable';
  const named = (state: string) => NAMES.filter((_, at) => machine[at] === state);
  return { linksUp: named('up').map((name) => ({ name, kind: 'ethernet' })), linksDown: named('down') };
}

function seenIn({ linksUp, linksDown, probeFailure }: LinksSeen): LinksSeen | 'unreadable' {
  return probeFailure === undefined ? { linksUp, linksDown } : 'unreadable';
}

const machines: fc.Arbitrary<Machine> = fc.oneof(
  { weight: 6, arbitrary: fc.array(fc.constantFrom('away', 'down', 'up'), { minLength: 3, maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constant(null) },
);

test('whatever is plugged in and out, the last change has its time and what was before; a calm look changes neither', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-watch-'));
  const sources = { sysfs: join(folder, 'net'), procNetDev: join(folder, 'dev') };
  writeFileSync(sources.procNetDev, 'Inter-|\n face |\n    lo: 0\n');
  const make = (machine: Machine) => {
    rmSync(sources.sysfs, { recursive: true, force: true });
    if (machine === null) return;
    const link = (name: string, type: string, carrier: string) => {
      mkdirSync(join(sources.sysfs, name), { recursive: true });
      writeFileSync(join(sources.sysfs, name, 'type'), type);
      writeFileSync(join(sources.sysfs, name, 'carrier'), carrier);
    };
    link('lo', '772', '1');
    for (const [at, name] of NAMES.entries()) {
      if (machine[at] !== 'away') link(name, '1', machine[at] === 'up' ? '1' : '0');
    }
  };
  await fc.assert(
    fc.asyncProperty(fc.array(machines, { minLength: 1, maxLength: 8 }), async ([first = null, ...rest]) => {
      const told: { readonly view: AirgapView; readonly ofCarriers: boolean }[] = [];
      make(first);
      const watch = await watchAirgap((view, ofCarriers) => told.push({ view, ofCarriers }), sources);
      watch.stop();
      assert.deepEqual(told, [{ view: watch.current(), ofCarriers: true }]);
      let before = watch.current();
      assert.equal(before.lastChange, null);
      for (const machine of rest) {
        make(machine);
        const now = await watch.probe();
        assert.deepEqual(seenIn(now), seenOf(machine));
        assert.equal(now.watchedSince, before.watchedSince);
        const isSame = JSON.stringify(seenOf(machine)) === JSON.stringify(seenIn(before));
        if (isSame) assert.deepEqual(now.lastChange, before.lastChange);
        else {
          assert.equal(now.lastChange?.at, now.checkedAt);
          assert.deepEqual(seenIn(now.lastChange?.before ?? now), seenIn(before));
          const ups = [seenIn(before), seenIn(now)].map((one) =>
            JSON.stringify(one === 'unreadable' ? one : one.linksUp),
          );
          assert.deepEqual(told.at(-1), { view: now, ofCarriers: ups[0] !== ups[1] });
        }
        before = now;
      }
    }),
    { numRuns: 100 },
  );
  rmSync(folder, { recursive: true });
});
