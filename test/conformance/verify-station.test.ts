/** Answers of a station, checked by the command line in a process of its own. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import * as z from 'zod';
import { utf8 } from '../../shared/encoding/bytes.ts';
import { urFrames } from '../../shared/ur/encode.ts';
import { holdfast } from '../helpers/command-line.ts';
import { must } from '../helpers/must.ts';
import { ANSWER, CHALLENGE, SUMS, stationAnswerVectors } from '../helpers/station-answers.ts';
import { freshFolder } from '../helpers/trees.ts';

const coded = z.looseObject({ findings: z.array(z.looseObject({ code: z.string() })) });
const folder = freshFolder();
const made = await stationAnswerVectors();

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const station = file('station.pem', made.station);
const sums = file('SHA256SUMS-installed', `${'0'.repeat(64)}  /usr/bin/other\n${SUMS}`);
const verify = (answer: string, { challenge = CHALLENGE, key = station, list = sums } = {}) =>
  holdfast('verify-station', answer, '--challenge', challenge, '--station', key, '--sums', list, '--json');
const good = made.vectors.find(({ name }) => name === 'good')?.answer ?? '';

test('each vector gives its codes and its exit status', () => {
  for (const { name, answer, codes } of made.vectors) {
    const { status, json } = verify(file(name, answer));
    assert.equal(status, codes.length === 0 ? 0 : 1, name);
    assert.equal(json?.verdict, codes.length === 0 ? 'answered' : 'refused', name);
    assert.deepEqual(
      coded
        .parse(json)
        .findings.map(({ code }) => code)
        .sort(),
      codes,
      name,
    );
  }
});

test('the answer is told with all that it says, and that it is the word of the console alone', () => {
  const { status, json, messages } = verify(file('good', good));
  assert.equal(status, 0);
  assert.deepEqual(json, { kind: 'station-answer', verdict: 'answered', findings: [], ...ANSWER });
  assert.match(messages, /^The station answered this challenge with its key\./);
  assert.match(messages, /That is its own word: software that was exchanged can say the same\./);
});

test('captured frames are the same as the text, in any order', () => {
  const { count, frame } = must(urFrames(utf8(good), 100));
  assert.ok(count > 2);
  const lines = Array.from({ length: count }, (_, at) => frame(count - at));
  assert.equal(verify(file('frames.txt', `${lines.join('\n')}\n`)).status, 0);
  const some = verify(file('frames.txt', `${lines.slice(1).join('\n')}\n`));
  assert.equal(some.status, 2, 'a frame is missing');
});

test('whatever stands in a field of the answer instead, it is refused', () => {
  const fields = ['challenge', 'at', 'version', 'build', 'runtime', 'seal'];
  fc.assert(
    fc.property(fc.constantFrom(...fields), fc.stringMatching(/^[ -~]{1,70}$/), (field, other) => {
      const changed = good.replace(new RegExp(`^${field}: .*$`, 'm'), () => `${field}: ${other}`);
      if (changed === good) return;
      assert.equal(verify(file('changed', changed)).status, 1);
    }),
    { numRuns: 12 },
  );
});

test('what cannot be used to check with is said, with status 2', () => {
  const answer = file('good', good);
  const bad = [
    { challenge: 'short' },
    { key: file('no-key', 'no key\n') },
    { list: file('no-list', 'no list\n') },
    { list: join(folder, 'not-there') },
  ];
  for (const given of bad) assert.equal(verify(answer, given).status, 2, JSON.stringify(given));
});
