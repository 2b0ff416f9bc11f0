import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { type RunningConsole, signingWindow } from '../helpers/console.ts';
import { shots } from '../helpers/shots.ts';
import { test } from '../helpers/station.ts';
import {
  createOwner,
  decidePanel,
  goTo,
  importTicked,
  openPart,
  PASSPHRASE,
  readShown,
  signDefault,
  signShown,
} from '../helpers/steps.ts';

const CLI = join(import.meta.dirname, '../../out/cli/holdfast.mjs');

test('a newcomer practises: hold, discharge and grant, execute, export; nothing of it counts, and nothing stays', {
  tag: '@long',
}, async ({ first }) => {
  test.slow();
  const { data } = first;
  await expect(first.review.getByRole('heading', { name: 'Language' })).toBeVisible();
  await shots(first.review, 'first-run');
  const practising = await changed(first, () =>
    first.review.getByRole('button', { name: 'Practise first (ten minutes, thrown away)' }).click(),
  );
  const { review } = practising;
  const bar = review.getByRole('region', { name: 'Practice', exact: true });
  await expect(bar).toContainText('PRACTICE. Nothing that you sign here counts');
  const next = review.locator('[aria-current="step"]');
  const creating = await signingWindow(practising, () => next.getByRole('button').click());
  await expect(creating.getByRole('region', { name: 'Practice' })).toBeVisible();
  await creating.close();
  await createOwner(practising);
  await review.getByRole('button', { name: 'Back up key…' }).click();
  await expect(review.getByText(/practice-stick/)).toBeVisible();

  await next.getByRole('button', { name: 'Choose folder…' }).click();
  await importTicked(review, ['packet.md', 'rehearsal']);
  await shots(review, 'steps');
  await next.getByRole('button').click();
  await review.getByRole('row').filter({ hasText: 'PRACTICE-1' }).getByRole('button').click();
  expect(await signDefault(practising, 'HOLD_PRODUCTION')).toMatch(/^HOLDFAST PRACTICE, COUNTS NOWHERE: /);
  await review.getByRole('button', { name: 'Export decision no. 1' }).click();
  await expect(review.getByText('Exported', { exact: true })).toBeVisible();
  const folder = join(data, 'practice/practice-stick/holdfast-decision-PRACTICE-1-1');
  const trusted = ['--trust', join(folder, 'owner.pub'), '--json'];
  const packet = join(folder, 'packet.md');
  for (const args of [
    ['verify', folder],
    ['gate', '--packet', packet, '--decision', join(folder, 'decision.dsse.json'), '--option', 'HOLD_PRODUCTION'],
  ]) {
    const judged = spawnSync(process.execPath, [CLI, ...args, ...trusted], { encoding: 'utf8' });
    expect(judged.status, judged.stderr).toBe(1);
    expect(judged.stdout).toContain('"statement.practice"');
  }

  await bar.getByRole('button', { name: 'What to do' }).click();
  await next.getByRole('button', { name: 'Open the blockers' }).click();
  const authority = await openPart(review, 'Blockers');
  await authority.getByText('Sign several in one run…').click();
  const form = authority.locator('form').filter({ hasText: 'Reason (goes into each statement)' });
  for (const name of ['ARCHIVE_MOVE', 'ARC-RESTORE-1', 'rehearsal']) {
    await form.getByRole('checkbox', { name, exact: name !== 'rehearsal' }).check();
  }
  await form.getByLabel('Reason').fill('The rehearsal passed.');
  const run = await signingWindow(practising, () =>
    form.getByRole('button', { name: 'Sign 2 statements in a run…' }).click(),
  );
  await run.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await run.getByRole('button', { name: /^Open the key for th/ }).click();
  for (const name of ['ARCHIVE_MOVE', 'ARC-RESTORE-1']) {
    await expect(run.getByRole('heading', { level: 1 })).toContainText(name);
    await readShown(run);
    await run.getByLabel(/, typed exactly$/).fill(name);
    await run
      .getByLabel(/, typed exactly$/)
      .press('Enter')
      .catch(() => undefined);
  }
  await expect(authority.getByText('2 of 2 were signed.')).toBeVisible();
  await shots(review, 'opened');

  const panel = decidePanel(review);
  await panel.getByRole('button', { name: 'Sign a new decision…' }).click();
  await panel.getByRole('radio', { name: 'EXECUTE' }).check();
  await panel.getByLabel('Reason').fill('Everything is closed.');
  for (const box of await panel.getByRole('checkbox').all()) await box.check();
  const deciding = await signingWindow(practising, () => panel.getByRole('button', { name: /^Sign EXECUTE/ }).click());
  await shots(deciding, 'deciding');
  await Promise.all([deciding.waitForEvent('close'), signShown(deciding, { typed: 'EXECUTE' })]);
  await expect(panel.getByText('Decided:')).toBeVisible();

  await goTo(review, 'Intake');
  await expect(next).toContainText('The practice folder is deleted');
  const back = await changed(practising, () => bar.getByRole('button', { name: 'Leave practice' }).click());
  await expect(back.review.getByRole('button', { name: 'Create owner identity…' })).toBeVisible();
  await expect(back.review.getByRole('region', { name: 'Practice', exact: true })).toHaveCount(0);
  expect(existsSync(join(data, 'practice'))).toBe(false);
  await createOwner(back);
  await expect(back.review.getByRole('button', { name: /^Practise first/ })).toHaveCount(0);
});

test('a page that is loaded again while it first loads is shown, and the console goes on', async ({ first }) => {
  await first.app.evaluate(({ app }) => {
    app.once('browser-window-created', (_, window) => {
      window.webContents.once('did-start-navigation', () => setImmediate(() => window.webContents.reload()));
    });
  });
  const practising = await changed(first, () =>
    first.review.getByRole('button', { name: 'Practise first (ten minutes, thrown away)' }).click(),
  );
  // Longer than the console waits to learn why a load failed.
  await practising.review.waitForTimeout(2 * LONGEST_TELLING_MS);
  await expect(practising.review.getByRole('region', { name: 'Practice', exact: true })).toBeVisible();
});

/** The longest that the console waits for the end of a page to be told. */
const LONGEST_TELLING_MS = 1000;

/** The console with the window that comes in place of the one that is there. */
async function changed(running: RunningConsole, change: () => Promise<void>): Promise<RunningConsole> {
  const [review] = await Promise.all([running.nextWindow(), change()]);
  await review.waitForLoadState('domcontentloaded');
  await expect(review.getByRole('heading', { level: 1 })).toBeVisible();
  return { ...running, review };
}
