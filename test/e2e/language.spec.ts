import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { failures } from '../../shared/strings/vi/failures.ts';
import { vi } from '../../shared/strings/vi/screen/index.ts';
import { type DrivenConsole, freshFolder, signingWindow } from '../helpers/console.ts';
import { cutOff, namelessControls } from '../helpers/legibility.ts';
import { MARKDOWN, mediumWith, packetText } from '../helpers/packets.ts';
import { test } from '../helpers/station.ts';
import { OWNER, PASSPHRASE, signButton } from '../helpers/steps.ts';

const CHOICE = /^(Language · Ngôn ngữ|Ngôn ngữ · Language)$/;

test('Vietnamese is chosen at first run; intake and a decision are done in it; English is one press away', async ({
  first,
  start,
}) => {
  const { review } = first;
  await choose(review, 'Tiếng Việt', 'vi');
  await expect(review.getByRole('heading', { level: 1 })).toHaveText(vi.inbox.title);
  await expect(review.getByRole('region', { name: CHOICE })).toHaveCount(0);
  await expectLegible(review);

  const creating = await openCreation(first);
  await expect(creating.getByRole('heading', { level: 1 })).toHaveText(vi.sign.create.title.owner);
  await expectLegible(creating);
  await creating.getByLabel(vi.sign.create.name).fill(OWNER);
  await creating.getByLabel(vi.sign.passphrase, { exact: true }).fill(PASSPHRASE);
  await creating.getByLabel(vi.sign.create.repeat).fill(PASSPHRASE);
  await Promise.all([
    creating.waitForEvent('close'),
    creating.getByRole('button', { name: vi.sign.create.create }).click(),
  ]);

  await first.chooseFolders(mediumWith({ [MARKDOWN]: packetText() }));
  await review.getByRole('button', { name: vi.inbox.sources.choose }).last().click();
  await review.getByRole('button', { name: vi.inbox.scan.import(1) }).click();
  await expect(review.getByText(vi.inbox.jobs.imported)).toBeVisible();
  await expectLegible(review);

  await section(review, vi.shell.sections.packets);
  await review.getByRole('row').filter({ hasText: MARKDOWN }).getByRole('button').click();
  const panel = review.getByRole('complementary', { name: vi.decide.title });
  await expect(panel).toBeVisible();
  for (const tab of await review.getByRole('tab').all()) {
    await tab.click();
    await expectLegible(review);
  }

  const signing = await signingWindow(first, () => panel.getByRole('button', { name: /^Ký HOLD_PRODUCTION/ }).click());
  const shown = signing.getByRole('region', { name: vi.sign.statement.textLabel });
  await expect(shown).toBeVisible();
  await expectLegible(signing);
  const height = await shown.evaluate((element) => element.scrollHeight);
  await signing.setViewportSize({ width: 1000, height: height + 1200 });
  await expect(signing.getByText(vi.sign.statement.seen(1, 1))).toBeVisible();
  // What is signed is one text for every signer, whatever language each of them reads.
  await expect(shown).toContainText('Chosen option');
  await signing.getByLabel(vi.sign.passphrase, { exact: true }).fill(PASSPHRASE);
  await Promise.all([signing.waitForEvent('close'), signButton(signing).click()]);
  await expect(panel.getByText(`${vi.decide.decided.label}:`)).toBeVisible();

  for (const name of [vi.shell.sections.evidence, vi.shell.sections.journal, vi.shell.sections.station]) {
    await section(review, name);
    await expectLegible(review);
  }
  await section(review, vi.shell.sections.journal);
  await expect(review.getByRole('table')).toContainText('đã quyết định HOLD_PRODUCTION');

  await first.close();
  const again = await start(first.data);
  await expect(again.review.locator('html')).toHaveAttribute('lang', 'vi');
  await section(again.review, vi.shell.sections.station);
  await choose(again.review, 'English', 'en');
  await expect(again.review.getByRole('heading', { level: 1 })).toHaveText(/^(Station|Intake|Decisions)$/);
});

test('the language does not change while the signing window is open', async ({ first }) => {
  const { review } = first;
  await choose(review, 'Tiếng Việt', 'vi');
  await openCreation(first);
  await section(review, vi.shell.sections.station);
  await review.getByRole('region', { name: CHOICE }).getByRole('button', { name: 'English' }).click();
  await expect(review.getByText(failures['sign/busy'])).toBeVisible();
  await expect(review.locator('html')).toHaveAttribute('lang', 'vi');
});

test('a file of the choice that says something else is English, and the choice is offered again', async ({ start }) => {
  const data = freshFolder('data');
  writeFileSync(join(data, 'language'), 'vi');
  const { review } = await start(data);
  await expect(review.locator('html')).toHaveAttribute('lang', 'en');
  await choose(review, 'English', 'en');
  await expect(review.getByRole('region', { name: CHOICE })).toHaveCount(0);
});

async function choose(review: Page, name: string, lang: string): Promise<void> {
  await review.getByRole('region', { name: CHOICE }).getByRole('button', { name }).click();
  await expect(review.locator('html')).toHaveAttribute('lang', lang);
}

function openCreation(running: DrivenConsole): Promise<Page> {
  return signingWindow(running, () =>
    running.review.getByRole('button', { name: vi.inbox.steps.owner.action }).first().click(),
  );
}

async function section(review: Page, name: string): Promise<void> {
  await review.getByRole('navigation').getByRole('button', { name }).click();
}

async function expectLegible(page: Page): Promise<void> {
  expect(await cutOff(page)).toEqual([]);
  expect(await namelessControls(page)).toEqual([]);
}
