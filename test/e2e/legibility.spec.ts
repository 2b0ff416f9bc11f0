import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { freshFolder, signingWindow } from '../helpers/console.ts';
import { cutOff, faintTexts, namelessControls } from '../helpers/legibility.ts';
import { MARKDOWN, packetText } from '../helpers/packets.ts';
import { test } from '../helpers/station.ts';
import { decidePanel, enrol, goTo, importFrom, openPacket, openPart, openTrust } from '../helpers/steps.ts';

const SECTIONS = ['Decisions', 'Intake', 'Evidence', 'Record', 'People', 'Station'] as const;
/** Those of them that are a list. */
const LISTS: ReadonlySet<string> = new Set(['Decisions', 'Evidence', 'Record']);
const PARTS = ['Glance', 'Document', 'Blockers', 'Evidence'] as const;

/** The usual window, and half of each: what is left of it at 200 %. */
const SIZES = [
  { width: 1280, height: 820 },
  { width: 640, height: 410 },
] as const;

/** As long as a name on a medium can be. */
const LONG = 'n'.repeat(255);
const LONG_WORD = 'A-WORD-WITHOUT-AN-END-'.repeat(12);

test('each screen can be read in both themes, at 200 %, with long names, and each control has a name', async ({
  ready,
}) => {
  test.slow();
  const { review } = ready;
  const medium = freshFolder('medium');
  const packet = packetText()
    .replaceAll('KB-29B8', `KB-${LONG_WORD}`)
    .replaceAll('| FIX7-P0-PROD', `| ${LONG_WORD}-PROD`);
  writeFileSync(join(medium, 'long.md'), packet);
  mkdirSync(join(medium, LONG));
  for (const name of [LONG, 'SHA256SUMS', 'Twin', 'twin']) writeFileSync(join(medium, LONG, name), 'x');
  await enrol(ready, {
    role: 'operator',
    name: `Otto ${LONG_WORD}`.slice(0, 80),
    passphrase: 'five words drawn at random',
  });
  await importFrom(ready, medium, ['long.md', LONG]);
  for (const section of SECTIONS) {
    await goTo(review, section);
    if (LISTS.has(section)) await expect(review.getByRole('table').first()).toBeVisible();
    await expectLegible(review);
  }
  await goTo(review, 'Evidence');
  await review.getByRole('row').filter({ hasText: LONG }).getByRole('button').click();
  await expect(review.getByRole('region', { name: 'Tree hashes' })).toBeVisible();
  await expectLegible(review);
  for (const label of [MARKDOWN, 'long.md']) {
    await openPacket(review, label);
    for (const part of PARTS) {
      await openPart(review, part);
      await expectLegible(review);
    }
  }
});

test('so can the signing window', { tag: '@long' }, async ({ shared }) => {
  const signing = await signingWindow(shared, () =>
    decidePanel(shared.review).getByRole('button', { name: 'Sign HOLD_PRODUCTION…' }).click(),
  );
  await expect(signing.getByRole('region', { name: 'What is signed' })).toBeVisible();
  await expectLegible(signing);
  await Promise.all([signing.waitForEvent('close'), signing.getByRole('button', { name: 'Cancel' }).click()]);

  const keys = freshFolder('keys');
  writeFileSync(
    join(keys, 'key.pub'),
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea\n',
  );
  const trusting = await openTrust(shared, keys, LONG_WORD.slice(0, 60), 'auditor');
  await expect(trusting.getByLabel(/^Word \d+$/)).toHaveCount(3);
  await expectLegible(trusting);
});

test('what is faint, cut off or nameless is found', async ({ first: { review } }) => {
  await expectLegible(review);
  await review.evaluate(() => {
    const faint = Object.assign(document.createElement('p'), { textContent: 'faint' });
    faint.style.color = 'rgb(150 150 150)';
    const wide = Object.assign(document.createElement('p'), { textContent: 'wide' });
    wide.style.width = '2000px';
    const nameless = ['checkbox', 'text'].map((type) => Object.assign(document.createElement('input'), { type }));
    // Beside what the application renders, which may be rendered anew at any moment.
    document.body.append(faint, wide, document.createElement('button'), document.createElement('table'), ...nameless);
  });
  expect(await faintTexts(review)).toEqual([expect.stringMatching(/^2\.\d\d: faint$/)]);
  expect(await cutOff(review)).toEqual(['the page scrolls beside its content', expect.stringContaining('wide')]);
  expect(await namelessControls(review)).toHaveLength(4);
});

async function expectLegible(page: Page): Promise<void> {
  // A window that has just opened is empty, and nothing in it is illegible.
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('.loading')).toHaveCount(0);
  expect(await namelessControls(page)).toEqual([]);
  for (const size of SIZES) {
    await page.setViewportSize(size);
    expect(await cutOff(page)).toEqual([]);
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await faintTexts(page)).toEqual([]);
    }
  }
  await page.setViewportSize(SIZES[0]);
}
