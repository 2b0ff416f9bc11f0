import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { PNG } from 'pngjs';
import { utf8 } from '../../../../shared/encoding/bytes.ts';
import { type ImageHead, readImageHead } from '../../../../shared/evidence/image-head.ts';

const bytes = (...parts: (string | readonly number[])[]) =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? Array.from(part, (c) => c.charCodeAt(0)) : part)),
  );

const HEADS: readonly (readonly [Uint8Array, ImageHead])[] = [
  [PNG.sync.write(new PNG({ width: 70_000, height: 1 })), { type: 'png', width: 70_000, height: 1 }],
  [bytes('GIF89a', [0x2c, 0x01, 0x02, 0x00]), { type: 'gif', width: 300, height: 2 }],
  [
    bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc4, 0, 3, 9, 0xff, 0xff, 0xc2, 0, 17, 8, 1, 0, 2, 1, 3]),
    { type: 'jpeg', width: 513, height: 256 },
  ],
  [
    bytes('RIFF', [0, 0, 0, 0], 'WEBPVP8X', [10, 0, 0, 0, 0, 0, 0, 0, 0xff, 0x01, 0, 9, 0, 0]),
    { type: 'webp', width: 512, height: 10 },
  ],
  [
    bytes('RIFF', [0, 0, 0, 0], 'WEBPVP8L', [9, 0, 0, 0, 0x2f, 0x09, 0xc0, 0x04, 0, 0, 0, 0, 0, 0]),
    { type: 'webp', width: 10, height: 20 },
  ],
  [
    bytes('RIFF', [0, 0, 0, 0], 'WEBPVP8 ', [9, 0, 0, 0, 0, 0, 0, 0x9d, 0x01, 0x2a, 0x20, 0x03, 0x58, 0x02]),
    { type: 'webp', width: 800, height: 600 },
  ],
];

test('each raster format says how large it is before it is decoded', () => {
  for (const [image, head] of HEADS) assert.deepEqual(readImageHead(image), head);
});

test('what is no raster image has no head, an SVG included, and no bytes make it fail', () => {
  for (const text of ['', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'GIF', '\x89PNG', 'RIFF'])
    assert.equal(readImageHead(utf8(text)), null);
  const harmed = fc.constantFrom(...HEADS).chain(([image]) =>
    fc.record({ cut: fc.nat(image.length), at: fc.nat(image.length), byte: fc.nat(255) }).map(({ cut, at, byte }) => {
      const copy = Uint8Array.from(image.subarray(0, cut));
      if (at < copy.length) copy[at] = byte;
      return copy;
    }),
  );
  fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 64 }), harmed), (some) => void readImageHead(some)));
});
