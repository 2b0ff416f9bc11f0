// Pictures come from a camera, or from whoever holds one up to it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32, deflateSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { PNG } from 'pngjs';
import { encodeQR } from 'qr';
import { isPng, textInPng } from '../../../../electron/cli/qr-image.ts';
import { concatBytes, utf8 } from '../../../../shared/encoding/bytes.ts';
import { err, type Result } from '../../../../shared/result.ts';
import { harmed, holdsAgainstAnyBytes } from '../../../helpers/harmed.ts';

const TEXT = 'UR:BYTES/1-2/LPADAOCFADNBCYFPVESPTOHD';
const PICTURE = picture();

function picture(): Uint8Array {
  const rows = encodeQR(TEXT, 'raw', { ecc: 'low', border: 4, scale: 2 });
  const png = new PNG({ width: rows.length, height: rows.length });
  png.data.set(rows.flatMap((row) => row.flatMap((dark) => (dark ? [0, 0, 0, 255] : [255, 255, 255, 255]))));
  return new Uint8Array(PNG.sync.write(png, { colorType: 0 }));
}

/** As the command line takes a file. */
function read(bytes: Uint8Array): Result<string, string> {
  return isPng(bytes) ? textInPng(bytes) : err('no PNG');
}

interface Chunk {
  readonly type: string;
  readonly content: Uint8Array;
}

function chunksOf(png: Uint8Array): readonly Chunk[] {
  const bytes = Buffer.from(png);
  const chunks: Chunk[] = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    const content = new Uint8Array(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)));
    chunks.push({ type: bytes.toString('latin1', at + 4, at + 8), content });
  }
  return chunks;
}

/** A PNG of these chunks, each under a checksum that holds. */
function pngOf(chunks: readonly Chunk[]): Uint8Array {
  const number = (value: number): Uint8Array => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
  };
  const written = chunks.map(({ type, content }) => {
    const typed = concatBytes(utf8(type), content);
    return concatBytes(number(content.length), typed, number(crc32(typed)));
  });
  return new Uint8Array(concatBytes(PICTURE.subarray(0, 8), ...written));
}

const CHUNKS = chunksOf(PICTURE);
const contentOf = (type: string): Uint8Array => CHUNKS.find((one) => one.type === type)?.content ?? assert.fail(type);
const withContent = (type: string, content: Uint8Array): Uint8Array =>
  pngOf(CHUNKS.map((one) => (one.type === type ? { type, content } : one)));

test('the picture is read, and put together from its chunks is the same', () => {
  assert.deepEqual(read(PICTURE), { ok: true, value: TEXT });
  assert.deepEqual(pngOf(CHUNKS), PICTURE);
});

holdsAgainstAnyBytes('a picture', PICTURE, read, { runs: 200 });

// What a checksum would have caught before.
holdsAgainstAnyBytes('the head of a picture', contentOf('IHDR'), (head) => read(withContent('IHDR', head)), {
  runs: 200,
});

test('pixels that were harmed give the text, another one or none', () => {
  const pixels = new Uint8Array(inflateSync(contentOf('IDAT')));
  fc.assert(
    fc.property(harmed(pixels), (some) => {
      const result = read(withContent('IDAT', deflateSync(some)));
      assert.ok(result.ok || result.error !== '');
    }),
    { numRuns: 100 },
  );
});

test('chunks in any order, doubled or missing, are read or refused', () => {
  const odd: readonly Chunk[] = [
    { type: 'PLTE', content: Uint8Array.of(0, 0, 0, 255, 255, 255) },
    { type: 'tRNS', content: Uint8Array.of(0, 0) },
    { type: 'gAMA', content: new Uint8Array() },
    { type: 'tEXt', content: utf8('a') },
    { type: 'EVIL', content: utf8('b') },
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...CHUNKS, ...odd), { maxLength: 6 }), (chunks) => {
      const result = read(pngOf(chunks));
      if (result.ok) assert.equal(result.value, TEXT);
      else assert.notEqual(result.error, '');
    }),
    { numRuns: 500 },
  );
});

test('a picture cannot make more of itself than its head says first', () => {
  const sized = (width: number, interlace = 0): Chunk => {
    const content = Buffer.from(contentOf('IHDR'));
    content.writeUInt32BE(width, 0);
    content[12] = interlace;
    return { type: 'IHDR', content };
  };
  const [head, ...rest] = CHUNKS;
  assert.ok(head !== undefined);
  const twice = read(pngOf([head, sized(1_000_000_000), ...rest]));
  assert.match(twice.ok ? '' : twice.error, /twice/);
  const interlaced = read(pngOf([sized(8, 1), ...rest]));
  assert.match(interlaced.ok ? '' : interlaced.error, /interlaced/);
});
