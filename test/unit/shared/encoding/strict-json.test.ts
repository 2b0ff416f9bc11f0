import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { utf8 } from '../../../../shared/encoding/bytes.ts';
import { toCanonicalJson } from '../../../../shared/encoding/canonical-json.ts';
import { DEFAULT_JSON_LIMITS, type JsonLimits, parseStrictJson } from '../../../../shared/encoding/strict-json.ts';

const good = '{"a":[1,-2,{"b":"x\\u00e9\\ud83d\\ude00"}],"c":null,"d":true,"e":false}';

test('a valid document is read as JSON.parse reads it', () => {
  const read = parseStrictJson(utf8(` ${good}\r\n`));
  assert.ok(read.ok);
  assert.deepEqual(JSON.parse(JSON.stringify(read.value)), JSON.parse(good));
});

const defects: readonly (readonly [string, Uint8Array | string, string])[] = [
  ['duplicate key', '{"a":1,"a":2}', 'json.duplicate-key'],
  ['duplicate key written with an escape', '{"a":1,"\\u0061":2}', 'json.duplicate-key'],
  ['__proto__ twice', '{"__proto__":1,"__proto__":2}', 'json.duplicate-key'],
  ['byte order mark', '\uFEFF{}', 'json.byte-order-mark'],
  ['lone high surrogate', '"\\ud83d"', 'json.lone-surrogate'],
  ['lone low surrogate in a key', '{"\\ude00":1}', 'json.lone-surrogate'],
  ['surrogates in the wrong order', '"\\ude00\\ud83d"', 'json.lone-surrogate'],
  ['surrogate in UTF-8', Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22), 'json.not-utf8'],
  ['overlong UTF-8', Uint8Array.of(0x22, 0xc0, 0x80, 0x22), 'json.not-utf8'],
  ['2^53', '9007199254740992', 'json.number-out-of-range'],
  ['-(2^53)', '[-9007199254740992]', 'json.number-out-of-range'],
  ['a fraction', '1.5', 'json.number-not-integer'],
  ['an integer with a fraction part', '1.0', 'json.number-not-integer'],
  ['an exponent', '1e2', 'json.number-not-integer'],
  ['negative zero', '-0', 'json.number-not-integer'],
  ['leading zero', '01', 'json.syntax'],
  ['plus sign', '+1', 'json.syntax'],
  ['bare point', '.5', 'json.syntax'],
  ['NaN', 'NaN', 'json.syntax'],
  ['trailing comma in an array', '[1,]', 'json.syntax'],
  ['trailing comma in an object', '{"a":1,}', 'json.syntax'],
  ['comment', '{/**/}', 'json.syntax'],
  ['single quotes', "{'a':1}", 'json.syntax'],
  ['unquoted key', '{a:1}', 'json.syntax'],
  ['raw newline in a string', '"a\nb"', 'json.syntax'],
  ['raw NUL in a string', '"a\u0000b"', 'json.syntax'],
  ['unknown escape', '"\\x41"', 'json.syntax'],
  ['short escape', '"\\u12"', 'json.syntax'],
  ['unclosed string', '"abc', 'json.syntax'],
  ['unclosed object', '{"a":1', 'json.syntax'],
  ['two documents', '{} {}', 'json.syntax'],
  ['nothing', '', 'json.syntax'],
  ['no-break space as white space', '\u00a01', 'json.syntax'],
  ['capital literal', 'True', 'json.syntax'],
  ['NUL after the document', '1\u0000', 'json.syntax'],
];

for (const [name, document, code] of defects) {
  test(`refused: ${name}`, () => {
    assert.equal(codeOf(document), code);
  });
}

test('the bounds of exact integers are read', () => {
  assert.deepEqual(parseStrictJson(utf8('[9007199254740991,-9007199254740991]')), {
    ok: true,
    value: [9007199254740991, -9007199254740991],
  });
});

test('size is capped at the byte, and before the content is looked at', () => {
  const limits = { maxBytes: 4, maxDepth: 1 };
  assert.equal(codeOf('1234', limits), 'ok');
  assert.equal(codeOf('\u0000\u0000\u0000\u0000\u0000', limits), 'json.too-large');
});

test('depth is capped at the level', () => {
  const limits = { maxBytes: 100, maxDepth: 2 };
  assert.equal(codeOf('[[],{}]', limits), 'ok');
  assert.equal(codeOf('[[[]]]', limits), 'json.too-deep');
  assert.equal(codeOf('{"a":{"b":{}}}', limits), 'json.too-deep');
});

test('a million open brackets are refused without exhausting the stack', () => {
  assert.equal(codeOf('['.repeat(1_000_000)), 'json.too-deep');
});

test('__proto__ is a key like any other', () => {
  const read = parseStrictJson(utf8('{"__proto__":{"polluted":1},"constructor":2,"toString":3}'));
  assert.ok(read.ok && read.value !== null && typeof read.value === 'object');
  assert.deepEqual(Object.keys(read.value), ['__proto__', 'constructor', 'toString']);
  assert.equal('polluted' in {}, false);
  assert.equal('polluted' in read.value, false);
});

test('fractions are read where they are asked for, and stay finite', () => {
  const limits = { ...DEFAULT_JSON_LIMITS, fractions: true };
  assert.deepEqual(parseStrictJson(utf8('[1.5,1e2,-0.25]'), limits), { ok: true, value: [1.5, 100, -0.25] });
  assert.equal(codeOf('1e999', limits), 'json.number-out-of-range');
  assert.equal(codeOf('9007199254740993', limits), 'json.number-out-of-range');
});

test('a finding names line and column', () => {
  const read = parseStrictJson(utf8('{\n  "a": 1,\n  "a": 2\n}'));
  assert.ok(!read.ok);
  assert.equal(read.error.where, 'line 3, column 3');
});

test('whatever it reads, JSON.parse reads the same; and what JSON.parse refuses, it refuses', () => {
  const nearJson = fc.oneof(
    fc.json({ noUnicodeString: false }),
    fc.tuple(fc.json(), fc.nat(), fc.constantFrom('"', ',', '{', ']', '\\', '0', '\n')).map(([text, at, insert]) => {
      const cut = at % (text.length + 1);
      return text.slice(0, cut) + insert + text.slice(cut);
    }),
  );
  fc.assert(
    fc.property(nearJson, (text) => {
      const read = parseStrictJson(utf8(text), { ...DEFAULT_JSON_LIMITS, fractions: true });
      if (read.ok) assert.deepEqual(JSON.stringify(read.value), JSON.stringify(JSON.parse(text)));
    }),
  );
});

test('canonical form: keys sorted, nothing between, and a fixed point', () => {
  const read = parseStrictJson(
    utf8('{ "b": [1, {"z": "\\u2028\\n", "a": null}], "\\u20ac": 1, "\\ud83d\\ude00": 2, "a": 0 }'),
  );
  assert.ok(read.ok);
  const canonical = toCanonicalJson(read.value);
  assert.equal(new TextDecoder().decode(canonical), '{"a":0,"b":[1,{"a":null,"z":"\u2028\\n"}],"€":1,"😀":2}');
  const again = parseStrictJson(canonical);
  assert.ok(again.ok);
  assert.deepEqual(toCanonicalJson(again.value), canonical);
});

test('canonical form does not depend on the order of keys', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.integer()), (members) => {
      const backwards = Object.fromEntries(Object.entries(members).reverse());
      assert.deepEqual(toCanonicalJson(backwards), toCanonicalJson(members));
    }),
  );
});

test('what JSON cannot carry exactly is a bug of the caller', () => {
  assert.throws(() => toCanonicalJson({ a: 0.5 }));
  assert.throws(() => toCanonicalJson(2 ** 53));
  assert.throws(() => toCanonicalJson('\ud800'));
});

function codeOf(document: Uint8Array | string, limits: JsonLimits = DEFAULT_JSON_LIMITS): string {
  const read = parseStrictJson(typeof document === 'string' ? utf8(document) : document, limits);
  return read.ok ? 'ok' : read.error.code;
}
