import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { fromHex } from '../../shared/encoding/bytes.ts';
import { digestToWords } from '../../shared/text/words.ts';
import { freshFolder, type RunningConsole, signingWindow } from '../helpers/console.ts';
import { test } from '../helpers/station.ts';
import { decidePanel, exportNewest, goTo, journalRows, OWNER, PASSPHRASE, signShown } from '../helpers/steps.ts';

test('what is shown is what is signed and carried away, and its digests are those of the bytes', async ({ ready }) => {
  const page = await proposeHold(ready);
  const digests = page.locator('.digests dd');
  const [textSha256 = '', words = '', payloadSha256 = ''] = await digests.allTextContents();
  const closed = page.waitForEvent('close');
  const text = await signShown(page);
  await closed;

  expect(textSha256).toBe(sha256(text));
  expect(words).toBe(digestToWords(fromHex(textSha256) ?? new Uint8Array()).join(' '));
  expect(words.split(' ').length).toBeGreaterThan(20);

  const destination = freshFolder('destination');
  await exportNewest(ready, destination);
  await expect(ready.review.getByText('Exported', { exact: true })).toBeVisible();
  const [folder = ''] = readdirSync(destination);
  const exported = (name: string) => readFileSync(join(destination, folder, name));
  expect(exported('rendered.txt').toString()).toBe(text);
  expect(sha256(exported('statement.json'))).toBe(payloadSha256);
  expect(JSON.parse(exported('statement.json').toString()).predicate.renderedSha256).toBe(textSha256);
});

test('a wrong passphrase is refused in place and journalled, and the right one then signs', async ({ ready }) => {
  const page = await proposeHold(ready);
  await signShown(page, { passphrase: 'not the passphrase' });
  const refusal = page.getByRole('alert');
  await expect(refusal).toContainText('sign/wrong-passphrase');
  await expect(refusal).toContainText(`does not open the key of ${OWNER}. Check the keyboard layout`);
  await expect(refusal, 'no bare key id').not.toContainText(/[0-9a-f]{64}/);
  await expect(page.getByLabel('Passphrase', { exact: true })).toHaveValue('');

  const closed = page.waitForEvent('close');
  await signShown(page);
  await closed;
  await expect(decidePanel(ready.review).getByText('Signed: HOLD_PRODUCTION')).toBeVisible();
  const rows = await journalRows(ready.review);
  await expect(rows.nth(0)).toContainText('signature');
  await expect(rows.nth(1)).toContainText('was unlocked');
  await expect(rows.nth(2)).toContainText('Unlocking the key');
});

for (const [how, leave] of [
  ['cancelling', (page: Page) => page.getByRole('button', { name: 'Cancel' }).click()],
  ['Escape', (page: Page) => page.keyboard.press('Escape')],
  ['closing the window', (page: Page) => page.close()],
] as const) {
  test(`${how} signs nothing`, async ({ ready }) => {
    const page = await proposeHold(ready);
    await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    const closed = page.waitForEvent('close');
    // The window may be gone before the key is up again, which Playwright reports; that it closes is what counts.
    await Promise.allSettled([leave(page)]);
    await closed;
    const panel = decidePanel(ready.review);
    await expect(panel.getByText('Cancelled: nothing was signed.')).toBeVisible();
    await expect(panel.getByRole('button', { name: 'Sign HOLD_PRODUCTION…' })).toBeEnabled();
    await expect(panel.getByText('Decisions', { exact: true })).toBeHidden();
    await expect((await journalRows(ready.review)).filter({ hasText: 'signature' })).toHaveCount(0);
  });
}

test('nothing can be signed before the text was read to its end', async ({ ready }) => {
  const page = await proposeHold(ready);
  const sign = page.getByRole('button', { name: 'Sign', exact: true });
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await expect(page.getByText('Read to the end of the text to enable signing.')).toBeVisible();
  await expect(sign).toBeDisabled();
  await page.getByRole('region', { name: 'What is signed' }).press('End');
  await expect(sign).toBeEnabled();
});

test('an owner identity is made once, under a passphrase that is long enough and typed twice', async ({ first }) => {
  const { review } = first;
  const create = review.getByRole('button', { name: 'Create owner identity…' }).first();
  const page = await signingWindow(first, () => create.click());
  const make = page.getByRole('button', { name: 'Create identity' });
  await page.getByLabel('Your name, as decisions show it').fill('Olga Owner');
  await page.getByLabel('Passphrase', { exact: true }).fill('too short');
  await page.getByLabel('Passphrase again').fill('too short');
  await expect(make).toBeDisabled();
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByLabel('Passphrase again').fill(`${PASSPHRASE}!`);
  await expect(page.getByText('The two passphrases differ.')).toBeVisible();
  await expect(make).toBeDisabled();
  await page.getByLabel('Passphrase again').fill(PASSPHRASE);
  await Promise.all([page.waitForEvent('close'), make.click()]);

  await goTo(review, 'Station');
  await expect(review.getByRole('heading', { name: 'Olga Owner' })).toBeVisible();
  await expect(review.getByRole('button', { name: 'Create owner identity…' })).toBeHidden();
});

function proposeHold(running: RunningConsole): Promise<Page> {
  return signingWindow(running, () =>
    decidePanel(running.review).getByRole('button', { name: 'Sign HOLD_PRODUCTION…' }).click(),
  );
}

function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
