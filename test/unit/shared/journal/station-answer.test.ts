import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseSha256, utf8 } from '../../../../shared/encoding/bytes.ts';
import { openCheckpoint, signCheckpoint } from '../../../../shared/journal/checkpoint.ts';
import { isChallenge, judgeStationAnswer, openStationAnswer } from '../../../../shared/journal/station-answer.ts';
import { must } from '../../../helpers/must.ts';
import { ANSWER, CHALLENGE, stationAnswerVectors, stationOf } from '../../../helpers/station-answers.ts';

const station = stationOf(1);
const builds = new Set([ANSWER.build]);

const challenge = fc.stringMatching(/^[A-Za-z0-9-]{8,64}$/);
const digest = fc.stringMatching(/^[0-9a-f]{64}$/).map((hex) => {
  const parsed = parseSha256(hex);
  assert.ok(parsed !== null);
  return parsed;
});
const words = fc.stringMatching(/^[ -~]{1,100}$/).filter((text) => text.trim() !== '');
const answers = fc.record({
  challenge,
  at: fc
    .date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true })
    .map((at) => `${at.toISOString().slice(0, 19)}Z`),
  version: words,
  build: digest,
  runtime: words,
  seal: fc.constantFrom('sealed' as const, 'not sealed' as const),
});

test('whatever a station says is read again as it was said, and only for its challenge, its build and its seal', async () => {
  await fc.assert(
    fc.asyncProperty(answers, challenge, digest, async (said, otherChallenge, otherBuild) => {
      const read = must(openStationAnswer(await station.answer(said), station.verifier));
      assert.deepEqual(read, { ...said });
      const codes = (asked: string, build: typeof otherBuild) =>
        judgeStationAnswer(read, asked, new Set([build])).map(({ code }) => code);
      const unsealed = said.seal === 'sealed' ? [] : ['answer.not-sealed'];
      assert.deepEqual(codes(said.challenge, said.build), unsealed);
      if (otherChallenge !== said.challenge)
        assert.deepEqual(codes(otherChallenge, said.build), ['answer.challenge', ...unsealed]);
      if (otherBuild !== said.build) assert.deepEqual(codes(said.challenge, otherBuild), ['answer.build', ...unsealed]);
    }),
  );
});

test('an answer of which any byte was changed, added or taken away is refused', async () => {
  const note = await station.answer();
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: note.length - 1 }),
      fc.integer({ min: 1, max: 255 }),
      fc.constantFrom('change', 'add', 'take'),
      async (at, by, how) => {
        const bytes = [...note];
        const old = bytes[at] ?? 0;
        if (how === 'change') bytes[at] = (old + by) % 256;
        if (how === 'add') bytes.splice(at, 0, by);
        if (how === 'take') bytes.splice(at, 1);
        const opened = openStationAnswer(Uint8Array.from(bytes), station.verifier);
        assert.ok(!opened.ok, `${how} at ${at}`);
        assert.ok(['answer.signature', 'answer.unreadable'].includes(opened.error.code));
      },
    ),
    { numRuns: 500 },
  );
});

test('an answer is no checkpoint, and a checkpoint is no answer, although one key signs both', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.uint8Array({ minLength: 32, maxLength: 32 }), answers, async (size, root, said) => {
      const head = await signCheckpoint({ size, root }, station.verifier, station.sign);
      assert.ok(!openStationAnswer(head, station.verifier).ok);
      assert.ok(!openCheckpoint(await station.answer(said), station.verifier).ok);
    }),
    { numRuns: 30 },
  );
});

test('only short plain texts are challenges', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      assert.equal(
        isChallenge(text),
        text.length >= 8 && text.length <= 64 && [...text].every((one) => /[A-Za-z0-9-]/.test(one)),
      );
    }),
  );
  assert.ok(!isChallenge(`${CHALLENGE}\n`));
});

test('the vectors are those that are on disk, and each gives its codes', async () => {
  const made = await stationAnswerVectors();
  assert.deepEqual(JSON.parse(readFileSync('test/vectors/station/answer.json', 'utf8')), made);
  for (const { name, answer, codes } of made.vectors) {
    const opened = openStationAnswer(utf8(answer), station.verifier);
    const found = opened.ok ? judgeStationAnswer(opened.value, CHALLENGE, builds) : [opened.error];
    assert.deepEqual(found.map(({ code }) => code).sort(), codes, name);
  }
});
