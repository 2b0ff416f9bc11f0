import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { fromHex } from '../../shared/encoding/bytes.ts';
import { digestToWords } from '../../shared/text/words.ts';
import { freshFolder, type RunningConsole, signingWindow } from '../helpers/console.ts';
import { MARKDOWN } from '../helpers/packets.ts';
import { test } from '../helpers/station.ts';
import {
  decidePanel,
  exportNewest,
  field,
  goTo,
  journalRows,
  OWNER,
  openPacket,
  PASSPHRASE,
  signDefault,
  signShown,
} from '../helpers/steps.ts';

test('what is shown is what is signed and carried away, and its digests are those of the bytes', async ({ ready }) => {
  const page = await proposeHold(ready);
  const digests = page.locator('.digests dd');
  const [textSha256 = '', payloadSha256 = ''] = await digests.allTextContents();
  const words = (
    await page.getByRole('region', { name: 'What is bound' }).getByRole('listitem').allTextContents()
  ).join(' ');
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
  await expect(decidePanel(ready.review).getByText('Decided: HOLD_PRODUCTION')).toBeVisible();
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
  const tag = how === 'Escape' ? [] : ['@long'];
  test(`${how} signs nothing`, { tag }, async ({ shared }) => {
    const page = await proposeHold(shared);
    await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    const closed = page.waitForEvent('close');
    // The window may be gone before the key is up again, which Playwright reports; that it closes is what counts.
    await Promise.allSettled([leave(page)]);
    await closed;
    const panel = decidePanel(shared.review);
    await expect(panel.getByText('Cancelled: nothing was signed.')).toBeVisible();
    await expect(panel.getByRole('button', { name: 'Sign HOLD_PRODUCTION…' })).toBeEnabled();
    await expect(panel.getByText('Decisions', { exact: true })).toBeHidden();
    await expect((await journalRows(shared.review)).filter({ hasText: 'signature' })).toHaveCount(0);
  });
}

test('nothing can be signed before every section was seen, and the End key alone shows the end alone', async ({
  shared,
}) => {
  const page = await proposeHold(shared);
  const sign = page.getByRole('button', { name: 'Sign HOLD_PRODUCTION', exact: true });
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  const text = page.getByRole('region', { name: 'What is signed' });
  await text.press('End');
  const state = page.getByRole('status').filter({ hasText: /sections seen$/ });
  // The last section is out of view below no more; what is between was never in view for as long as it takes to see it.
  await expect(page.getByText('Still to be seen:')).toBeVisible();
  await page.waitForTimeout(1000);
  await expect(state).toBeVisible();
  await expect(sign).toBeDisabled();
  await expect(page.getByText(/sections? (is|are) still to be seen\.$/)).toBeVisible();

  // What is still to be seen is one press away, and what signs says what it signs all the while.
  await page.getByText('Still to be seen:').getByRole('button').first().click();
  await expect(text).toBeFocused();
  for (let presses = 0; presses < 60 && (await state.isVisible()); presses++) {
    await expect(page.getByRole('heading', { level: 1, name: 'You sign: HOLD_PRODUCTION' })).toBeInViewport({
      ratio: 1,
    });
    await page.waitForTimeout(500);
    await page.keyboard.press('PageDown');
  }
  await expect(page.getByText('The whole text was seen.')).toBeVisible();
  await expect(sign).toBeEnabled();
});

test('the band above the text says what is signed, and stays where the text is read', async ({ shared }) => {
  const page = await proposeHold(shared);
  const band = page.locator('.band');
  await expect(band.getByRole('heading', { level: 1 })).toHaveText('You sign: HOLD_PRODUCTION');
  await expect(band).toContainText('the default');
  await expect(band).toContainText('changes nothing');
  await expect(field(band, 'Signer')).toContainText(`${OWNER} (owner)`);
  await expect(field(band, 'Packet')).toContainText('KB-29B8, revision 1');
  await expect(field(band, 'Decision')).toHaveText('no. 1, replaces nothing; until revoked or replaced');
  await expect(field(band, 'Open blockers')).toHaveText('7, none acknowledged: the default asks for none');
  await expect(field(band, 'Machine')).toContainText('NOT SEALED, no link, checked');
});

test('after signing the way out comes first: Enter once more exports, and does not begin another decision', async ({
  ready,
}) => {
  const { review } = ready;
  const panel = decidePanel(review);
  await signDefault(ready, 'HOLD_PRODUCTION');
  await expect(panel.getByText('Decided: HOLD_PRODUCTION, no. 1, not exported yet')).toBeVisible();
  await expect(panel.getByRole('button', { name: /^Sign HOLD_PRODUCTION/ })).toBeHidden();
  const exporting = panel.getByRole('button', { name: 'Export decision no. 1' });
  await expect(exporting).toBeFocused();
  await expect(exporting).toHaveClass(/button-primary/);

  const destination = freshFolder('destination');
  await ready.chooseFolders(destination);
  await review.keyboard.press('Enter');
  await expect(panel.getByText('Exported', { exact: true })).toBeVisible();
  await expect(panel.getByText(/^Decided: HOLD_PRODUCTION, no\. 1, exported 20/)).toBeVisible();
  const [folder = ''] = readdirSync(destination);
  await expect(panel).toContainText(`files written to ${folder} on`);
  const digest = sha256(readFileSync(join(destination, folder, 'decision.dsse.json')));
  await expect(panel.locator('.digest-text').filter({ hasText: digest }).first()).toBeVisible();
  const words = await panel.locator('.fingerprint').getByRole('listitem').allTextContents();
  expect(words).toEqual(digestToWords(fromHex(digest) ?? new Uint8Array()));
  await expect(panel.getByText('What to do next')).toBeVisible();
  expect(ready.app.windows()).toHaveLength(1);

  // To sign again is an act that is asked for by its name.
  const again = panel.getByRole('button', { name: 'Sign a new decision…' });
  await again.click();
  await expect(again).toHaveAttribute('aria-expanded', 'true');
  const page = await proposeHold(ready);
  await expect(page.locator('.band')).toContainText('no. 2, replaces the decision');
});

test('an export with nobody signed in signs in first, and then goes on', async ({ ready, start }) => {
  await signDefault(ready, 'HOLD_PRODUCTION');
  await ready.close();
  const running = await start(ready.data);
  await openPacket(running.review, MARKDOWN);
  const panel = decidePanel(running.review);
  await expect(panel.getByText('Decided: HOLD_PRODUCTION, no. 1, not exported yet')).toBeVisible();
  await expect(panel.getByText(`${OWNER} signs in first`)).toBeVisible();
  const exporting = panel.getByRole('button', { name: 'Export decision no. 1' });

  const cancelled = await signingWindow(running, () => exporting.click());
  await Promise.all([cancelled.waitForEvent('close'), cancelled.getByRole('button', { name: 'Cancel' }).click()]);
  await expect(exporting).toBeEnabled();
  await expect(panel.getByText('Exported', { exact: true })).toBeHidden();

  const destination = freshFolder('destination');
  await running.chooseFolders(destination);
  const entering = await signingWindow(running, () => exporting.click());
  await entering.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await Promise.all([
    entering.waitForEvent('close'),
    entering.getByRole('button', { name: 'Sign in', exact: true }).click(),
  ]);
  await expect(panel.getByText('Exported', { exact: true })).toBeVisible();
  expect(readdirSync(destination)).toHaveLength(1);
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
  await page.getByRole('button', { name: 'Suggest a passphrase' }).click();
  const suggested = await page.locator('.suggested').innerText();
  expect(suggested.split(' ')).toHaveLength(7);
  await page.getByLabel('Passphrase', { exact: true }).fill(suggested);
  await page.getByLabel('Passphrase again').fill(suggested);
  await expect(page.getByText('The two passphrases are the same.')).toBeVisible();
  await expect(page.getByLabel('Passphrase again')).toHaveAttribute('type', 'password');
  await page.getByLabel('Show what is typed').check();
  await expect(page.getByLabel('Passphrase again')).toHaveAttribute('type', 'text');
  await Promise.all([page.waitForEvent('close'), make.click()]);

  await goTo(review, 'People');
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
