import { copyFileSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createPackage } from '@electron/asar';
import { expect, type Page } from '@playwright/test';
import { answered, ask, SEALED } from '../helpers/ask.ts';
import { EXECUTABLE, freshFolder, signingWindow } from '../helpers/console.ts';
import { COUNTED_LINKS, type CountedConsole, packetsSentBy, startCounted } from '../helpers/counted.ts';
import { titlesOnDisplay } from '../helpers/display.ts';
import { MARKDOWN, packetText } from '../helpers/packets.ts';
import { test } from '../helpers/station.ts';
import {
  createOwner,
  decidePanel,
  exportNewest,
  goTo,
  importTicked,
  journalRows,
  OWNER,
  openEnrolment,
  openPacket,
  PASSPHRASE,
  signButton,
  signIn,
  signShown,
} from '../helpers/steps.ts';
import { tryAtAClick, tryEveryWayOut, WAYS_AT_A_CLICK } from '../helpers/ways-out.ts';

const SENTENCE = `Sign although up: ${COUNTED_LINKS.join(', ')}`;

test('a link that is up turns the header red, and signing asks for a sentence that is recorded', async ({
  furnished,
  start,
}) => {
  const counted = await startCounted(furnished);
  const { review } = counted;
  const probe = review.getByRole('alert', { name: 'Link probe' });
  await expect(probe).toContainText(`LINK UP: ${COUNTED_LINKS.join(', ')}`);
  await expect(probe).toHaveClass(/bar-alarm/);
  await openPacket(review, MARKDOWN);
  await expect(decidePanel(review)).toContainText('A link is up.');
  await probe.getByRole('button', { name: 'Show the links' }).click();
  await expect(review.getByRole('heading', { level: 1, name: 'Station' })).toBeVisible();
  await openPacket(review, MARKDOWN);
  const despite = decidePanel(review).getByRole('button', { name: 'Sign despite link: HOLD_PRODUCTION…' });
  await expect(despite).not.toHaveClass(/button-primary/);

  const page = await proposeHold(counted);
  await expect(page.getByRole('heading', { name: 'A link is up' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused();
  const proceed = page.getByRole('button', { name: 'Record the override and go on' });
  for (const wrong of ['', 'Sign although up', `${SENTENCE}.`]) {
    await page.getByLabel('Type the sentence').fill(wrong);
    await expect(proceed).toBeDisabled();
    expect(await ask(page, 'ceremony/override-link', { typed: wrong })).toMatchObject({
      ok: false,
      error: { code: 'airgap/sentence-differs' },
    });
  }
  const early = { proof: { by: 'passphrase', passphrase: SEALED }, typed: null, rendered: '0'.repeat(64) };
  expect(await ask(page, 'ceremony/sign', early)).toMatchObject({ error: { code: 'sign/not-yet' } });

  const text = await overrideAndSign(page);
  for (const link of COUNTED_LINKS) expect(text).toContain(link);
  await expect(decidePanel(review).getByText('Decided:')).toBeVisible();
  const rows = await journalRows(review);
  await expect(rows.filter({ hasText: 'airgap-override' })).toContainText(COUNTED_LINKS.join(', '));
  await expect(rows.filter({ hasText: 'airgap-link' }).first()).toContainText(COUNTED_LINKS.join(', '));
  await counted.close();

  const calm = await start(furnished);
  await expect(calm.review.getByRole('status', { name: 'Link probe' })).toHaveText('No link');
  await signIn(calm, OWNER);
  await openPacket(calm.review, MARKDOWN);
  const destination = freshFolder('destination');
  await exportNewest(calm, destination);
  await expect(calm.review.getByText('Exported', { exact: true })).toBeVisible();
  const [folder = ''] = readdirSync(destination);
  const statement = JSON.parse(readFileSync(join(destination, folder, 'statement.json'), 'utf8'));
  expect(statement.predicate.airgap).toMatchObject({ linksUp: COUNTED_LINKS, override: SENTENCE });
});

test('a link that comes up while the signing window is open stops the signature, and nothing is signed', async ({
  furnished,
}) => {
  const counted = await startCounted(furnished, 'down');
  const { review } = counted;
  await expect(review.getByRole('status', { name: 'Link probe' })).toHaveText('No link');
  await openPacket(review, MARKDOWN);
  const page = await proposeHold(counted);
  await expect(page.getByRole('heading', { name: 'You sign: HOLD_PRODUCTION' })).toBeVisible();

  counted.raiseLinks();
  await expect(review.getByRole('alert', { name: 'Link probe' })).toContainText(`LINK UP: ${COUNTED_LINKS.join(', ')}`);
  await expect(page.getByRole('alert', { name: 'Link probe' })).toContainText(`LINK UP: ${COUNTED_LINKS.join(', ')}`);
  await signShown(page);
  await expect(page.getByRole('alert').filter({ hasText: 'airgap/link-up' })).toBeVisible();
  await Promise.all([page.waitForEvent('close'), page.getByRole('button', { name: 'Cancel' }).click()]);
  expect(answered(await ask(review, 'decision/list', {}))).toEqual([]);
  const rows = await journalRows(review);
  await expect(rows.filter({ hasText: 'sign was refused' })).toContainText(COUNTED_LINKS.join(', '));
  await review.getByRole('button', { name: /LINK UP$/ }).click();
  const panel = review.getByRole('dialog', { name: 'Air gap' });
  await expect(panel).toContainText(COUNTED_LINKS.map((name) => `${name}: CONNECTED`).join('; '));
  await expect(panel).toContainText(/Last change\d{4}-.*Before it: .*link0: not connected/);
  await review.keyboard.press('Escape');

  // Started anew, with the link up, it takes the sentence.
  await openPacket(review, MARKDOWN);
  await overrideAndSign(await proposeHold(counted));
  await expect(decidePanel(review).getByText('Decided:')).toBeVisible();
  await counted.close();
});

test('with a link up, who may sign is changed by the sentence alone, and not when a link came up since', {
  tag: '@long',
}, async ({ furnished }) => {
  const counted = await startCounted(furnished, 'down');
  const { review } = counted;
  await signIn(counted, OWNER);
  const enrolment = await openEnrolment(counted, 'auditor');
  await fillEnrolment(enrolment);
  counted.raiseLinks();
  await expect(review.getByRole('alert', { name: 'Link probe' })).toContainText('LINK UP');
  await enrolment.getByRole('button', { name: 'Create identity' }).click();
  await expect(enrolment.getByRole('alert').filter({ hasText: 'airgap/link-up' })).toBeVisible();
  await Promise.all([enrolment.waitForEvent('close'), enrolment.getByRole('button', { name: 'Cancel' }).click()]);

  const again = await openEnrolment(counted, 'auditor');
  await expect(again.getByRole('heading', { name: 'A link is up' })).toBeVisible();
  const early = { name: 'E', passphrase: SEALED, approval: SEALED };
  expect(await ask(again, 'ceremony/create-identity', early)).toMatchObject({ error: { code: 'sign/not-yet' } });
  await override(again);
  await fillEnrolment(again);
  await Promise.all([again.waitForEvent('close'), again.getByRole('button', { name: 'Create identity' }).click()]);
  await expect(review.getByText('Enrolled: Anna Auditor')).toBeVisible();
  const rows = await journalRows(review);
  await expect(rows.filter({ hasText: 'airgap-override' })).toHaveCount(1);
  await expect(rows.filter({ hasText: 'sign was refused' })).toHaveCount(1);
  await counted.close();
});

test('the main job sends no packet, the loopback included', { tag: '@long' }, async () => {
  const name = 'counted-main-job.md';
  writeFileSync(join('/media/STICK', name), packetText());
  const counted = await startCounted();
  const { review } = counted;
  await createOwner(counted, override);
  await goTo(review, 'Intake');
  await review.getByRole('listitem').filter({ hasText: 'STICK' }).getByRole('button', { name: 'Look inside' }).click();
  await importTicked(review, [name]);
  await openPacket(review, name);
  await overrideAndSign(await proposeHold(counted));
  await expect(decidePanel(review).getByText('Decided:')).toBeVisible();

  // The system's folder dialog cannot be answered over the pipe, so the volume is named as the window could name it.
  const stick = answered(await ask(review, 'media/volumes', {})).find((volume) => volume.label === 'STICK');
  const [decision] = answered(await ask(review, 'decision/list', {}));
  const exported = await ask(review, 'decision/export', { decision: decision?.envelope, destination: stick?.handle });
  expect(exported).toMatchObject({ ok: true, value: { folder: 'holdfast-decision-KB-29B8-1', medium: 'STICK' } });
  expect(await counted.packetsSent()).toBe(0);
});

test('no way out of either window leads anywhere, and the pages stay where they are', async () => {
  test.slow();
  const counted = await startCounted();
  await tryToLeave(counted.review, ['Holdfast']);
  // The page is full of what was tried.
  await counted.review.reload();
  expect(await tryAtAClick(counted.review, 'a file')).toBe(false);
  expect(foreignTitles()).toEqual([]);
  const sign = await signingWindow(counted, () =>
    counted.review.getByRole('button', { name: 'Create owner identity…' }).first().click(),
  );
  await override(sign);
  await tryToLeave(sign, ['Holdfast', 'Holdfast: sign']);
  expect(await counted.packetsSent()).toBe(0);
});

test('without a click no script reads or writes the clipboard, and none makes a sound; a person copies', async ({
  first,
}) => {
  const { app, review } = first;
  await app.evaluate(({ clipboard }) => clipboard.writeText('before'));
  await review.getByRole('heading', { level: 1 }).waitFor();
  // Playwright's own call counts as an act of the person, whose seconds (five) have to go by.
  const commands = await review.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve, 6000));
    const field = document.createElement('textarea');
    document.body.append(field);
    field.value = 'put there by a script';
    field.select();
    const answers = ['copy', 'cut', 'paste'].map((name) => document.execCommand(name));
    field.remove();
    return [navigator.userActivation.isActive, ...answers];
  });
  expect(commands).toEqual([false, false, false, false]);
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe('before');
  await review.getByRole('heading', { level: 1 }).selectText();
  await review.keyboard.press('Control+C');
  await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toContain('Intake');
  expect(
    await app.evaluate(({ webContents }) => webContents.getAllWebContents().map((one) => one.isAudioMuted())),
  ).toEqual([true]);
});

test('the counter finds packets where there are some', async () => {
  expect(packetsSentBy('timeout', '2', 'getent', 'hosts', 'example.org')).toBeGreaterThan(0);
  expect(packetsSentBy('true')).toBe(0);
});

test('the same runtime without our guards does send packets', async () => {
  const executable = await unguardedApplication();
  const sandbox = process.env.HOLDFAST_NO_SANDBOX === '1' ? ['--no-sandbox'] : [];
  expect(packetsSentBy(executable, `--user-data-dir=${freshFolder('unguarded')}`, ...sandbox)).toBeGreaterThan(0);
});

test('forged requests are refused by both windows, and journalled', async ({ first }) => {
  const { review } = first;
  const sign = await signingWindow(first, () =>
    review.getByRole('button', { name: 'Create owner identity…' }).first().click(),
  );
  const forged = [
    [review, 'no/such', {}, 'ipc/no-channel'],
    [review, 'constructor', {}, 'ipc/no-channel'],
    [review, '__proto__', {}, 'ipc/no-channel'],
    [review, 'ceremony/create-identity', { name: 'E', passphrase: 'x', repeated: 'x' }, 'ipc/no-channel'],
    [review, 'ceremony/sign', { passphrase: 'x', typed: null, rendered: '0'.repeat(64) }, 'ipc/no-channel'],
    [sign, 'packet/list', {}, 'ipc/no-channel'],
    [review, 'packet/list', null, 'ipc/bad-request'],
    [review, 'packet/list', { more: 1 }, 'ipc/bad-request'],
    [review, 'packet/get', { packet: '../../etc/passwd' }, 'ipc/bad-request'],
    [review, 'media/scan', { folder: '/etc' }, 'ipc/bad-request'],
    [review, 'import/start', { candidates: ['/etc/passwd'] }, 'ipc/bad-request'],
    [review, 'identity/create', { role: 'auditor' }, 'ipc/bad-request'],
  ] as const;
  for (const [page, channel, request, code] of forged) {
    expect(await ask(page, channel, request), channel).toMatchObject({ ok: false, error: { code } });
  }
  const refusals = (await journalRows(review)).filter({ hasText: 'refusal' });
  await expect(refusals).toHaveCount(forged.length);
  await expect(refusals.last()).toContainText('ipc was refused: There is no such request. (no/such)');

  const unknown = { folder: `folder_${'0'.repeat(32)}` };
  expect(await ask(review, 'media/scan', unknown)).toMatchObject({ error: { code: 'media/unknown-folder' } });
});

test('a page that is not ours is answered nothing, even in our window', async ({ first }) => {
  await expect(first.review.getByRole('navigation')).toBeVisible();
  await first.app.evaluate(({ BrowserWindow }) => {
    void BrowserWindow.getAllWindows()[0]?.loadURL('holdfast://sign/');
  });
  await first.review.waitForURL('holdfast://sign/');
  const refused = { ok: false, error: { code: 'ipc/wrong-sender' } };
  expect(await ask(first.review, 'station/status', {})).toMatchObject(refused);
  expect(await ask(first.review, 'packet/list', {})).toMatchObject(refused);
});

/** Tries everything in a page, with and without a click: it stays as it was, and so do the windows on the display. */
async function tryToLeave(page: Page, own: readonly string[]): Promise<void> {
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toBeVisible();
  const whatIsShown = async () => [page.url(), await heading.innerText(), page.context().pages().length];
  const before = await whatIsShown();
  expect(titlesOnDisplay()).toEqual(expect.arrayContaining([...own]));
  for (const way of WAYS_AT_A_CLICK) expect(await tryAtAClick(page, way), way).toBe(false);
  expect(await tryEveryWayOut(page)).toEqual([]);
  expect(await whatIsShown()).toEqual(before);
  expect(titlesOnDisplay()).toEqual(expect.arrayContaining([...own]));
  expect(foreignTitles()).toEqual([]);
}

/** Dialogs of the system on the display, to print or to choose something, and windows with the title that the pages try. */
function foreignTitles(): readonly string[] {
  return titlesOnDisplay().filter((title) => /print|file|folder|open|save|colou?r|way out/i.test(title));
}

function proposeHold(counted: CountedConsole): Promise<Page> {
  return signingWindow(counted, () =>
    decidePanel(counted.review)
      .getByRole('button', { name: /^Sign (despite link: )?HOLD_PRODUCTION…$/ })
      .click(),
  );
}

async function override(page: Page): Promise<void> {
  await page.getByLabel('Type the sentence').fill(SENTENCE);
  await page.getByRole('button', { name: 'Record the override and go on' }).click();
  await expect(page.getByRole('heading', { name: 'A link is up' })).toBeHidden();
}

async function fillEnrolment(page: Page): Promise<void> {
  await page.getByLabel('Your name, as decisions show it').fill('Anna Auditor');
  await page.getByLabel('Passphrase', { exact: true }).fill('anna carries it all away');
  await page.getByLabel('Passphrase again').fill('anna carries it all away');
  await page.getByLabel('The owner’s passphrase').fill(PASSPHRASE);
}

async function overrideAndSign(page: Page): Promise<string> {
  await override(page);
  await expect(page.getByRole('heading', { name: 'You sign: HOLD_PRODUCTION' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expect(signButton(page)).toHaveText('Sign despite link: HOLD_PRODUCTION');
  await expect(signButton(page)).not.toHaveClass(/button-primary/);
  await expect(page.locator('.band')).toContainText(`LINK UP: ${COUNTED_LINKS.join(', ')}, signed all the same`);
  const closed = page.waitForEvent('close');
  const text = await signShown(page);
  await closed;
  return text;
}

/** The runtime that we ship with another application in it: one window, as anybody would open it. */
async function unguardedApplication(): Promise<string> {
  const folder = freshFolder('unguarded');
  const source = freshFolder('unguarded-source');
  writeFileSync(join(source, 'package.json'), JSON.stringify({ name: 'unguarded', main: 'main.cjs' }));
  writeFileSync(
    join(source, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron');
     void app.whenReady().then(() => new BrowserWindow().loadURL('data:text/html,<img src="http://example.org/a.png">'));
     setTimeout(() => app.exit(0), 3000);`,
  );
  for (const name of readdirSync(dirname(EXECUTABLE))) {
    if (name !== 'resources' && name !== 'holdfast') symlinkSync(join(dirname(EXECUTABLE), name), join(folder, name));
  }
  // A copy, since the runtime looks for its resources beside the file that it was started from.
  copyFileSync(EXECUTABLE, join(folder, 'holdfast'));
  mkdirSync(join(folder, 'resources'));
  await createPackage(source, join(folder, 'resources/app.asar'));
  return join(folder, 'holdfast');
}
