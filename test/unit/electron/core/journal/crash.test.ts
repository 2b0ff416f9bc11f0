import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Journal } from '../../../../../electron/core/journal/journal.ts';
import { openStationKey } from '../../../../../electron/core/keyring/station-key.ts';

const root = await mkdtemp(join(tmpdir(), 'holdfast-crash-'));
after(() => rm(root, { recursive: true }));

const ELECTRON = pathToFileURL(join(import.meta.dirname, '../../../../../electron')).href;

/** Appends without end, and says each index once its entry counts. */
const APPENDER = `
import { writeSync } from 'node:fs';
import { Journal } from '${ELECTRON}/core/journal/journal.ts';
import { openStationKey } from '${ELECTRON}/core/keyring/station-key.ts';
const station = await openStationKey(process.argv[2] + '/station');
const journal = await Journal.open(process.argv[2] + '/journal', station.value, { mayBeNew: true });
for (;;) {
  const entry = await journal.value.append({ kind: 'refusal', action: 'x', code: 'y', reason: 'z'.repeat(2000) });
  if (!entry.ok) process.exit(1);
  writeSync(1, entry.value.index + '\\n');
}`;

test('a console killed while it writes loses no entry that counted, and the journal goes on', async () => {
  const script = join(root, 'appender.mts');
  await writeFile(script, APPENDER);
  let counted = -1;
  for (const untilKilled of [3, 7, 1]) {
    counted = await appendUntil(script, untilKilled);
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
async function appendUntil(script: string, entries: number): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', script, root], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    if (said.split('\n').length > entries) child.kill('SIGKILL');
  });
  await once(child, 'close');
  assert.equal(child.signalCode, 'SIGKILL');
  return Number(said.trimEnd().split('\n').at(-1));
}
