import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPacketName, readPacketFolder } from '../../../../shared/packet/folder.ts';
import { broken, codes, json, markdown, plain, utf8 } from './fixtures.ts';

const files = (...named: readonly (readonly [string, string])[]) =>
  named.map(([name, text]) => ({ name, bytes: utf8(text) }));

test('forms that agree are one packet, identified by the document that a person reads', () => {
  const result = readPacketFolder(files(['packet.json', json], ['p.txt', plain], ['p.md', markdown]));
  assert.ok(result.ok);
  assert.equal(result.value.form, 'markdown');
});

test('forms that disagree are refused, and the fields are named', () => {
  const other = broken(broken(json, '"revision": "1"', '"revision": "2"'), '"REAL_RUN", ', '');
  const result = readPacketFolder(files(['p.md', markdown], ['packet.json', other]));
  assert.ok(!result.ok);
  assert.deepEqual(
    result.error.slice(0, 2).map((one) => [one.code, one.where]),
    [
      ['packet.forms-disagree', 'packet.json: /revision'],
      ['packet.forms-disagree', 'packet.json: /grants/1'],
    ],
  );
});

test('two packets of one form, none, and one that cannot be read', () => {
  const refused = (...named: readonly (readonly [string, string])[]) => {
    const result = readPacketFolder(files(...named));
    return result.ok ? [] : codes(result.error);
  };
  assert.deepEqual(refused(['a.md', markdown], ['b.md', markdown]), ['packet.several-documents']);
  assert.deepEqual(refused(), ['packet.no-document']);
  assert.deepEqual(refused(['a.md', markdown], ['packet.json', '{']), ['json.syntax']);
});

test('names of packet files', () => {
  assert.deepEqual(['a.md', 'b.TXT', 'packet.json', 'other.json', 'md'].filter(isPacketName), [
    'a.md',
    'b.TXT',
    'packet.json',
  ]);
});
