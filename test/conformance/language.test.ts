/** The command line in Vietnamese, as a process of its own: what people read changes, what programs read does not. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { told, toldUnder } from '../helpers/command-line.ts';
import { freshFolder, treeOf } from '../helpers/trees.ts';

const PACKET = join(import.meta.dirname, '../fixtures/packets/fix7-p0-decision-packet.md');
/** As a login in Vietnam has it; the unit tests themselves ask for English. */
const VIETNAMESE = { LANG: 'vi_VN.UTF-8', LC_ALL: '', LC_MESSAGES: '', HOLDFAST_LANGUAGE: '' };

test('LANG=vi_VN.UTF-8 makes the help, the refusals and the results Vietnamese', () => {
  const help = toldUnder(VIETNAMESE, '--help');
  assert.match(help.stdout, /^Holdfast: đọc và xác minh gói quyết định/);
  assert.match(help.stdout, /Cách dùng: holdfast LỆNH/);
  for (const line of help.stdout.split('\n')) assert.ok(line.length < 80, line);

  const wrong = toldUnder(VIETNAMESE, 'verfy');
  assert.equal(wrong.status, 2);
  assert.match(wrong.messages, /Không có lệnh verfy\. Có phải bạn muốn dùng verify\?/);

  const missing = toldUnder(VIETNAMESE, 'inspect', join(freshFolder(), 'none.md'));
  assert.match(missing.messages, /Không có .*none\.md\.$/m);

  const bundle = toldUnder(VIETNAMESE, 'verify', treeOf({ a: '1' }));
  assert.equal(bundle.status, 3);
  assert.match(bundle.messages, /Bộ bằng chứng đã được đọc trọn vẹn\./);
  assert.match(bundle.messages, /Bộ bằng chứng không có manifest cũng không có phép kiểm tra/);
});

test('the JSON and the exit status of a result are the same in both languages', () => {
  const tree = treeOf({ a: '1', 'b/c': '2' });
  for (const call of [
    ['inspect', PACKET],
    ['hash', tree],
    ['verify', tree],
    ['verify', tree, '--expect-tree', '0'.repeat(64)],
  ]) {
    const english = toldUnder({ ...VIETNAMESE, LANG: 'C.UTF-8' }, ...call, '--json');
    const vietnamese = toldUnder(VIETNAMESE, ...call, '--json');
    assert.deepEqual([vietnamese.status, vietnamese.stdout], [english.status, english.stdout], call.join(' '));
  }
});

test('HOLDFAST_LANGUAGE decides before LANG', () => {
  assert.equal(toldUnder({ ...VIETNAMESE, HOLDFAST_LANGUAGE: 'en' }, '--help').stdout, told('--help').stdout);
});
