import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { readdir, readFile, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { MediaAnswers, NoAnswer } from '../../../../../electron/core/media/answers.ts';
import { noSlowMedium, SlowMedium } from '../../../../helpers/slow-medium.ts';
import { freshFolder } from '../../../../helpers/trees.ts';

test('a medium that hangs is told as that, holds one call however much it is asked, and is asked again once it answers', {
  skip: noSlowMedium,
}, async (t) => {
  const content = freshFolder();
  writeFileSync(join(content, 'a'), 'a');
  const medium = new SlowMedium(freshFolder(), content);
  await medium.plug(40);
  t.after(() => medium.clear());
  const answers = new MediaAnswers();
  const { folder } = medium;
  assert.deepEqual(await answers.ask(folder, () => readdir(folder)), ['a']);

  medium.hang();
  let asked = 0;
  const ask = (): Promise<unknown> =>
    answers.ask(folder, () => {
      asked += 1;
      return statfs(folder);
    });
  const given = await Promise.allSettled([ask(), ask(), ask(), ask(), ask(), ask()]);
  assert.ok(given.every((one) => one.status === 'rejected' && one.reason instanceof NoAnswer));
  await assert.rejects(ask(), NoAnswer, 'at once from now on');
  assert.equal(asked, 1);
  assert.equal(await answers.ask('/', () => readFile(join(content, 'a'), 'utf8')), 'a', 'other media answer');

  medium.answer();
  while ((await Promise.allSettled([ask()]))[0]?.status === 'rejected') await readdir(content);
  assert.deepEqual(await answers.ask(folder, () => readdir(folder)), ['a']);
});

test('whoever gives up before its turn asks nothing, and who gives up after the answer changes nothing', async () => {
  const answers = new MediaAnswers();
  const never = new AbortController().signal;
  let finish: (text: string) => void = () => undefined;
  const late = new Promise<string>((resolve) => {
    finish = resolve;
  });
  const first = answers.askUntil(never, '/', () => late);
  const impatient = new AbortController();
  let asked = false;
  const second = answers.askUntil(impatient.signal, '/', async () => {
    asked = true;
  });
  setImmediate(() => impatient.abort());
  await assert.rejects(second, NoAnswer);
  finish('first');
  assert.equal(await first, 'first');
  const satisfied = new AbortController();
  assert.equal(await answers.askUntil(satisfied.signal, '/', async () => 'third'), 'third');
  satisfied.abort();
  assert.equal(await answers.ask('/', async () => 'fourth'), 'fourth');
  assert.equal(asked, false);
});
