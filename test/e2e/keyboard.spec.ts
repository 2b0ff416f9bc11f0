import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { freshFolder, signingWindow } from '../helpers/console.ts';
import { EXPECTED, MARKDOWN, mediumWith, packetText, packetWithBlockers } from '../helpers/packets.ts';
import { test } from '../helpers/station.ts';
import {
  decidePanel,
  goTo,
  importFrom,
  journalRows,
  OWNER,
  openPacket,
  openPart,
  PASSPHRASE,
} from '../helpers/steps.ts';

// Everything below is done with keys alone; the system's own dialogs, which no test reaches, are answered.

test('the main job, from signing in to the exported decision, needs no pointer', async ({ furnished, start }) => {
  const running = await start(furnished);
  const { review } = running;
  await expect(heading(review, 'Decisions')).toBeFocused();
  await review.keyboard.press('Control+5');
  await expect(heading(review, 'People')).toBeFocused();
  const signIn = review.getByRole('main').getByRole('button', { name: 'Sign in…' });
  await tabTo(review, signIn);
  const entering = await signingWindow(running, () => review.keyboard.press('Enter'));
  await expect(entering.getByLabel('Passphrase', { exact: true })).toBeFocused();
  await entering.keyboard.type(PASSPHRASE);
  await Promise.all([entering.waitForEvent('close'), entering.keyboard.press('Enter')]);
  await expect(review.getByRole('region', { name: 'Signed in' })).toContainText(OWNER);
  await expect(signIn).toBeFocused();

  await review.keyboard.press('Control+1');
  await expect(heading(review, 'Decisions')).toBeFocused();
  await tabTo(review, review.getByRole('row').filter({ hasText: MARKDOWN }).getByRole('button'));
  await review.keyboard.press('Enter');
  await expect(heading(review, EXPECTED.title)).toBeFocused();
  await tabTo(review, review.getByRole('tab', { name: 'Glance' }));
  await review.keyboard.press('ArrowRight');
  await expect(review.getByRole('tab', { name: 'Document' })).toBeFocused();
  await expect(review.getByRole('tabpanel', { name: 'Document' })).toContainText('This document selects nothing.');

  const sign = decidePanel(review).getByRole('button', { name: 'Sign HOLD_PRODUCTION…' });
  await tabTo(review, sign);
  const signing = await signingWindow(running, () => review.keyboard.press('Enter'));
  await expect(signing.getByRole('region', { name: 'What is signed' })).toBeFocused();
  const unread = signing.getByRole('status').filter({ hasText: /sections seen$/ });
  for (let presses = 0; presses < 60 && (await unread.isVisible()); presses++) {
    await signing.waitForTimeout(500);
    await signing.keyboard.press('PageDown');
  }
  await expect(signing.getByText('The whole text was seen.')).toBeVisible();
  await tabTo(signing, signing.getByLabel('Passphrase', { exact: true }));
  await signing.keyboard.type(PASSPHRASE);
  await Promise.all([signing.waitForEvent('close'), signing.keyboard.press('Enter')]);
  await expect(decidePanel(review)).toContainText('Decided: HOLD_PRODUCTION');
  await running.chooseFolders(freshFolder('destination'));
  const exporting = decidePanel(review).getByRole('button', { name: 'Export decision no. 1' });
  await expect(exporting).toBeFocused();
  await review.keyboard.press('Enter');
  await expect(review.getByText('Exported', { exact: true })).toBeVisible();
  await expect(exporting).toBeFocused();
});

test('an import is begun and put away with keys, and the focus is never lost', async ({ first: running }) => {
  const { review } = running;
  await running.chooseFolders(mediumWith({ [MARKDOWN]: packetText() }));
  await tabTo(review, review.getByRole('button', { name: 'Choose folder…' }));
  await review.keyboard.press('Enter');
  await expect(review.getByRole('heading', { name: /^Found in/ })).toBeFocused();
  await tabTo(review, review.getByRole('checkbox', { name: MARKDOWN }));
  await tabTo(review, review.getByRole('button', { name: 'Import 1 item' }));
  await review.keyboard.press('Enter');
  await tabTo(review, review.getByRole('button', { name: 'Dismiss' }));
  await review.keyboard.press('Enter');
  await expect(heading(review, 'Intake')).toBeFocused();

  await review.keyboard.press('?');
  const keys = review.getByRole('dialog', { name: 'Keyboard' });
  await expect(keys.getByRole('button', { name: 'Close' })).toBeFocused();
  await review.keyboard.press('Escape');
  await expect(heading(review, 'Intake')).toBeFocused();
});

test('the next page of a long list begins at its top', async ({ shared }) => {
  const { review } = shared;
  await importFrom(shared, mediumWith({ 'many.md': packetWithBlockers(250) }), ['many.md']);
  await openPacket(review, 'many.md');
  const blockers = await openPart(review, 'Blockers');
  await expect(blockers.getByRole('row')).toHaveCount(101);
  const next = blockers.getByRole('button', { name: 'Next' });
  await next.last().focus();
  await review.keyboard.press('Enter');
  await expect(blockers.getByRole('navigation', { name: '101 to 200 of 250' })).toHaveCount(2);
  await expect(blockers.getByRole('rowheader').first()).toBeInViewport();
  await review.keyboard.press('Tab');
  await expect(blockers.getByRole('button', { name: 'First' }).first()).toBeFocused();
});

test('the journal is stepped through from its top, older entries page by page', { tag: '@long' }, async ({
  shared,
}) => {
  const { review } = shared;
  // Each import, refused as it is, has two entries and more.
  const names = Array.from({ length: 50 }, (_, at) => `empty-${String(at + 1).padStart(3, '0')}.md`);
  await importFrom(shared, mediumWith(Object.fromEntries(names.map((name) => [name, '']))), names);
  const newest = (await journalRows(review)).first();
  const last = Number(await newest.getByRole('cell').first().textContent());
  expect(last).toBeGreaterThanOrEqual(100);
  await review.getByRole('button', { name: 'Next' }).first().focus();
  await review.keyboard.press('Enter');
  await expect(newest.getByRole('cell').first()).toHaveText(String(last - 100));
  await expect(newest).toBeInViewport();
  await review.keyboard.press('Tab');
  await expect(review.getByRole('button', { name: 'First' }).first()).toBeFocused();
});

test('the focus comes back from the signing window, also to what had it before it was clicked', async ({ shared }) => {
  const { review } = shared;
  await goTo(review, 'People');
  const enrol = review.getByRole('button', { name: 'Enrol…' });
  await enrol.focus();
  const page = await signingWindow(shared, () => enrol.click());
  await Promise.all([page.waitForEvent('close'), page.getByRole('button', { name: 'Cancel' }).click()]);
  await expect(review.getByText('Cancelled: nobody was enrolled.')).toBeVisible();
  await expect(enrol).toBeFocused();
});

test('the keys answer while a box has the focus, and not while text is typed', async ({ shared }) => {
  const { review } = shared;
  const keys = review.getByRole('dialog', { name: 'Keyboard' });
  await openPart(review, 'Blockers');
  await decidePanel(review).getByRole('radio').first().focus();
  await review.keyboard.press('?');
  await expect(keys).toBeVisible();
  await review.keyboard.press('Escape');
  await goTo(review, 'Decisions');
  await review.keyboard.press('/');
  const search = review.getByRole('searchbox', { name: 'Search packets' });
  await expect(search).toBeFocused();
  await review.keyboard.press('?');
  await expect(search).toHaveValue('?');
  await expect(keys).toBeHidden();
});

function heading(page: Page, name: string): Locator {
  return page.getByRole('heading', { level: 1, name });
}

/** Presses Tab until the element has the focus, which must come to it within the controls of one screen. */
async function tabTo(page: Page, element: Locator): Promise<void> {
  await expect(element).toBeEnabled();
  for (let presses = 0; presses < 80; presses++) {
    if (await element.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(element).toBeFocused();
}

test('Ctrl+K leads to a section, a blocker, and the evidence that a hash is of, and signs nothing', async ({
  shared,
}) => {
  const { review } = shared;
  const field = review.getByRole('combobox', { name: /^A name, an id, a hash/ });
  const evidence = freshFolder('notes-on-a-stick');
  mkdirSync(join(evidence, 'notes'));
  writeFileSync(join(evidence, 'notes/result.log'), 'done\n');
  await importFrom(shared, evidence, ['notes']);
  const choose = async (query: string, found: string) => {
    await review.keyboard.press('Control+k');
    await expect(field).toBeFocused();
    await review.keyboard.type(query);
    await expect(review.getByRole('dialog').getByRole('option', { selected: true })).toContainText(found);
    await review.keyboard.press('Enter');
    await expect(field).toBeHidden();
  };

  await choose('record', 'Record');
  await expect(heading(review, 'Record')).toBeFocused();
  await choose('FIX7-P0-DRYRUN', 'blocker');
  await expect(review.getByRole('tab', { name: 'Blockers' })).toHaveAttribute('aria-selected', 'true');
  // SHA-256 of the one file's line in the form of sha256sum, which is the tree's hash of that form.
  await choose(SUMS_OF_RESULT, 'notes');
  await expect(heading(review, 'notes')).toBeFocused();
  await choose('decide on', 'Decide');
  await expect(review.getByRole('tab', { name: 'Glance' })).toHaveAttribute('aria-selected', 'true');
  expect(shared.app.windows()).toHaveLength(1);
});

/** `sha256sum ./result.log | sha256sum`, in the folder. */
const SUMS_OF_RESULT = createHash('sha256')
  .update(`${createHash('sha256').update('done\n').digest('hex')}  ./result.log\n`)
  .digest('hex');
