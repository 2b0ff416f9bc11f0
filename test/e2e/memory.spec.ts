import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { type RunningConsole, signingWindow } from '../helpers/console.ts';
import { formsOf, type Needles, searchMemory, secretsOf } from '../helpers/memory.ts';
import { MARKDOWN } from '../helpers/packets.ts';
import { processesOf } from '../helpers/processes.ts';
import { test } from '../helpers/station.ts';
import { decidePanel, OWNER, openPacket, openSignIn, PASSPHRASE, readShown, signButton } from '../helpers/steps.ts';

test.use({ fullWork: true });

test('no process of the console leaves a core dump, and none can allow it again', async ({ start, furnished }) => {
  const running = await start(furnished);
  await openSignIn(running, OWNER);
  const processes = processesOf(running);
  expect(processes.map(({ type }) => type)).toEqual(expect.arrayContaining(['main', 'zygote', 'renderer', 'utility']));
  for (const { pid, type } of processes) {
    expect(readFileSync(`/proc/${pid}/limits`, 'utf8'), type).toMatch(/^Max core file size +0 +0 /m);
    expect(Number.parseInt(readFileSync(`/proc/${pid}/coredump_filter`, 'utf8'), 16), type).toBe(0);
  }
});

test('no process holds the key, its text or the passphrase after a sign-in, a signature, a wrong passphrase and a lock', {
  tag: '@long',
}, async ({ start, furnished }) => {
  test.setTimeout(300_000);
  const secrets = await secretsOf(furnished, PASSPHRASE);
  const running = await start(furnished);

  const signIn = await openSignIn(running, OWNER);
  await type(signIn, PASSPHRASE);
  expect(searchAll(running, secrets), 'what is typed is found where it is typed').toEqual({
    renderer: { 'passphrase, UTF-8': expect.any(Number) },
  });
  await Promise.all([signIn.waitForEvent('close'), press(signIn, 'Sign in')]);
  await holdsNothing(running, secrets, 'after the sign-in');

  await openPacket(running.review, MARKDOWN);
  const sign = await signingWindow(running, () =>
    decidePanel(running.review)
      .getByRole('button', { name: /^Sign .*HOLD_PRODUCTION/ })
      .click(),
  );
  await readShown(sign);
  await type(sign, PASSPHRASE);
  await Promise.all([sign.waitForEvent('close'), signButton(sign).click()]);
  await expect(decidePanel(running.review).getByText('Decided:')).toBeVisible();
  await holdsNothing(running, secrets, 'after the signature');

  const wrong = 'a passphrase that opens nothing';
  const again = await openSignIn(running, OWNER);
  await type(again, wrong);
  await press(again, 'Sign in');
  await expect(again.getByText(/does not open the key/)).toBeVisible();
  await type(again, PASSPHRASE);
  await Promise.all([
    again.waitForEvent('close'),
    running.review.getByRole('button', { name: 'Lock' }).first().click(),
  ]);
  await holdsNothing(running, { ...secrets, ...formsOf('wrong passphrase', wrong) }, 'after the lock');

  const planted = 'planted in the main process';
  await running.app.evaluate(
    (_, codes) => {
      Object.assign(globalThis, { planted: Buffer.from(codes.map((code) => code - 1)) });
    },
    Array.from(Buffer.from(planted), (byte) => byte + 1),
  );
  expect(searchAll(running, formsOf('planted', planted))).toEqual({ main: { 'planted, UTF-8': expect.any(Number) } });
});

/** A key at a time, as a person does it: a text that is filled in whole goes through the main process. */
async function type(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel('Passphrase', { exact: true }).pressSequentially(passphrase);
}

async function press(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click();
}

/** A process that is ended is gone within moments, and its memory with it. */
async function holdsNothing(running: RunningConsole, secrets: Needles, when: string): Promise<void> {
  await expect.poll(() => searchAll(running, secrets), { message: when, timeout: 30_000 }).toEqual({});
}

/** What is found in the memory of all processes of the application, by their type. */
function searchAll(running: RunningConsole, needles: Needles): Record<string, Record<string, number>> {
  const all: Record<string, Record<string, number>> = {};
  for (const { pid, type } of processesOf(running)) {
    const found = searchMemory(pid, needles);
    if (Object.keys(found).length > 0) all[type] = { ...all[type], ...found };
  }
  return all;
}
