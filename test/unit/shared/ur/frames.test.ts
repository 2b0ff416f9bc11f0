import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { concatBytes, utf8 } from '../../../../shared/encoding/bytes.ts';
import { fromBytewords, toBytewords } from '../../../../shared/ur/bytewords.ts';
import { UrDecoder } from '../../../../shared/ur/decode.ts';
import { type UrFrames, urFrames } from '../../../../shared/ur/encode.ts';
import { frameText, readFrame } from '../../../../shared/ur/part.ts';

const MESSAGE = Uint8Array.from({ length: 500 }, (_, at) => (at * at) % 251);

function frames(bytes: Uint8Array, bytesAFrame: number): UrFrames {
  const made = urFrames(bytes, bytesAFrame);
  assert(made.ok);
  return made.value;
}

function codeOf(decoder: UrDecoder, text: string): string {
  const received = decoder.receive(text);
  return received.ok ? 'taken' : received.error.code;
}

/** The frame with one field of its part changed, its own checksum made to hold again. */
function changed(text: string, change: (cbor: Uint8Array) => void): string {
  const [head, letters = ''] = [text.slice(0, text.lastIndexOf('/') + 1), text.slice(text.lastIndexOf('/') + 1)];
  const cbor = new Uint8Array(fromBytewords(letters) ?? []);
  change(cbor);
  return `${head}${toBytewords(cbor)}`;
}

test('any bytes come through when of every two frames either is lost, in any order', () => {
  const lossy = fc.record({
    bytes: fc.uint8Array({ maxLength: 3000 }),
    density: fc.integer({ min: 10, max: 400 }),
    first: fc.integer({ min: 1, max: 100_000 }),
    seen: fc.infiniteStream(fc.nat({ max: 1 })),
  });
  fc.assert(
    fc.property(lossy, ({ bytes, density, first, seen }) => {
      const { frame, count } = frames(bytes, density);
      const decoder = new UrDecoder();
      const shown = 20 * count + 100;
      for (let at = 0; at < shown && decoder.progress.have < decoder.progress.needed; at += 2) {
        assert(decoder.receive(frame(first + at + Number(seen.next().value)).toUpperCase()).ok);
      }
      const message = decoder.message();
      assert(message.ok, `${count} fragments`);
      assert.deepEqual(message.value, bytes);
    }),
    { numRuns: 25 },
  );
});

test('the first frames are enough by themselves, and repeated ones do no harm', () => {
  const { frame, count } = frames(MESSAGE, 60);
  const decoder = new UrDecoder();
  for (let at = count; at >= 1; at--) {
    assert.equal(codeOf(decoder, frame(at)), 'taken');
    assert.equal(codeOf(decoder, frame(at)), 'taken');
  }
  const message = decoder.message();
  assert(message.ok);
  assert.deepEqual(message.value, MESSAGE);
});

test('too few frames give no message', () => {
  const { frame, count } = frames(MESSAGE, 60);
  const decoder = new UrDecoder();
  for (let at = 1; at < count; at++) decoder.receive(frame(at));
  const message = decoder.message();
  assert.equal(message.ok ? 'a message' : message.error.code, 'ur.incomplete');
  assert.deepEqual(decoder.progress, { have: count - 1, needed: count });
});

test('a damaged frame is refused by its checksum, and the others still give the message', () => {
  const { frame, count } = frames(MESSAGE, 60);
  const good = frame(1);
  fc.assert(
    fc.property(fc.integer({ min: good.lastIndexOf('/') + 1, max: good.length - 1 }), (at) => {
      const damaged = `${good.slice(0, at)}${good[at] === 'a' ? 'e' : 'a'}${good.slice(at + 1)}`;
      assert.equal(codeOf(new UrDecoder(), damaged), 'ur.checksum');
    }),
    { numRuns: 50 },
  );
  const decoder = new UrDecoder();
  assert.equal(codeOf(decoder, `${good.slice(0, -1)}`), 'ur.checksum');
  for (let at = 1; at <= count; at++) decoder.receive(frame(at));
  assert(decoder.message().ok);
});

test('frames of two messages, and of two densities of one, are told apart', () => {
  const decoder = new UrDecoder();
  assert.equal(codeOf(decoder, frames(MESSAGE, 60).frame(1)), 'taken');
  for (const other of [frames(MESSAGE.slice(1), 60), frames(MESSAGE, 70), frames(MESSAGE, 9000)]) {
    assert.equal(codeOf(decoder, other.frame(2)), 'ur.other-message');
  }
  assert.equal(decoder.progress.have, 1);
});

test('frames with good checksums that fit to no message are found out at the end', () => {
  const { frame, count } = frames(MESSAGE, 60);
  const decoder = new UrDecoder();
  const flipLast = (cbor: Uint8Array) => cbor.set([(cbor.at(-1) ?? 0) ^ 1], cbor.length - 1);
  for (let at = 1; at <= count; at++) decoder.receive(at === 3 ? changed(frame(at), flipLast) : frame(at));
  const message = decoder.message();
  assert.equal(message.ok ? 'a message' : message.error.code, 'ur.damaged-message');
});

test('what is no part of a UR of bytes is refused with what is wrong', () => {
  const { frame } = frames(MESSAGE, 60);
  const part = { sequence: 1, count: 2, messageLength: 100, checksum: 0, data: new Uint8Array(60) };
  const cases: readonly (readonly [string, string])[] = [
    ['https://example.invalid/', 'ur.not-a-part'],
    ['', 'ur.not-a-part'],
    ['ur:bytes/0-9/aeadaolazmjendeoti', 'ur.not-a-part'],
    [frame(1).replace('bytes', 'crypto-seed'), 'ur.other-type'],
    [frame(1).replace('/1-', '/2-'), 'ur.malformed'],
    [`ur:bytes/1-9/${toBytewords(utf8('not an array'))}`, 'ur.malformed'],
    [changed(frame(1), (cbor) => cbor.set([0x84], 0)), 'ur.malformed'],
    [frameText({ kind: 'part', part: { ...part, messageLength: 200 } }), 'ur.malformed'],
    [frameText({ kind: 'part', part: { ...part, data: new Uint8Array() } }), 'ur.malformed'],
    [frameText({ kind: 'part', part: { ...part, messageLength: 2 ** 31 } }), 'ur.too-large'],
    [frameText({ kind: 'part', part: { ...part, count: 5000 } }), 'ur.too-large'],
  ];
  for (const [text, code] of cases) {
    const read = readFrame(text);
    assert.equal(read.ok ? 'read' : read.error.code, code, text.slice(0, 60));
  }
});

test('a whole message that is no byte string is refused', () => {
  const decoder = new UrDecoder();
  const text = frameText({ kind: 'whole', message: concatBytes(Uint8Array.of(0x41), utf8('two')) });
  assert.equal(codeOf(decoder, text), 'taken');
  const message = decoder.message();
  assert.equal(message.ok ? 'a message' : message.error.code, 'ur.malformed');
});

test('a message that is too large, or gives too many frames, is refused before any is made', () => {
  for (const [bytes, density] of [[1024 * 1024, 400] as const, [100_000, 20] as const]) {
    const made = urFrames(new Uint8Array(bytes), density);
    assert.equal(made.ok ? 'made' : made.error.code, 'ur.too-large');
  }
});
