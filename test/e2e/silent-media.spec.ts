import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { expect } from '@playwright/test';
import { MARKDOWN } from '../helpers/packets.ts';
import { test } from '../helpers/station.ts';
import { decidePanel, goTo, journalRows, OWNER, openPacket, openPart, signDefault } from '../helpers/steps.ts';
import { ask, emptyStick, noSlowVolume, quitWhileHeldUp, scratch } from '../helpers/stick.ts';

// Media that hang while something else than evidence is written to them, or read from them.

const SILENT = /The medium has not answered for \d+ s\. Wait, or cancel/;

test.afterEach(() => ask('unplug'));

test('a medium that hangs is told while something is written to it, and whoever cancels waits no more', {
  tag: '@long',
}, async ({ ready }) => {
  test.skip(noSlowVolume !== false, String(noSlowVolume));
  test.slow();
  const { review } = ready;
  const stick = await plugged();
  await signDefault(ready, 'HOLD_PRODUCTION');
  await openPacket(review, MARKDOWN);
  const panel = decidePanel(review);
  for (const button of [/^Export decision no\./, /^Export dossier/, /^Export as zip/]) {
    await ready.chooseFolders(THAT_HANGS);
    await panel.getByRole('button', { name: button }).click();
    await expect(panel.getByText(SILENT)).toBeVisible({ timeout: 15_000 });
    await panel.getByRole('button', { name: 'Cancel writing' }).click();
    await expect(panel.getByRole('alert').filter({ hasText: 'nothing counts as written' }).last()).toBeVisible();
    await expect(panel.getByText(SILENT)).toBeHidden();
    await expect(panel.getByRole('button', { name: button })).toBeEnabled();
    await answers();
  }
  const rows = await journalRows(review);
  await expect(rows.first()).toContainText('export was refused');
  await expect(rows.filter({ hasText: /was exported|exported to/ })).toHaveCount(0);

  await openPacket(review, MARKDOWN);
  await ready.chooseFolders('/media/SLOW');
  await panel.getByRole('button', { name: /^Export decision no\./ }).click();
  await expect
    .poll(() => readdirSync(stick), { timeout: 15_000 })
    .toEqual([expect.stringMatching(/^holdfast-decision-/)]);
  await expect(panel.getByText(/SLOW/).first()).toBeVisible();

  // A key is written in the same way.
  await goTo(review, 'People');
  const owner = review.locator('.identity').filter({ hasText: OWNER });
  await owner.getByText('Key and state').click();
  await ready.chooseFolders(THAT_HANGS);
  await owner.getByRole('button', { name: 'Back up key…' }).click();
  await expect(owner.getByText(SILENT)).toBeVisible({ timeout: 15_000 });
  await owner.getByRole('button', { name: 'Cancel writing' }).click();
  await expect(owner.getByRole('alert')).toContainText('nothing counts as written');
});

test('a console that is closed while it writes to a medium that hangs ends, and the next one starts', {
  tag: '@long',
}, async ({ ready, start }) => {
  test.skip(noSlowVolume !== false, String(noSlowVolume));
  const stick = await plugged();
  await signDefault(ready, 'HOLD_PRODUCTION');
  await openPacket(ready.review, MARKDOWN);
  await ready.chooseFolders(THAT_HANGS);
  const panel = decidePanel(ready.review);
  await panel.getByRole('button', { name: /^Export decision no\./ }).click();
  await expect(panel.getByText(SILENT)).toBeVisible({ timeout: 15_000 });
  await quitWhileHeldUp(ready);
  const { review } = await start(ready.data);
  ask('answer');
  const rows = await journalRows(review);
  await expect(rows.filter({ hasText: /was exported|exported to/ })).toHaveCount(0);
  expect(readdirSync(stick).filter((name) => !name.startsWith('.'))).toEqual([]);
});

test('keys and statements on a medium that hangs are refused at once, and the console goes on', {
  tag: '@long',
}, async ({ ready }) => {
  test.skip(noSlowVolume !== false, String(noSlowVolume));
  const { review } = ready;
  await plugged();
  await openPacket(review, MARKDOWN);
  const authority = await openPart(review, 'Blockers');
  await ready.chooseFolders(THAT_HANGS);
  await authority.getByRole('button', { name: 'Take in signed statements…' }).click();
  await expect(authority.getByRole('alert')).toContainText('The medium does not answer');
  await answers();
  await goTo(review, 'People');
  const trust = review.getByRole('region', { name: 'Trust a key from elsewhere' });
  await ready.chooseFolders(THAT_HANGS);
  await trust.getByRole('button', { name: 'Choose folder…' }).click();
  await expect(trust.getByRole('alert')).toContainText('The medium does not answer');
  await answers();
  const owner = review.locator('.identity').filter({ hasText: OWNER });
  await owner.getByText('Key and state').click();
  await ready.chooseFolders(THAT_HANGS);
  await owner.getByRole('button', { name: 'Restore key…' }).click();
  await expect(owner.getByRole('alert')).toContainText('The medium does not answer');
  ask('answer');
});

/** The volume SLOW, mounted with nothing on it; gives the folder that it shows. */
async function plugged(): Promise<string> {
  const stick = emptyStick();
  const before = statSync('/media').dev;
  ask('plug');
  // What another test has unplugged gives an error until it is mounted again.
  await expect(() => expect(statSync('/media/SLOW').dev).not.toBe(before)).toPass();
  return stick;
}

/** The volume, which hangs once it is found and before it is chosen. */
const THAT_HANGS = {
  path: '/media/SLOW',
  before: async () => {
    ask('hang');
    await expect.poll(isServerStopped).toBe(true);
  },
};

async function answers(): Promise<void> {
  ask('answer');
  await expect.poll(isServerStopped).toBe(false);
}

/** Whether what serves the volume is stopped, by the kernel's word (proc_pid_stat, the state behind the name). */
function isServerStopped(): boolean {
  const { stdout } = spawnSync('pgrep', ['--full', `^bindfs .*${scratch()}/stick`], { encoding: 'utf8' });
  const [pid = ''] = stdout.split('\n');
  return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.startsWith('T') === true;
}
