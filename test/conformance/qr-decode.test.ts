/** Frames as people capture them, put together by the command line in a process of its own. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { PNG } from 'pngjs';
import { encodeQR } from 'qr';
import * as z from 'zod';
import { utf8 } from '../../shared/encoding/bytes.ts';
import { urFrames } from '../../shared/ur/encode.ts';
import { freshFolder } from '../helpers/trees.ts';

const ROOT = join(import.meta.dirname, '../..');
// Built once, as `npm run cli` does it; what follows runs the bundle.
execFileSync(process.execPath, [join(ROOT, 'build/cli.mjs'), '--help'], { stdio: 'ignore' });
const CLI = join(ROOT, 'out/cli/holdfast.mjs');

const vector = z
  .looseObject({ envelope: z.string() })
  .parse(JSON.parse(readFileSync(join(ROOT, 'test/vectors/decision-good.json'), 'utf8')));
const ENVELOPE = utf8(vector.envelope);

function frames(bytes = ENVELOPE, density = 200) {
  const made = urFrames(bytes, density);
  assert(made.ok);
  return { ...made.value, some: (from: number, to: number) => range(from, to).map(made.value.frame) };
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);

function textFile(lines: readonly string[]): string {
  const path = join(freshFolder(), 'frames.txt');
  writeFileSync(path, `${lines.join('\r\n')}\r\n`);
  return path;
}

/** A picture of one frame, three pixels a module. */
function picture(text: string): string {
  const rows = encodeQR(text.toUpperCase(), 'raw', { ecc: 'low', border: 4, scale: 3 });
  const png = new PNG({ width: rows.length, height: rows.length });
  png.data.set(rows.flatMap((row) => row.flatMap((dark) => (dark ? [0, 0, 0, 255] : [255, 255, 255, 255]))));
  const path = join(freshFolder(), 'frame.png');
  writeFileSync(path, PNG.sync.write(png));
  return path;
}

function decode(files: readonly string[], out = join(freshFolder(), 'decision.dsse.json')) {
  const ran = spawnSync(process.execPath, [CLI, 'qr-decode', ...files, '--out', out, '--json'], { encoding: 'utf8' });
  return { status: ran.status, json: ran.stdout === '' ? null : JSON.parse(ran.stdout), messages: ran.stderr, out };
}

test('pictures and lines of text give the envelope, byte for byte, some of them blurred or of something else', () => {
  const { count, frame, some } = frames();
  assert(count > 3);
  const blurred = frame(1).replace(/.$/, (last) => (last === 'a' ? 'e' : 'a'));
  const ran = decode([
    ...some(1, 2).map(picture),
    picture('https://example.invalid/'),
    textFile([blurred, 'notes', ...some(3, count).reverse()]),
  ]);
  assert.equal(ran.status, 0, ran.messages);
  const sha256 = createHash('sha256').update(ENVELOPE).digest('hex');
  assert.deepEqual(ran.json, { kind: 'envelope', bytes: ENVELOPE.length, sha256 });
  assert.deepEqual(new Uint8Array(readFileSync(ran.out)), new Uint8Array(ENVELOPE));
  assert.equal(ran.messages.match(/Left out/g)?.length, 3);
});

test('too few frames, frames of two messages and another message than an envelope are refused, and nothing is written', () => {
  const { count, some } = frames();
  const cases = [
    [some(1, count - 1), 'ur.incomplete'],
    [[], 'ur.incomplete'],
    [[...some(1, 2), ...frames(ENVELOPE.slice(1)).some(1, 1)], 'ur.other-message'],
    [frames(utf8('{"no": "envelope"}')).some(1, 1), 'ur.not-an-envelope'],
  ] as const;
  for (const [lines, code] of cases) {
    const ran = decode([textFile(lines)]);
    assert.equal(ran.status, 1, ran.messages);
    assert.equal(ran.json.error.code, code);
    assert.equal(existsSync(ran.out), false);
  }
});

test('what is there is not overwritten, and what cannot be read is said', () => {
  const { count, some } = frames();
  const good = textFile(some(1, count));
  assert.equal(decode([good], good).status, 2);
  assert.match(readFileSync(good, 'utf8'), /^ur:bytes/);
  assert.equal(decode([join(freshFolder(), 'absent')]).status, 2);
  const neither = join(freshFolder(), 'neither');
  writeFileSync(neither, Uint8Array.of(0xff, 0xd8, 0xff, 0xe0));
  assert.equal(decode([neither]).status, 2);
  assert.equal(decode([]).status, 2);
});

test('a picture that is cut off, or states to be huge, is left out', () => {
  const { count, some } = frames();
  const [cut, huge] = some(1, 2).map(picture);
  assert(cut !== undefined && huge !== undefined);
  writeFileSync(cut, readFileSync(cut).subarray(0, 200));
  const bytes = readFileSync(huge);
  bytes.writeUInt32BE(0x7fffffff, 16);
  writeFileSync(huge, bytes);
  const ran = decode([cut, huge, textFile(some(1, count))]);
  assert.equal(ran.status, 0, ran.messages);
  assert.match(ran.messages, /more than 40000000 pixels/);
});
