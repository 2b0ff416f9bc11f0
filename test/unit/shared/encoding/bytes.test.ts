import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  compareBytes,
  fromBase64,
  fromHex,
  fromUtf8,
  toBase64,
  toHex,
  utf8,
} from '../../../../shared/encoding/bytes.ts';

test('hex, base64 and UTF-8 come back as they went in', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      assert.deepEqual(fromHex(toHex(bytes)), bytes);
      assert.deepEqual(fromBase64(toBase64(bytes)), bytes);
    }),
  );
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => assert.equal(fromUtf8(utf8(text)), text)));
});

test('base64 is refused unless standard, padded and canonical', () => {
  for (const text of ['-_8=', '+/8', '+/9=', '+/8= ', '+/\n8=']) assert.equal(fromBase64(text), null, text);
  assert.deepEqual(fromBase64('+/8='), Uint8Array.of(0xfb, 0xff));
});

test('bytes that are not UTF-8 give null', () => {
  for (const hex of ['ff', 'c080', 'eda080', 'e282']) {
    const bytes = fromHex(hex);
    assert.ok(bytes);
    assert.equal(fromUtf8(bytes), null, hex);
  }
});

test('byte order is the order of the UTF-8 forms, as LC_ALL=C sort has it', () => {
  const names = ['a/x', 'a.b', 'a', 'B', 'é', 'z'];
  const sorted = [...names].sort((a, b) => compareBytes(utf8(a), utf8(b)));
  assert.deepEqual(sorted, ['B', 'a', 'a.b', 'a/x', 'z', 'é']);
});
