import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator } from '@playwright/test';
import { freshFolder } from '../helpers/console.ts';
import { test } from '../helpers/station.ts';
import { exportNewest, journalRows } from '../helpers/steps.ts';

const CLI = join(import.meta.dirname, '../../out/cli/holdfast.mjs');

test('a decision leaves by the screen: frames that were photographed, one missed, are the exported envelope', async ({
  decided,
}) => {
  const { review } = decided;
  const destination = freshFolder('destination');
  await exportNewest(decided, destination);
  await expect(review.getByText('Exported', { exact: true })).toBeVisible();
  const [folder = ''] = readdirSync(destination);
  const exported = join(destination, folder, 'decision.dsse.json');

  await review.getByRole('button', { name: 'Show decision no. 1 as QR…' }).click();
  const dialog = review.getByRole('dialog', { name: 'The signed decision as QR frames' });
  await expect(dialog.getByText(/^Frame [3-9]$/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Pause' }).click();
  await dialog.getByLabel('Bytes a frame').selectOption('800');
  await expect(dialog.getByText('Frame 1', { exact: true })).toBeVisible();

  // The first frame is missed, so that the first ones are not enough and later ones have to make up for it.
  const pictures = freshFolder('pictures');
  const out = join(pictures, 'decision.dsse.json');
  const taken: string[] = [];
  const enough = Number(/first (\d+) frames/.exec((await dialog.textContent()) ?? '')?.[1]);
  await expect(async () => {
    do taken.push(await photographNext(dialog, pictures));
    while (taken.length < enough);
    expect(holdfast('qr-decode', ...taken, '--out', out).status).toBe(0);
  }).toPass({ intervals: [0], timeout: 60_000 });
  expect(readFileSync(out).equals(readFileSync(exported))).toBe(true);

  const trusted = readdirSync(join(destination, folder)).find((name) => name.endsWith('.pub')) ?? '';
  const verified = holdfast('verify', out, '--trust', join(destination, folder, trusted), '--json');
  expect(JSON.parse(verified.stdout)).toMatchObject({ kind: 'envelope', verdict: 'verified' });

  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect((await journalRows(review)).first()).toContainText('exported to the screen, as QR frames');
});

test('speed can be chosen, and whoever wants no motion steps by hand', { tag: '@long' }, async ({ decided }) => {
  const { review } = decided;
  await review.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'dark' });
  await review.getByRole('button', { name: 'Show decision no. 1 as QR…' }).click();
  const dialog = review.getByRole('dialog', { name: 'The signed decision as QR frames' });
  await expect(dialog.getByRole('button', { name: 'Play' })).toBeVisible();
  await expect(dialog.getByText('Frame 1', { exact: true })).toBeVisible();
  await expect(dialog.getByRole('img')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  await dialog.getByRole('button', { name: 'Next frame' }).click();
  await expect(dialog.getByRole('img', { name: 'QR frame 2' })).toBeVisible();

  await dialog.getByLabel('Frames a second').selectOption('15');
  await dialog.getByRole('button', { name: 'Play' }).click();
  await expect(dialog.getByText(/^Frame \d{2,}$/)).toBeVisible();
});

/** Steps on by one frame and takes a picture of it. Gives the picture's path. */
async function photographNext(dialog: Locator, folder: string): Promise<string> {
  const symbol = dialog.getByRole('img');
  const before = Number(/\d+/.exec((await symbol.getAttribute('aria-label')) ?? '')?.[0]);
  await dialog.getByRole('button', { name: 'Next frame' }).click();
  await expect(symbol).toHaveAccessibleName(`QR frame ${before + 1}`);
  const path = join(folder, `${before + 1}.png`);
  await symbol.screenshot({ path });
  return path;
}

function holdfast(...args: readonly string[]) {
  const { status, stdout } = spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8' });
  return { status, stdout };
}
