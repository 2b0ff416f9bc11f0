import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { layOutPractice, removePractice } from '../../../../electron/station/practice/folder.ts';
import { stickFiles } from '../../../../electron/station/practice/stick.ts';
import { readPacket } from '../../../../shared/packet/read.ts';
import { must } from '../../../helpers/must.ts';
import { freshFolder } from '../../../helpers/trees.ts';

test('the packet for practice is read without a finding, and is opened by one discharge and one grant', () => {
  const bytes = stickFiles().get('packet.md') ?? new Uint8Array();
  const reading = must(readPacket(bytes, { name: 'packet.md' }));
  assert.deepEqual(reading.findings, []);
  assert.equal(reading.packet.default, 'HOLD_PRODUCTION');
  assert.deepEqual(
    reading.packet.blockers.map(({ actors, status }) => ({ actors, status })),
    [{ actors: ['owner'], status: 'open' }],
  );
  assert.equal(reading.packet.grants.length, 1);
  assert.equal(reading.packet.evidence.length, 1);
});

test('a practice begins with nothing of an earlier one, and leaves nothing behind', async () => {
  const data = freshFolder();
  const first = must(await layOutPractice(data));
  assert.deepEqual(readdirSync(first.station), []);
  const packet = join(first.stick, 'packet.md');
  const before = readFileSync(packet);
  const again = must(await layOutPractice(data));
  assert.deepEqual(readFileSync(join(again.stick, 'packet.md')), before);
  must(await removePractice(data));
  assert.ok(!existsSync(join(data, 'practice')));
  must(await removePractice(data));
});
