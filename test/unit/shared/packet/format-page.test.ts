import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { packetJsonSchema } from '../../../../shared/packet/json.ts';
import { read } from './fixtures.ts';

const folder = new URL('../../../../docs/formats/', import.meta.url);
const page = readFileSync(new URL('packet.md', folder), 'utf8');

test('the minimal packet of the format page reads without an error and changes nothing by default', () => {
  const [, minimal = ''] = /```markdown\n([\s\S]*?)```/.exec(page) ?? [];
  const reading = read(minimal);
  assert.deepEqual(
    reading.findings.filter((one) => one.severity === 'error'),
    [],
  );
  assert.deepEqual(
    [reading.packet.default, reading.packet.options.map((option) => option.mutates), reading.packet.blockers.length],
    ['HOLD', [false, true], 1],
  );
});

test('the schema of packet.json on disk is the one that is read by', () => {
  assert.deepEqual(JSON.parse(readFileSync(new URL('packet.schema.json', folder), 'utf8')), packetJsonSchema());
});
