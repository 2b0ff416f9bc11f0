import { expect, test } from '@playwright/test';
import { startConsole } from '../helpers/console.ts';
import { goTo } from '../helpers/steps.ts';
import { ask } from '../helpers/stick.ts';

test('a stick appears in the window when it is mounted, and goes when it is pulled out', async () => {
  const running = await startConsole();
  const { review } = running;
  await goTo(review, 'Intake');
  await expect(review.getByText('STICK', { exact: true })).toBeVisible();
  await expect(review.getByText('LATE', { exact: true })).toBeHidden();
  ask('insert');
  await expect(review.getByText('LATE', { exact: true })).toBeVisible();
  ask('pull');
  await expect(review.getByText('LATE', { exact: true })).toBeHidden();
  await running.close();
});
