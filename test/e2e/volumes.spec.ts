import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startConsole } from '../helpers/console.ts';
import { goTo } from '../helpers/steps.ts';

/** Asks the surroundings that build/sealed.mjs made. */
function ask(what: 'insert' | 'pull'): void {
  const scratch = process.env.HOLDFAST_SCRATCH;
  if (scratch === undefined) throw new Error('this test needs the surroundings of "npm run test:e2e"');
  writeFileSync(join(scratch, what), '');
}

test('a stick appears in the window when it is mounted, and goes when it is pulled out', async () => {
  const running = await startConsole();
  const { review } = running;
  await goTo(review, 'Inbox');
  await expect(review.getByText('STICK', { exact: true })).toBeVisible();
  await expect(review.getByText('LATE', { exact: true })).toBeHidden();
  ask('insert');
  await expect(review.getByText('LATE', { exact: true })).toBeVisible();
  ask('pull');
  await expect(review.getByText('LATE', { exact: true })).toBeHidden();
  await running.close();
});
