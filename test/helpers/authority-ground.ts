import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { freshFolder, type RunningConsole } from './console.ts';
import { MARKDOWN } from './packets.ts';
import { importFrom, openPacket, openPart, readShown } from './steps.ts';

/** What grants and discharges need on a station before they can be signed in the windows. */

export const EVIDENCE = 'rehearsal';

/** One evidence bundle, on a station with an operator. */
export async function furnish(running: RunningConsole): Promise<void> {
  const medium = freshFolder('medium');
  mkdirSync(join(medium, EVIDENCE));
  const report = 'Restored twice, byte for byte.\n';
  writeFileSync(join(medium, EVIDENCE, 'report.txt'), report);
  // A discharge rests on evidence that something vouches for.
  const sum = createHash('sha256').update(report).digest('hex');
  writeFileSync(join(medium, EVIDENCE, 'SHA256SUMS'), `${sum}  report.txt\n`);
  await importFrom(running, medium, [EVIDENCE]);
  await openPacket(running.review, MARKDOWN);
  await openPart(running.review, 'Blockers');
}

/** The entry of one grant or blocker. */
export function item(authority: Locator, name: string): Locator {
  const heading = authority.page().getByRole('heading', { level: 3, name, exact: true });
  return authority.getByRole('listitem').filter({ has: heading });
}

/** The form of a run, with these grants ticked. */
export async function tickGrants(review: Page, ...actions: readonly string[]): Promise<Locator> {
  const authority = await openPart(review, 'Blockers');
  await authority.getByText('Sign several in one run…').click();
  const form = authority.locator('form').filter({ hasText: 'Reason (goes into each statement)' });
  for (const action of actions) await form.getByRole('checkbox', { name: action, exact: true }).check();
  return form;
}

/** Opens the key for the statements of a run. */
export async function openKey(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: /^Open the key for th/ }).click();
  await expect(page.getByText(/^Statement 1 of/)).toBeVisible();
}

/** Reads the page, types the name of what it signs, and signs it by Enter. */
export async function confirm(page: Page, name: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
  await readShown(page);
  await page.getByLabel(/, typed exactly$/).fill(name);
  await page.getByLabel(/, typed exactly$/).press('Enter');
}
