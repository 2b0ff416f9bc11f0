import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, mock, test } from 'node:test';
import { must } from '../../../helpers/must.ts';
import { closeStation, openIn } from '../../../helpers/opened-station.ts';

const root = await mkdtemp(join(tmpdir(), 'holdfast-clock-'));
after(() => rm(root, { recursive: true }));

/** Starts on a data folder while the clock stands at this time; gives what the station page says of it. */
async function startAt(folder: string, now: number): Promise<readonly string[]> {
  mock.timers.enable({ apis: ['Date'], now });
  try {
    const station = must(await openIn(folder));
    assert.equal(station.journal.state.kind, 'writable');
    assert.equal(station.circumstances(null).clock.utc, new Date(now).toISOString().replace('.000Z', 'Z'));
    const codes = station.findings().map(({ code }) => code);
    await closeStation(station);
    return codes;
  } finally {
    mock.timers.reset();
  }
}

test('a clock that stands in 1970 hinders no start, and is told once the station has seen a later one', async () => {
  const folder = join(root, 'station');
  const today = Date.UTC(2026, 5, 12);
  assert.deepEqual(await startAt(folder, 0), []);
  assert.deepEqual(await startAt(folder, today), []);
  assert.deepEqual(await startAt(folder, 0), ['journal.clock-backwards']);
  assert.deepEqual(await startAt(folder, today), []);
});
