// Frames come from a camera, or from whoever holds one up to it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { utf8 } from '../../../../shared/encoding/bytes.ts';
import { err, ok } from '../../../../shared/result.ts';
import { fromBytewords, toBytewords } from '../../../../shared/ur/bytewords.ts';
import { UrDecoder } from '../../../../shared/ur/decode.ts';
import { urFrames } from '../../../../shared/ur/encode.ts';
import { frameText, readFrame } from '../../../../shared/ur/part.ts';
import { harmed, holdsAgainstAnyBytes } from '../../../helpers/harmed.ts';

const MESSAGE = Uint8Array.from({ length: 300 }, (_, at) => (at * at) % 251);
const made = urFrames(MESSAGE, 60);
assert.ok(made.ok);
const { frame, count } = made.value;

holdsAgainstAnyBytes('a frame', utf8(frame(3)), (bytes) => readFrame(new TextDecoder().decode(bytes)), {
  alike: (read) => utf8(frameText(read).toUpperCase()),
});

// What a checksum would have caught before: harmed inside of it.
holdsAgainstAnyBytes('the CBOR of a part', cborOf(frame(3)), (bytes) => readFrame(reframed(frame(3), bytes)), {
  exactly: (read) => cborOf(frameText(read)),
});

holdsAgainstAnyBytes(
  'bytewords',
  utf8(toBytewords(MESSAGE)),
  (bytes) => {
    const read = fromBytewords(new TextDecoder('latin1').decode(bytes));
    return read === null ? err('no bytewords') : ok(read);
  },
  { exactly: (read) => utf8(toBytewords(read)) },
);

test('frames that were harmed under a checksum that holds give the message, or none', () => {
  const one = fc.integer({ min: 1, max: 3 * count }).chain((at) =>
    fc.oneof(
      fc.constant(frame(at)),
      harmed(cborOf(frame(at))).map((cbor) => reframed(frame(at), cbor)),
    ),
  );
  fc.assert(
    fc.property(fc.array(one, { maxLength: 4 * count }), (frames) => {
      const decoder = new UrDecoder();
      for (const text of frames) decoder.receive(text);
      const message = decoder.message();
      if (message.ok) assert.deepEqual(new Uint8Array(message.value), MESSAGE);
    }),
    { numRuns: 200 },
  );
});

function cborOf(text: string): Uint8Array {
  return fromBytewords(text.slice(text.lastIndexOf('/') + 1)) ?? assert.fail(text);
}

/** The frame with other CBOR, under a checksum of its own. */
function reframed(text: string, cbor: Uint8Array): string {
  return `${text.slice(0, text.lastIndexOf('/') + 1)}${toBytewords(cbor)}`;
}
