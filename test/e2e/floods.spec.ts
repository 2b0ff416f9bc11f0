import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { answered, ask } from '../helpers/ask.ts';
import { isChooser } from '../helpers/choose.ts';
import { test } from '../helpers/station.ts';
import { goTo, journalRows } from '../helpers/steps.ts';

declare const holdfast: { ask(name: unknown, request: unknown): Promise<unknown> };

// A review window that is not ours any more, and asks as often as it can.

test('a flood of forged requests writes some kilobytes, is counted to the last one, and the station goes on', {
  tag: '@long',
}, async ({ furnished, start }) => {
  const running = await start(furnished);
  const log = join(furnished, 'journal/log.jsonl');
  const before = statSync(log).size;
  const asked = await running.review.evaluate(async () => {
    const until = performance.now() + 5000;
    let count = 0;
    const flood = async () => {
      for (; performance.now() < until; count++) {
        await holdfast.ask('import/start', { candidates: Array(500).fill('x') });
      }
    };
    await Promise.all(Array.from({ length: 50 }, flood));
    return count;
  });
  expect(asked).toBeGreaterThan(100);
  expect(statSync(log).size - before).toBeLessThan(16 * 1024);
  expect(answered(await ask(running.review, 'packet/list', {}))).toHaveLength(1);
  await running.close();

  const events = readFileSync(log, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).event);
  const single = events.filter(({ kind }) => kind === 'refusal').length;
  const counted = events.flatMap(({ kind, refusals }) => (kind === 'refusals-counted' ? refusals : []));
  expect(single + counted.reduce((sum, { count }) => sum + count, 0)).toBe(asked);
  const { review } = await start(furnished);
  await goTo(review, 'Record');
  await expect(review.getByRole('row').filter({ hasText: 'these were refused as well' })).toBeVisible();
});

test('a channel’s name that is no text is refused, and told in the journal', async ({ first }) => {
  const { review } = first;
  const answers = await review.evaluate(() => {
    const names = [Object.create(null), { toString: 1, valueOf: 1 }, null, 10n, [], new Map()];
    return Promise.all(names.map((name) => holdfast.ask(name, {})));
  });
  for (const answer of answers) expect(answer).toMatchObject({ ok: false, error: { code: 'ipc/no-channel' } });
  const refusals = (await journalRows(review)).filter({ hasText: 'There is no such request.' });
  await expect(refusals).toHaveCount(answers.length);
});

test('one chooser opens, however often a window asks for one', async ({ first }) => {
  const { review, app } = first;
  await first.chooseFolders('by hand');
  const answers = await review.evaluate(async () => {
    const asked = Array.from({ length: 40 }, () => holdfast.ask('media/pick', { purpose: 'destination' }));
    const silent = new Promise((resolve) => setTimeout(() => resolve('open'), 5000));
    return Promise.all(asked.map((one) => Promise.race([one, silent])));
  });
  expect(answers.filter((one) => one === 'open')).toHaveLength(1);
  const busy = answers.filter((one) => one !== 'open');
  expect(new Set(busy.map((one) => JSON.stringify(one)))).toEqual(
    new Set([expect.stringContaining('media/dialog-open')]),
  );
  await expect.poll(() => app.windows().filter(isChooser).length).toBe(1);
});
