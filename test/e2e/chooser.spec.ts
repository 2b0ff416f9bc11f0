import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { violationsOn } from '../helpers/axe.ts';
import { pressToClose } from '../helpers/choose.ts';
import { MARKDOWN, packetText } from '../helpers/packets.ts';
import { test } from '../helpers/station.ts';
import { decidePanel, goTo, signDefault } from '../helpers/steps.ts';
import { ask } from '../helpers/stick.ts';

const STICK = '/media/STICK/chooser';
const HOSTILE = ['a\u202egnp.exe', `long-${'x'.repeat(200)}`, '<img src=x onerror=alert(1)>', 'two\nlines'];

test('a folder is chosen by keys alone, among hostile names and many entries, while volumes come and go', async ({
  first: running,
}) => {
  const { review } = running;
  clear();
  mkdirSync(join(STICK, 'incoming/deep'), { recursive: true });
  mkdirSync(join(STICK, 'many'));
  for (let at = 0; at < 20_000; at++) writeFileSync(join(STICK, 'many', `entry-${String(at).padStart(5, '0')}`), '');
  for (const name of HOSTILE) writeFileSync(join(STICK, name), 'x');
  writeFileSync(Buffer.concat([Buffer.from(`${STICK}/not-utf8-`), Buffer.from([0xff])]), '');
  writeFileSync(join(STICK, '.hidden'), '');
  writeFileSync(join(STICK, 'incoming', MARKDOWN), packetText());

  await running.chooseFolders('by hand');
  await goTo(review, 'Intake');
  const opening = running.nextChooser();
  await review.getByRole('button', { name: 'Choose folder…' }).last().click();
  const page = await opening;
  const status = page.locator('.chooser-count').first();

  // A volume is open at once, and the first key press is in its entries.
  await expect(page.getByRole('navigation', { name: 'Places' })).toContainText('STICK');
  await page.getByRole('button', { name: /^STICK/ }).click();
  await expect(marks(page)).not.toHaveText('');
  await page.keyboard.type('choo');
  await expect(marks(page)).toHaveText('chooser');
  await page.keyboard.press('Enter');
  await expect(status).toHaveText('7 entries, 1 hidden');
  const rows = page.getByRole('grid', { name: 'What is in the folder' });
  await expect(rows).toHaveAttribute('aria-rowcount', '7');
  await expect(rows).toBeFocused();
  await expect(rows).toContainText('a\\u{202e}gnp.exe');
  await expect(rows).toContainText('<img src=x onerror=alert(1)>');
  await expect(rows).toContainText('not-utf8-\\xff');
  expect(await page.locator('img').count()).toBe(0);
  expect(await violationsOn(page)).toEqual([]);

  // A folder of many entries: few rows are made, and the last is one key away.
  await page.keyboard.type('man');
  await expect(marks(page)).toHaveText('many');
  await page.keyboard.press('Enter');
  await expect(status).toHaveText('20,000 entries');
  await page.keyboard.press('End');
  await expect(marks(page)).toHaveText('entry-19999');
  expect(await page.locator('.virtual-row').count()).toBeLessThan(100);
  await page.waitForTimeout(1100);
  await page.keyboard.type('entry-12345');
  await expect(marks(page)).toHaveText('entry-12345');
  await page.keyboard.press('Backspace');
  await expect(marks(page)).toHaveText('many');

  // A volume that is mounted while the chooser is open, and pulled out while it is looked into.
  ask('insert');
  const late = page.getByRole('button', { name: /^LATE/ });
  await expect(late).toBeVisible();
  await late.click();
  await expect(status).toHaveText('0 entries');
  ask('pull');
  await expect(late).toBeHidden();
  await page.getByRole('button', { name: /^STICK/ }).click();
  await page.keyboard.type('choo');
  await expect(marks(page)).toHaveText('chooser');
  await page.keyboard.press('Enter');
  await expect(status).toHaveText('7 entries, 1 hidden');
  await page.waitForTimeout(1100);
  await page.keyboard.type('inc');
  await expect(marks(page)).toHaveText('incoming');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Choose folder incoming' })).toBeVisible();
  await pressToClose(page, 'Control+Enter');
  await expect(review.getByRole('region', { name: 'Found in incoming' })).toContainText(MARKDOWN);

  // Escape changes nothing.
  const again = running.nextChooser();
  await review.getByRole('button', { name: 'Choose folder…' }).last().click();
  const second = await again;
  await expect(second.getByRole('grid')).toBeFocused();
  await pressToClose(second, 'Escape');
  await expect(review.getByRole('region', { name: 'Found in incoming' })).toBeVisible();
  clear();
});

test('an export goes to a folder that is made in the chooser', { tag: '@long' }, async ({ ready }) => {
  clear();
  mkdirSync(STICK);
  await signDefault(ready, 'HOLD_PRODUCTION');
  await ready.chooseFolders('by hand');
  const opening = ready.nextChooser();
  await decidePanel(ready.review).getByRole('button', { name: 'Export decision no. 1' }).click();
  const page = await opening;
  await page.getByRole('button', { name: /^STICK/ }).click();
  await page.keyboard.type('choo');
  await expect(marks(page)).toHaveText('chooser');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'New folder…' }).click();
  const name = page.getByLabel('Name of the new folder');
  await name.fill('../up');
  await expect(page.getByText('This name does not work on every medium.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Create folder' })).toBeDisabled();
  await name.fill('for the release');
  await name.press('Enter');
  await Promise.all([
    page.waitForEvent('close'),
    page.getByRole('button', { name: 'Choose folder for the release' }).click(),
  ]);
  await expect(decidePanel(ready.review).getByText('Exported', { exact: true })).toBeVisible();
  expect(readdirSync(join(STICK, 'for the release'))).toEqual([expect.stringMatching(/^holdfast-decision-/)]);
  clear();
});

function marks(page: Page) {
  return page.locator('.chooser-marked');
}

/** By a program that takes names as bytes. */
function clear(): void {
  execFileSync('rm', ['-rf', STICK]);
}
