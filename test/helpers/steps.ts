import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import type { Role } from '../../shared/contract/views.ts';
import { fromHex } from '../../shared/encoding/bytes.ts';
import { digestToWords } from '../../shared/text/words.ts';
import { type DrivenConsole, type RunningConsole, signingWindow } from './console.ts';

/** What a person does in the windows, a function a step. Each waits for what the person would wait for. */

export const PASSPHRASE = 'correct horse battery staple';
export const OWNER = 'Olga Owner';
export const OPERATOR = {
  role: 'operator',
  name: 'Otto Operator',
  passphrase: 'seven red lanterns over the quay',
} as const;
export const AUDITOR = { role: 'auditor', name: 'Ada Auditor', passphrase: 'a ledger bound in green linen' } as const;

/** `first`: what the signing window asks before, where a link is up. */
export async function createOwner(
  running: DrivenConsole,
  first: (page: Page) => Promise<void> = async () => undefined,
): Promise<void> {
  const { review } = running;
  await goTo(review, 'Intake');
  const page = await signingWindow(running, () =>
    review.getByRole('button', { name: 'Create owner identity…' }).first().click(),
  );
  await first(page);
  await page.getByLabel('Your name, as decisions show it').fill(OWNER);
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByLabel('Passphrase again').fill(PASSPHRASE);
  await Promise.all([page.waitForEvent('close'), page.getByRole('button', { name: 'Create identity' }).click()]);
}

/** Someone enrols with a name and a passphrase of their own, approved by the owner. */
export async function enrol(
  running: DrivenConsole,
  person: { readonly role: Role; readonly name: string; readonly passphrase: string },
): Promise<void> {
  const page = await openEnrolment(running, person.role);
  await page.getByLabel('Your name, as decisions show it').fill(person.name);
  await page.getByLabel('Passphrase', { exact: true }).fill(person.passphrase);
  await page.getByLabel('Passphrase again').fill(person.passphrase);
  await page.getByLabel('The owner’s passphrase').fill(PASSPHRASE);
  await Promise.all([page.waitForEvent('close'), page.getByRole('button', { name: 'Create identity' }).click()]);
  await expect(running.review.getByText(`Enrolled: ${person.name}`)).toBeVisible();
}

/** Signs in on the station's page. */
export async function signIn(running: DrivenConsole, name: string, passphrase = PASSPHRASE): Promise<void> {
  const page = await openSignIn(running, name);
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await Promise.all([page.waitForEvent('close'), page.getByRole('button', { name: 'Sign in', exact: true }).click()]);
  await expect(running.review.getByRole('region', { name: 'Signed in' })).toContainText(name);
}

/** The signing window, open for someone to sign in. */
export async function openSignIn(running: DrivenConsole, name: string): Promise<Page> {
  await goTo(running.review, 'People');
  const form = running.review.getByRole('region', { name: 'Who is at the console' });
  const option = form.getByRole('option').filter({ hasText: name });
  await form.getByLabel('Identity').selectOption((await option.getAttribute('value')) ?? '');
  return signingWindow(running, () => form.getByRole('button', { name: 'Sign in…' }).click());
}

/** The signing window, open for someone to enrol. */
export async function openEnrolment(running: DrivenConsole, role: Role): Promise<Page> {
  const { review } = running;
  await goTo(review, 'People');
  const form = review.getByRole('region', { name: 'Enrol someone' });
  await form.getByLabel('Role').selectOption(role);
  return signingWindow(running, () => form.getByRole('button', { name: 'Enrol…' }).click());
}

/** The signing window, open for an owner to trust the one public key that lies in a folder. */
export async function openTrust(running: RunningConsole, folder: string, name: string, role: Role): Promise<Page> {
  await goTo(running.review, 'People');
  const form = running.review.getByRole('region', { name: 'Trust a key from elsewhere' });
  await running.chooseFolders(folder);
  await form.getByRole('button', { name: 'Choose folder…' }).click();
  await form.getByLabel('Whose key it is').fill(name);
  await form.getByLabel('Role').selectOption(role);
  return signingWindow(running, () => form.getByRole('button', { name: 'Read its words…' }).click());
}

/** SHA-256 of the SPKI: RFC 8410's prefix, and the 32 bytes after the type's name, in a token's key as well. */
export function keyidOf(file: string): string {
  const blob = Buffer.from(readFileSync(file, 'utf8').split(' ')[1] ?? '', 'base64');
  const key = 4 + blob.readUInt32BE(0) + 4;
  const prefix = Buffer.from('302a300506032b6570032100', 'hex');
  return createHash('sha256')
    .update(Buffer.concat([prefix, blob.subarray(key, key + 32)]))
    .digest('hex');
}

/** Trusts the one public key that lies in a folder: its words are typed, and the owner approves. */
export async function trustKey(running: RunningConsole, folder: string, name: string, role: Role): Promise<void> {
  const page = await openTrust(running, folder, name, role);
  const [file = ''] = readdirSync(folder).filter((one) => one.endsWith('.pub'));
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await typeHeardWords(page, keyidOf(join(folder, file)));
  await Promise.all([page.waitForEvent('close'), page.getByRole('button', { name: 'Trust this key' }).click()]);
  await expect(running.review.getByText(`Trusted: ${name}`)).toBeVisible();
}

/** Types the words that are asked of a key, as its holder reads them aloud. */
export async function typeHeardWords(page: Page, keyid: string): Promise<void> {
  const words = digestToWords(fromHex(keyid) ?? new Uint8Array());
  const fields = page.getByLabel(/^Word \d+$/);
  await expect(fields).toHaveCount(3);
  for (const label of await page.locator('.heard-words span').allTextContents()) {
    await page.getByLabel(label, { exact: true }).fill(words[Number(label.slice('Word '.length)) - 1] ?? '');
  }
}

export async function goTo(
  review: Page,
  section: 'Decisions' | 'Intake' | 'Evidence' | 'Record' | 'People' | 'Station',
): Promise<void> {
  await review.getByRole('navigation').getByRole('button', { name: section }).click();
}

/** Looks into a folder through the dialog, ticks exactly `names`, imports, and waits until every import has ended. */
export async function importFrom(running: RunningConsole, folder: string, names: readonly string[]): Promise<void> {
  const { review } = running;
  await goTo(review, 'Intake');
  await running.chooseFolders(folder);
  await review.getByRole('button', { name: 'Choose folder…' }).last().click();
  await importTicked(review, names);
}

export async function importTicked(review: Page, names: readonly string[]): Promise<void> {
  const found = review.getByRole('region', { name: /^Found in/ });
  const boxes = found.getByRole('checkbox');
  await expect(boxes.first()).toBeVisible();
  for (const box of await boxes.all()) await box.uncheck();
  for (const name of names) await found.getByRole('checkbox', { name, exact: true }).check();
  await review.getByRole('button', { name: /^Import \d+ item/ }).click();
  const ended = /Imported into the vault|Refused/;
  // Many that have ended are a table.
  const inTable = /^(refused|needs attention|fine)$/;
  for (const name of names) {
    const row = review.getByRole('row').filter({ hasText: name }).getByText(inTable);
    await expect(job(review, name).getByText(ended).or(row).first()).toBeVisible({ timeout: 60_000 });
  }
}

/** The row of one import. */
export function job(review: Page, name: string): Locator {
  return review
    .getByRole('listitem')
    .filter({ hasText: name })
    .filter({ has: review.getByRole('button', { name: /Dismiss|Cancel/ }) });
}

/** Opens a packet from the list by the name its file had on the medium. */
export async function openPacket(review: Page, label: string): Promise<void> {
  await goTo(review, 'Decisions');
  await review.getByRole('row').filter({ hasText: label }).locator('.row-button').click();
  await expect(decidePanel(review)).toBeVisible();
}

/** One part of the open packet. */
export async function openPart(
  review: Page,
  part: 'Glance' | 'Document' | 'Blockers' | 'Evidence' | 'Notes',
): Promise<Locator> {
  await review.getByRole('tab', { name: part }).click();
  return review.getByRole('tabpanel', { name: part });
}

/** The panel that decides about the open packet. */
export function decidePanel(review: Page): Locator {
  return review.getByRole('complementary', { name: 'Decide' });
}

/** The value beside a name in a list of fields. */
export function field(within: Locator, name: string): Locator {
  return within
    .locator('dl > div')
    .filter({ has: within.page().getByText(name, { exact: true }) })
    .locator('dd');
}

/** The journal's rows, newest first. */
export async function journalRows(review: Page): Promise<Locator> {
  await goTo(review, 'Record');
  await review.getByRole('tab', { name: 'Every entry' }).click();
  const rows = review.getByRole('table').locator('tbody tr');
  await expect(rows.first()).toBeVisible();
  return rows;
}

/**
 * Has every section of the statement seen, in a window as high as it takes: that it is read to be signed at all is for
 * tests of the signing window.
 */
export async function readShown(page: Page): Promise<string> {
  const region = page.getByRole('region', { name: 'What is signed' });
  await expect(region).toBeVisible();
  const before = page.viewportSize();
  const height = await region.evaluate((element) => element.scrollHeight);
  await page.setViewportSize({ width: 1000, height: height + 1200 });
  await expect(page.getByText('The whole text was seen.')).toBeVisible();
  if (before !== null) await page.setViewportSize(before);
  return (await region.textContent()) ?? '';
}

/** What signs: the button that is named after the act. */
export function signButton(page: Page): Locator {
  return page.locator('button[type="submit"]');
}

/** Reads the statement to its end and signs it. Gives the text that was shown. */
export async function signShown(page: Page, options: { passphrase?: string; typed?: string } = {}): Promise<string> {
  const text = await readShown(page);
  if (options.typed !== undefined) await page.getByLabel(/, typed exactly$/).fill(options.typed);
  await page.getByLabel('Passphrase', { exact: true }).fill(options.passphrase ?? PASSPHRASE);
  await signButton(page).click();
  return text;
}

/** Signs the default option of the open packet, and waits until the decision is listed. */
export async function signDefault(running: DrivenConsole, option: string): Promise<string> {
  const panel = decidePanel(running.review);
  const page = await signingWindow(running, () =>
    panel.getByRole('button', { name: new RegExp(`^Sign .*${option}`) }).click(),
  );
  const closed = page.waitForEvent('close');
  const text = await signShown(page);
  await closed;
  await expect(panel.getByText('Decided:')).toBeVisible();
  return text;
}

/** Exports the newest decision of the open packet to a folder chosen in the dialog. */
export async function exportNewest(running: RunningConsole, destination: string): Promise<void> {
  await running.chooseFolders(destination);
  await running.review
    .getByRole('button', { name: /^Export decision no\./ })
    .first()
    .click();
}
