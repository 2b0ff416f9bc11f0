import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { violationsOn } from '../helpers/axe.ts';
import { freshFolder, signingWindow } from '../helpers/console.ts';
import { MARKDOWN } from '../helpers/packets.ts';
import { shots } from '../helpers/shots.ts';
import { test } from '../helpers/station.ts';
import { decidePanel, goTo, importFrom, OWNER, openPacket, openSignIn } from '../helpers/steps.ts';

const SCHEMES = ['light', 'dark'] as const;

/** In both colour schemes, of which the second one stays. */
async function expectNothingWrong(page: Page, where: string): Promise<void> {
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect.soft(await violationsOn(page), `${where}, ${colorScheme}`).toEqual([]);
  }
}

test('axe finds nothing wrong on any screen of the review window', async ({ ready }) => {
  const { review } = ready;
  for (const part of ['Glance', 'Document', 'Blockers', 'Evidence', 'Notes'] as const) {
    await review.getByRole('tab', { name: part }).click();
    await expectNothingWrong(review, part);
  }
  const stick = freshFolder('stick');
  mkdirSync(join(stick, 'notes'));
  writeFileSync(join(stick, 'notes/result.log'), 'done\n');
  await importFrom(ready, stick, ['notes']);
  for (const section of ['Decisions', 'Intake', 'Evidence', 'Record', 'People', 'Station'] as const) {
    await goTo(review, section);
    await expectNothingWrong(review, section);
  }
  await review.keyboard.press('Control+k');
  await review.keyboard.type('notes');
  await expect(review.getByRole('option', { selected: true })).toContainText('notes');
  await expectNothingWrong(review, 'Ctrl+K');
  await review.keyboard.press('Enter');
  await expectNothingWrong(review, 'a bundle’s verdict');
  await review.getByRole('tab', { name: 'Files' }).click();
  await expect(review.getByRole('treegrid')).toContainText('result.log');
  await expectNothingWrong(review, 'a bundle’s files');
  await review.getByRole('row').filter({ hasText: 'result.log' }).click();
  const file = review.getByRole('region', { name: 'File', exact: true });
  await expect(file.getByRole('region', { name: 'Text of the file' })).toContainText('done');
  await expectNothingWrong(review, 'the text of a file');
  await file.getByRole('button', { name: 'Proof' }).click();
  await expect(file.getByText('This file is part of the bundle’s tree')).toBeVisible();
  await expectNothingWrong(review, 'the proof of a file');
  await review.keyboard.press('Escape');
  await review.keyboard.press('?');
  await expectNothingWrong(review, 'the keyboard’s list');
  await review.keyboard.press('Escape');
  await review.keyboard.press('F1');
  const help = review.getByRole('dialog', { name: 'Help' });
  await expect(help).toContainText('Which question each screen answers');
  await shots(review, 'help');
  await help.getByRole('searchbox').fill('used once expires');
  await expect(help.locator('dt')).toHaveText(['Grant']);
  await help.getByRole('searchbox').fill('statement.practice');
  await expect(help.locator('dd')).toContainText('Practice statements and real ones do not mix');
  await expectNothingWrong(review, 'the help');
});

test('axe finds nothing wrong in the signing window', async ({ start, furnished, first }) => {
  await goTo(first.review, 'Intake');
  await expectNothingWrong(first.review, 'a first run');
  const creating = await signingWindow(first, () =>
    first.review.getByRole('button', { name: 'Create owner identity…' }).first().click(),
  );
  await expectNothingWrong(creating, 'creating an identity');

  const running = await start(furnished);
  const entering = await openSignIn(running, OWNER);
  await expectNothingWrong(entering, 'signing in');
  await Promise.all([entering.waitForEvent('close'), entering.getByRole('button', { name: 'Cancel' }).click()]);
  await openPacket(running.review, MARKDOWN);
  const signing = await signingWindow(running, () =>
    decidePanel(running.review).getByRole('button', { name: 'Sign HOLD_PRODUCTION…' }).click(),
  );
  await expect(signing.getByRole('region', { name: 'What is signed' })).toBeVisible();
  await expectNothingWrong(signing, 'signing a decision');
});
