import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { Role } from '../../shared/contract/views.ts';
import { freshFolder, type RunningConsole, signingWindow } from '../helpers/console.ts';
import { MARKDOWN, packetText } from '../helpers/packets.ts';
import { decidePanel, goTo, job, openPacket, signIn, signShown } from '../helpers/steps.ts';
import { ask, importOnly } from '../helpers/stick.ts';
import type { Deed, Said } from './claims.ts';

export interface Person {
  readonly role: Role;
  readonly name: string;
  readonly passphrase: string;
}

/** What an act works on. */
export interface Scene {
  readonly running: RunningConsole;
  /** The one who is signed in. */
  readonly person: Person;
  /** Different each time. */
  readonly number: number;
  /** Between 0 and 1. */
  readonly random: () => number;
}

/** Something that a person does in the window. It gives what the window said of it, once it has said so. */
export interface Act {
  readonly name: string;
  readonly roles: readonly Role[];
  /** What is claimed when the console is killed in its midst. */
  readonly midway: (number: number) => readonly Deed[];
  readonly run: (scene: Scene) => Promise<readonly Deed[]>;
}

/** As long as a person would wait before they call it a fault. */
const PATIENCE = { timeout: 60_000 };
const EVERYONE = ['owner', 'operator', 'auditor'] as const;
const packetName = (number: number): string => `packet-${number}.md`;
const bundleName = (number: number): string => `bundle-${number}`;

export const ACTS: readonly Act[] = [
  {
    name: 'sign the default option',
    roles: ['owner'],
    midway: () => [{ kind: 'signature', signed: 'unknown' }],
    run: async ({ running, person }) => {
      await openPacket(running.review, MARKDOWN);
      return [{ kind: 'signature', signed: await sign(running, person, () => clickSign(running.review)) }];
    },
  },
  {
    name: 'open the signing window and cancel',
    roles: ['owner'],
    midway: () => [],
    run: async ({ running }) => {
      await openPacket(running.review, MARKDOWN);
      const page = await signingWindow(running, () => clickSign(running.review));
      await Promise.all([page.waitForEvent('close'), page.getByRole('button', { name: 'Cancel' }).click()]);
      return [{ kind: 'signature', signed: 'not-done' }];
    },
  },
  {
    name: 'import a packet and sign its receipt',
    roles: ['owner', 'operator'],
    midway: (number) => [
      { kind: 'import', label: packetName(number), imported: 'unknown' },
      { kind: 'signature', signed: 'unknown' },
    ],
    run: async ({ running, person, number }) => {
      const label = packetName(number);
      const medium = freshFolder('medium');
      writeFileSync(join(medium, label), packetText().replace('KB-29B8', `KB-${number}`));
      const imported = await importOne(running, medium, label);
      rmSync(medium, { recursive: true });
      const deed: Deed = { kind: 'import', label, imported };
      const receipt = job(running.review, label).getByRole('button', { name: /^Sign receipt/ });
      if (imported !== 'done' || !(await receipt.isVisible())) return [deed];
      return [deed, { kind: 'signature', signed: await sign(running, person, () => receipt.click()) }];
    },
  },
  {
    name: 'import a bundle',
    roles: ['owner', 'operator'],
    midway: (number) => [{ kind: 'import', label: bundleName(number), imported: 'unknown' }],
    run: async ({ running, number }) => {
      const label = bundleName(number);
      const medium = freshFolder('medium');
      writeBundle(join(medium, label), 20_000);
      const imported = await importOne(running, medium, label);
      rmSync(medium, { recursive: true });
      return [{ kind: 'import', label, imported }];
    },
  },
  {
    name: 'import from a stick that is pulled out',
    roles: ['owner', 'operator'],
    midway: (number) => [{ kind: 'import', label: bundleName(number), imported: 'unknown' }],
    run: async ({ running, number, random }) => {
      const { review } = running;
      const label = bundleName(number);
      ask('insert');
      await goTo(review, 'Intake');
      const volume = review
        .getByRole('region', { name: 'Import from' })
        .getByRole('listitem')
        .filter({ hasText: 'LATE' });
      await expect(volume).toBeVisible(PATIENCE);
      writeBundle(join('/media/LATE', label), 2_000_000);
      await volume.getByRole('button', { name: 'Look inside' }).click(PATIENCE);
      await importOnly(review, label);
      await new Promise((resolve) => setTimeout(resolve, random() * 300));
      ask('pull');
      const imported = await outcomeOfImport(review, label);
      const interrupted = review.getByRole('region', { name: 'Interrupted imports' }).getByRole('listitem');
      const left = interrupted.filter({ hasText: label }).getByRole('button', { name: 'Give up' });
      if (imported === 'not-done' && (await left.isVisible())) await left.click();
      await expect(volume).toBeHidden(PATIENCE);
      return [{ kind: 'import', label, imported }];
    },
  },
  {
    name: 'export the newest decision',
    roles: ['owner', 'auditor'],
    // Which name it would have had is not known, so nothing is claimed of it.
    midway: () => [],
    run: async ({ running }) => {
      await openPacket(running.review, MARKDOWN);
      const button = running.review.getByRole('button', { name: /^Export decision no\./ }).first();
      if (!(await button.isVisible())) return [];
      return exportTo(running, () => button.click(PATIENCE), 'holdfast-decision-');
    },
  },
  {
    name: 'export a dossier',
    roles: ['owner', 'auditor'],
    midway: () => [],
    run: async ({ running }) => {
      await openPacket(running.review, MARKDOWN);
      const button = running.review.getByRole('button', { name: 'Export dossier…' });
      if (!(await button.isVisible())) return [];
      return exportTo(running, () => button.click(PATIENCE), 'holdfast-dossier-');
    },
  },
  {
    name: 'lock, and sign in again',
    roles: EVERYONE,
    midway: () => [],
    run: async ({ running, person }) => {
      await running.review.getByRole('banner').getByRole('button', { name: 'Lock' }).click(PATIENCE);
      await signIn(running, person.name, person.passphrase);
      return [];
    },
  },
  {
    name: 'read and reload',
    roles: EVERYONE,
    midway: () => [],
    run: async ({ running: { review } }) => {
      for (const section of ['Decisions', 'Evidence', 'Record', 'People', 'Station', 'Intake'] as const)
        await goTo(review, section);
      await review.reload();
      await expect(review.getByRole('navigation')).toBeVisible(PATIENCE);
      return [];
    },
  },
];

/** Once something was decided, signing again is behind a button that says so. */
async function clickSign(review: Page): Promise<void> {
  const sign = decidePanel(review).getByRole('button', { name: /^Sign HOLD_PRODUCTION/ });
  const again = decidePanel(review).getByRole('button', { name: 'Sign a new decision…' });
  await sign.or(again).first().waitFor(PATIENCE);
  if (!(await sign.isVisible())) await again.click(PATIENCE);
  await sign.click(PATIENCE);
}

/** Signs what the window shows. When it says why it did not, it is closed. */
async function sign(running: RunningConsole, person: Person, open: () => Promise<void>): Promise<Said> {
  const page = await signingWindow(running, open);
  const closed = page.waitForEvent('close', PATIENCE).then((): 'closed' => 'closed');
  await signShown(page, { passphrase: person.passphrase });
  const alert = page.getByRole('alert');
  const said = alert.waitFor(PATIENCE).then(async () => (await alert.allTextContents()).join(' '));
  const first = await Promise.race([closed, said.catch(() => closed)]);
  if (first === 'closed') return 'done';
  if (/may have been/.test(first)) return 'unknown';
  await page.getByRole('button', { name: /^(Cancel|Close)$/ }).click(PATIENCE);
  await closed;
  return 'not-done';
}

async function importOne(running: RunningConsole, medium: string, label: string): Promise<Said> {
  const { review } = running;
  await goTo(review, 'Intake');
  await running.chooseFolders(medium);
  await review.getByRole('button', { name: 'Choose folder…' }).last().click(PATIENCE);
  await importOnly(review, label);
  return outcomeOfImport(review, label);
}

async function outcomeOfImport(review: Page, label: string): Promise<Said> {
  const row = job(review, label).filter({
    hasText: /Imported into the vault|Refused|Interrupted|Cancelled|may have been/,
  });
  await expect(row).toBeVisible(PATIENCE);
  const text = (await row.textContent()) ?? '';
  if (text.includes('may have been')) return 'unknown';
  return text.includes('Imported into the vault') ? 'done' : 'not-done';
}

/** What lies at the destination afterwards, beside what was said of it. */
async function exportTo(running: RunningConsole, click: () => Promise<void>, prefix: string): Promise<readonly Deed[]> {
  const destination = freshFolder('destination');
  await running.chooseFolders(destination);
  await click();
  const panel = decidePanel(running.review);
  const written = panel.getByText(/Read back|Every byte was read back/).first();
  const refused = panel.getByRole('alert').first();
  await expect(written.or(refused).first()).toBeVisible(PATIENCE);
  const [folder] = readdirSync(destination).filter((name) => name.startsWith(prefix));
  const exported = (await written.isVisible()) ? 'done' : 'not-done';
  rmSync(destination, { recursive: true });
  if (folder === undefined) return exported === 'done' ? [{ kind: 'export', folder: 'nothing', exported }] : [];
  return [{ kind: 'export', folder, exported }];
}

/** Files that no other bundle has, with a manifest. */
function writeBundle(folder: string, size: number): void {
  mkdirSync(folder, { recursive: true });
  const sums = [1, 2, 3, 4].map((part) => {
    const content = randomBytes(size / 4);
    writeFileSync(join(folder, `part-${part}`), content);
    return `${createHash('sha256').update(content).digest('hex')}  part-${part}\n`;
  });
  writeFileSync(join(folder, 'SHA256SUMS'), sums.join(''));
}
