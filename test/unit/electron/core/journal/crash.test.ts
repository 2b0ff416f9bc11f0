import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Journal } from '../../../../../electron/core/journal/journal.ts';
import { openStationKey } from '../../../../../electron/core/keyring/station-key.ts';
import { scriptFile } from '../../../../helpers/parts.ts';

const root = await mkdtemp(join(tmpdir(), 'holdfast-crash-'));
after(() => rm(root, { recursive: true }));

test('a console killed while it writes loses no entry that counted, and the journal goes on', async () => {
  let counted = -1;
  for (const untilKilled of [3, 7, 1]) {
    counted = await appendUntil(untilKilled);
    const station = await openStationKey(join(root, 'station'));
    assert.ok(station.ok);
    const journal = await Journal.open(join(root, 'journal'), station.value, { mayBeNew: false });
    assert.ok(journal.ok);
    assert.deepEqual(journal.value.state, { kind: 'writable' });
    assert.ok(journal.value.size > counted, `${journal.value.size} entries, ${counted} was the last that counted`);
    await journal.value.close();
  }
  assert.ok(counted >= 10);
});

/** Runs the appender until it has said that many indexes, kills it at once, and gives the last one that it said. */
async function appendUntil(entries: number): Promise<number> {
  const child = spawn(process.execPath, [scriptFile('journal-appender'), root], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    if (said.split('\n').length > entries) child.kill('SIGKILL');
  });
  await once(child, 'close');
  assert.equal(child.signalCode, 'SIGKILL');
  return Number(said.trimEnd().split('\n').at(-1));
}
