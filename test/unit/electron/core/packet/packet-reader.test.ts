import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { PacketReader } from '../../../../../electron/core/packet/packet-reader.ts';
import { threadFile } from '../../../../helpers/parts.ts';

const root = join(import.meta.dirname, '../../../../..');
const folder = mkdtempSync(join(tmpdir(), 'holdfast-packet-reader-'));
const bytes = new Uint8Array(readFileSync(join(root, 'test/fixtures/packets/fix7-p0-decision-packet.md')));

const reader = new PacketReader(threadFile('packet-worker'));
after(() => reader.close());

test('a packet is read in the other thread as it is in this one', async () => {
  const reading = await reader.read([{ name: 'packet.md', bytes }]);
  assert.ok(reading.ok);
  assert.equal(reading.value.packet.id, 'KB-29B8');
});

test('a thread that never answers is given up, and the next packet is read by a new one', async () => {
  const stuck = join(folder, 'stuck.cjs');
  writeFileSync(stuck, "require('node:worker_threads').parentPort.on('message', () => { for (;;); });");
  const impatient = new PacketReader(stuck, 200);
  const reading = await impatient.read([{ name: 'slow.md', bytes }]);
  assert.ok(!reading.ok);
  assert.deepEqual(
    reading.error.map(({ code, where }) => [code, where]),
    [['packet.too-slow', 'slow.md']],
  );
  const again = await impatient.read([{ name: 'slow.md', bytes }]);
  assert.ok(!again.ok);
  await impatient.close();
});

test('a thread that ends without a word is given up at once', async () => {
  const silent = join(folder, 'silent.cjs');
  writeFileSync(silent, '');
  const patient = new PacketReader(silent, 600_000);
  const reading = await patient.read([{ name: 'packet.md', bytes }]);
  assert.ok(!reading.ok);
  await patient.close();
});
