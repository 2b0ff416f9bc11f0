import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as z from 'zod';
import { toHex, utf8 } from '../../../../shared/encoding/bytes.ts';
import { fromBytewords, toBytewords } from '../../../../shared/ur/bytewords.ts';
import { crc32 } from '../../../../shared/ur/crc32.ts';
import { UrDecoder } from '../../../../shared/ur/decode.ts';
import { urFrames } from '../../../../shared/ur/encode.ts';
import { fragmentLength, mixedIn } from '../../../../shared/ur/fragments.ts';
import { shuffled, weightedIndex, xoshiro256 } from '../../../../shared/ur/random.ts';

/** What the reference implementation's own tests expect (BlockchainCommons/bc-ur, test/test.cpp). */
const numbers = z.array(z.int());
const published = z
  .strictObject({
    random: numbers,
    weighted: numbers,
    degrees: numbers,
    shuffled: z.array(numbers),
    mixedIn: z.array(numbers),
    single: z.string(),
    parts: z.array(z.string()),
    bytewords: z.strictObject({ hex: z.string(), minimal: z.string() }),
  })
  .parse(JSON.parse(readFileSync('test/vectors/ur/published.json', 'utf8')));

const wolf = () => xoshiro256(utf8('Wolf'));

/** The message of so many bytes that the reference tests make. */
function message(length: number): Uint8Array {
  const random = wolf();
  return Uint8Array.from({ length }, () => Math.floor(random() * 256));
}

test('the checksum is the published one', () => {
  assert.equal(crc32(utf8('Hello, world!')), 0xebe6c6e6);
  assert.equal(crc32(utf8('Wolf')), 0x598c84dc);
});

test('bytewords are the published ones', () => {
  const { hex, minimal } = published.bytewords;
  const bytes = fromBytewords(minimal);
  assert.equal(bytes === null ? null : toHex(bytes), hex);
  assert.equal(bytes === null ? null : toBytewords(bytes), minimal);
  assert.equal(toBytewords(Uint8Array.of(0, 1, 2, 128, 255)), 'aeadaolazmjendeoti');
  for (const wrong of ['aeadaolazojendeowf', 'wf', '', 'aeadaolazmjendeot', 'aeadaolazmjendeo11']) {
    assert.equal(fromBytewords(wrong), null, wrong);
  }
});

test('the numbers that both sides draw are the published ones', () => {
  const random = wolf();
  assert.deepEqual(
    published.random.map(() => Math.floor(random() * 10 + 1)),
    published.random,
  );
  const sampled = wolf();
  const draw = weightedIndex([1, 2, 4, 8]);
  assert.deepEqual(
    published.weighted.map(() => draw(sampled)),
    published.weighted,
  );
  const degree = weightedIndex(Array.from({ length: 11 }, (_, index) => 1 / (index + 1)));
  assert.deepEqual(
    published.degrees.map((_, at) => degree(xoshiro256(utf8(`Wolf-${at + 1}`))) + 1),
    published.degrees,
  );
  const shuffling = wolf();
  assert.deepEqual(
    published.shuffled.map(() => shuffled([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], shuffling)),
    published.shuffled,
  );
});

test('each part mixes the published fragments', () => {
  assert.equal(fragmentLength(1024, 100), 94);
  assert.equal(fragmentLength(12345, 1955), 1764);
  const checksum = crc32(message(1024));
  assert.deepEqual(
    published.mixedIn.map((_, at) => [...mixedIn(at + 1, 11, checksum)].sort((a, b) => a - b)),
    published.mixedIn,
  );
});

test('a message gives the published frames, and they give it back', () => {
  const single = urFrames(message(50), 1000);
  assert.equal(single.ok ? single.value.frame(1) : null, published.single);
  const frames = urFrames(message(256), 30);
  assert(frames.ok);
  assert.deepEqual(
    published.parts.map((_, at) => frames.value.frame(at + 1)),
    published.parts,
  );
  for (const [texts, length] of [[[published.single], 50] as const, [published.parts.slice(4), 256] as const]) {
    const decoder = new UrDecoder();
    for (const text of texts) assert(decoder.receive(text).ok);
    const got = decoder.message();
    assert(got.ok);
    assert.deepEqual([...got.value], [...message(length)]);
  }
});
