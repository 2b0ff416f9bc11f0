import { execFileSync } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { RunningConsole } from './console.ts';
import { skipWithout } from './skip.ts';
import { goTo } from './steps.ts';

// The media that the surroundings of the end-to-end tests mount and take away (build/sealed.mjs).

const MIB = 1024 * 1024;

/** Why the volume SLOW cannot be had here; `false` where it can. */
export const noSlowVolume = skipWithout(
  existsSync('/dev/fuse'),
  'no file system in user space can be mounted where there is no /dev/fuse',
);

/** `insert`, `pull`: the volume LATE. `plug`, `unplug`, `hang`, `answer`: the volume SLOW, which shows `stickWith`'s. */
export function ask(what: 'insert' | 'pull' | 'plug' | 'unplug' | 'hang' | 'answer'): void {
  // Without somebody who reads it, this fails and does not wait.
  const pipe = openSync(join(scratch(), 'ask'), constants.O_WRONLY | constants.O_NONBLOCK);
  try {
    writeSync(pipe, `${what}\n`);
  } finally {
    closeSync(pipe);
  }
}

/** A folder for this run of the tests. */
export function scratch(): string {
  const folder = process.env.HOLDFAST_SCRATCH;
  if (folder === undefined) throw new Error('this test needs the surroundings of "npm run test:e2e"');
  return folder;
}

/** What the volume SLOW holds once it is plugged in; gives the folder that a bundle of this name is made from. */
export function stickWith(name: string): string {
  const stick = join(scratch(), 'stick');
  rmSync(stick, { recursive: true, force: true });
  const bundle = name === 'bundle' ? join(stick, name) : join(scratch(), 'packed');
  rmSync(bundle, { recursive: true, force: true });
  for (const folder of [stick, bundle]) mkdirSync(folder, { recursive: true });
  const content = Buffer.alloc(17 * MIB);
  for (const part of ['part-1', 'part-2', 'part-3']) writeFileSync(join(bundle, part), randomFillSync(content));
  writeFileSync(join(bundle, 'small.txt'), 'last');
  if (name !== 'bundle') execFileSync('zip', ['-q', '-0', '-r', join(stick, name), '.'], { cwd: bundle });
  chmodSync(stick, 0o755);
  return bundle;
}

/** Nothing, for what is to be written there; gives the folder that shows it, also while the volume hangs. */
export function emptyStick(): string {
  const stick = join(scratch(), 'stick');
  rmSync(stick, { recursive: true, force: true });
  mkdirSync(stick, { mode: 0o755 });
  return stick;
}

/** Looks into a volume and imports this alone of what is found. */
export async function importFromVolume(review: Page, label: string, name: string): Promise<void> {
  await goTo(review, 'Intake');
  const volume = review.getByRole('region', { name: 'Import from' }).getByRole('listitem').filter({ hasText: label });
  await volume.getByRole('button', { name: 'Look inside' }).click({ timeout: 15_000 });
  await importOnly(review, name);
}

/** Ticks this alone in what was found, and asks for it. */
export async function importOnly(review: Page, name: string): Promise<void> {
  const found = review.getByRole('region', { name: /^Found in/ });
  await expect(found.getByRole('checkbox').first()).toBeVisible();
  for (const box of await found.getByRole('checkbox').all()) await box.uncheck();
  await found.getByRole('checkbox', { name, exact: true }).check();
  await review.getByRole('button', { name: 'Import 1 item' }).click();
}

export async function expectNoBundle(review: Page): Promise<void> {
  await goTo(review, 'Evidence');
  await expect(review.getByText('No evidence bundle has been imported yet.')).toBeVisible();
}

/**
 * Quits, and waits until another console may open the station. The kernel keeps a killed process that is in a call to a
 * FUSE mount until that is answered, so its end is not what can be waited for.
 */
export async function quitWhileHeldUp({ app, data }: RunningConsole): Promise<void> {
  await app.evaluate((electron) => electron.app.quit());
  const isLocked = (): boolean =>
    lstatSync(join(data, 'chromium/SingletonLock'), { throwIfNoEntry: false }) !== undefined;
  await expect.poll(isLocked).toBe(false);
}
