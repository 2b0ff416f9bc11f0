import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { furnish } from '../helpers/authority-ground.ts';
import { holdfast } from '../helpers/command-line.ts';
import { freshFolder, type RunningConsole, signingWindow } from '../helpers/console.ts';
import { EXPECTED, packetText } from '../helpers/packets.ts';
import { writeTree } from '../helpers/rehearsal.ts';
import { test } from '../helpers/station.ts';
import { decidePanel, OPERATOR, OWNER, PASSPHRASE, readShown, signIn } from '../helpers/steps.ts';

const EXECUTION = 'AUTHORIZE_PRODUCTION_EXECUTION';
const MOST = { hold: 10, execution: { clicks: 60, passphrases: 6 }, acts: 19 };

/** A hand on the pointer: everything that is pressed goes through it, and is counted. Typing and reading are not. */
class Hand {
  clicks = 0;
  passphrases = 0;
  acts = 0;

  async click(what: Locator): Promise<void> {
    this.clicks += 1;
    await what.click();
  }

  /** A press that opens the list, and one on the choice. */
  async choose(list: Locator, label: string): Promise<void> {
    this.clicks += 2;
    await list.selectOption({ label });
  }

  /** Where the field has the focus already, nothing is pressed. */
  async passphrase(page: Page, passphrase: string): Promise<void> {
    this.passphrases += 1;
    const field = page.getByLabel('Passphrase', { exact: true });
    await expect(field).toBeVisible();
    if (!(await field.evaluate((one) => one === document.activeElement))) await this.click(field);
    await page.keyboard.type(passphrase);
    await Promise.allSettled([page.keyboard.press('Enter')]);
  }

  async signIn(running: RunningConsole): Promise<void> {
    const { review } = running;
    await this.click(review.getByRole('banner').getByRole('button', { name: 'Sign in…' }));
    const page = await signingWindow(running, () =>
      this.click(review.getByRole('main').getByRole('button', { name: 'Sign in…' })),
    );
    await Promise.all([page.waitForEvent('close'), this.passphrase(page, PASSPHRASE)]);
  }

  async importAll(running: RunningConsole, folder: string, count: number): Promise<void> {
    const { review } = running;
    await this.click(review.getByRole('navigation').getByRole('button', { name: 'Intake' }));
    await running.chooseFolders(folder);
    await this.click(review.getByRole('button', { name: 'Choose folder…' }).last());
    await this.click(review.getByRole('button', { name: new RegExp(`^Import ${count} item`) }));
    await this.click(review.getByRole('button', { name: 'Open packet', exact: true }));
  }

  /** Every page of one part of a run: read, the name typed, and confirmed by itself. */
  async pages(page: Page, count: number): Promise<void> {
    for (let at = 1; at <= count; at++) {
      await expect(page.getByText(`Statement ${at} of ${count}.`)).toBeVisible();
      await readShown(page);
      const asked = await page
        .locator('form p')
        .filter({ hasText: /, type .* exactly$/ })
        .textContent();
      const [, name = ''] = /, type (.*) exactly$/.exec(asked ?? '') ?? [];
      await this.click(page.getByLabel(/, typed exactly$/));
      await page.keyboard.type(name);
      this.acts += 1;
      await Promise.allSettled([page.keyboard.press('Enter')]);
    }
  }
}

test('from the start to an exported HOLD it takes at most 10 clicks', async ({ start, furnished }) => {
  const hand = new Hand();
  const running = await start(furnished);
  const { review } = running;
  await hand.signIn(running);
  const medium = freshFolder('medium');
  writeFileSync(join(medium, 'other.md'), packetText().replaceAll(EXPECTED.id, 'KB-30C1'));
  await hand.importAll(running, medium, 1);
  const page = await signingWindow(running, () =>
    hand.click(decidePanel(review).getByRole('button', { name: 'Sign HOLD_PRODUCTION…' })),
  );
  await readShown(page);
  await Promise.all([page.waitForEvent('close'), hand.passphrase(page, PASSPHRASE)]);
  await running.chooseFolders(freshFolder('destination'));
  await hand.click(review.getByRole('button', { name: 'Export decision no. 1' }));
  await expect(review.getByText('Exported', { exact: true })).toBeVisible();
  expect(hand.clicks).toBeLessThanOrEqual(MOST.hold);
});

test('from the start to a signed execution it takes at most 60 clicks and 6 passphrases, for 19 acts', {
  tag: '@long',
}, async ({ start, staffed }) => {
  test.setTimeout(600_000);
  const prepared = await start(staffed);
  await signIn(prepared, OWNER);
  await furnish(prepared);
  await prepared.close();

  const medium = freshFolder('medium');
  mkdirSync(join(medium, 'proof'));
  const report = 'Restored twice, byte for byte.\n';
  const sum = createHash('sha256').update(report).digest('hex');
  writeTree(join(medium, 'proof'), { 'report.txt': report, SHA256SUMS: `${sum}  report.txt\n` });
  const { json } = holdfast('hash', join(medium, 'proof'), '--json');
  const { dirHash } = JSON.parse(JSON.stringify(json));
  const packet = packetText().replaceAll(EXPECTED.id, 'KB-30C1');
  writeFileSync(join(medium, 'other.md'), packet.replaceAll(EXPECTED.evidence[0]?.treeHash ?? '', String(dirHash)));

  const hand = new Hand();
  const running = await start(staffed);
  const { review } = running;
  await hand.signIn(running);
  await hand.importAll(running, medium, 2);
  await hand.click(review.getByRole('tab', { name: 'Blockers' }));
  const authority = review.getByRole('tabpanel', { name: 'Blockers' });
  await hand.click(authority.getByText('Sign several in one run…'));
  const form = authority.locator('form').filter({ hasText: 'Reason (goes into each statement)' });
  for (const all of await form.getByRole('checkbox', { name: 'All of them' }).all()) await hand.click(all);
  await hand.click(form.getByLabel('Reason'));
  await review.keyboard.type('The rehearsal passed.');
  await hand.choose(form.getByLabel('Co-signs in the same window'), OPERATOR.name);
  const owners = await signingWindow(running, () =>
    hand.click(form.getByRole('button', { name: 'Sign 14 statements in a run…' })),
  );
  await hand.passphrase(owners, PASSPHRASE);
  await hand.pages(owners, 14);
  await hand.passphrase(owners, OPERATOR.passphrase);
  await Promise.all([owners.waitForEvent('close'), hand.pages(owners, 2)]);

  const rest = EXPECTED.blockers.filter(({ actors }) => !actors.includes('owner'));
  for (const { id } of rest) await hand.click(form.getByRole('checkbox', { name: id, exact: true }));
  const operators = await signingWindow(running, () =>
    hand.click(form.getByRole('button', { name: `Sign ${rest.length} statements in a run…` })),
  );
  await hand.passphrase(operators, OPERATOR.passphrase);
  await Promise.all([operators.waitForEvent('close'), hand.pages(operators, rest.length)]);

  const panel = decidePanel(review);
  const other = panel.getByRole('radio', { name: EXECUTION });
  await expect(other).toBeEnabled();
  await hand.click(other);
  await hand.click(panel.getByLabel('Reason (goes into the decision)'));
  await review.keyboard.type('All blockers are closed.');
  for (const box of await panel.getByRole('checkbox').all()) await hand.click(box);
  const page = await signingWindow(running, () =>
    hand.click(panel.getByRole('button', { name: `Sign ${EXECUTION}…` })),
  );
  await readShown(page);
  await hand.click(page.getByLabel(/, typed exactly$/));
  await page.keyboard.type(EXECUTION);
  hand.acts += 1;
  await Promise.all([page.waitForEvent('close'), hand.passphrase(page, PASSPHRASE)]);
  await expect(panel.getByText(`Decided: ${EXECUTION}`)).toBeVisible();
  expect(hand.acts).toBe(MOST.acts);
  expect(hand.passphrases).toBeLessThanOrEqual(MOST.execution.passphrases);
  expect(hand.clicks).toBeLessThanOrEqual(MOST.execution.clicks);
  test
    .info()
    .annotations.push({ type: 'measured', description: `${hand.clicks} clicks, ${hand.passphrases} passphrases` });
});
