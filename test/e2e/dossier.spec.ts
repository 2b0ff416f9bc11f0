import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { digestToWords } from '../../shared/text/words.ts';
import { answered, ask } from '../helpers/ask.ts';
import { freshFolder, type RunningConsole } from '../helpers/console.ts';
import { MARKDOWN } from '../helpers/packets.ts';
import { rehearsalFiles, writeTree } from '../helpers/rehearsal.ts';
import { test } from '../helpers/station.ts';
import { decidePanel, importFrom, journalRows, openPacket, signDefault } from '../helpers/steps.ts';
import { changeOneByte, runInstructions } from '../helpers/stock-tools.ts';

const CLI = join(import.meta.dirname, '../../out/cli/holdfast.mjs');

test('a dossier holds what stock commands and the command line verify, and one changed byte is refused', async ({
  ready,
}) => {
  await importRehearsal(ready);
  await signDefault(ready, 'HOLD_PRODUCTION');
  const destination = freshFolder('destination');
  await exportDossier(ready, destination);
  const closing = ready.review.getByText(/^holdfast-dossier-.* files, .* Every byte was read back/);
  await expect(closing).toBeVisible({ timeout: 30_000 });
  const folder = onlyFolderIn(destination);

  const judged = runInstructions(folder);
  expect(judged.status, judged.output).toBe(0);
  expect(await closing.textContent()).toContain(`${filesUnder(folder)} files`);
  const digest = createHash('sha256')
    .update(readFileSync(join(folder, 'SHA256SUMS')))
    .digest();
  const words = ready.review.getByRole('list', { name: 'The same in words, to read aloud' });
  await expect(words.getByRole('listitem')).toHaveText([...digestToWords(digest)]);
  await expect(ready.review.getByText('Carry the dossier to the auditor.')).toBeVisible();
  expect(readFileSync(join(folder, 'report.pdf')).subarray(0, 5).toString()).toBe('%PDF-');

  const trusted = await ownerKey(ready);
  const verified = verify(folder, trusted);
  expect(verified).toMatchObject({ status: 0, json: { kind: 'dossier', verdict: 'verified' } });
  expect(verified.json.findings).toEqual([]);
  expect(verified.json.notVerified.map(({ code }) => code)).toContain('dossier.print-not-recomputed');

  await exportDossier(ready, destination);
  await expect.poll(() => readdirSync(destination).filter((name) => !name.startsWith('.')).length).toBe(2);
  const newer = join(destination, readdirSync(destination).find((name) => !folder.endsWith(name)) ?? '');
  expect(verify(newer, trusted, '--since', folder)).toMatchObject({ status: 0, json: { since: {} } });
  expect(verify(folder, trusted, '--since', newer).json.findings).toContainEqual(
    expect.objectContaining({ code: 'journal.rolled-back' }),
  );

  for (const name of ['report.pdf', 'journal/log.jsonl', 'statements/decision-1.statement.json']) {
    const changed = freshFolder('changed');
    cpSync(folder, changed, { recursive: true });
    changeOneByte(join(changed, name));
    expect(verify(changed, trusted)).toMatchObject({ status: 1, json: { verdict: 'refused' } });
    expect(runInstructions(changed).status).not.toBe(0);
  }
});

test('a dossier goes to a stick by name, and is in the journal', async ({ decided }) => {
  const before = new Set(readdirSync('/media/STICK'));
  await exportDossier(decided, '/media/STICK');
  const closing = decided.review.getByText(/^holdfast-dossier-.* is on STICK: /);
  await expect(closing).toBeVisible({ timeout: 30_000 });
  const [name = ''] = readdirSync('/media/STICK').filter((one) => !before.has(one));
  expect(await closing.textContent()).toContain(name);
  expect(verify(join('/media/STICK', name), await ownerKey(decided)).status).toBe(0);
  const rows = await journalRows(decided.review);
  await expect(rows.first()).toContainText(`${name} was exported to STICK.`);
});

test('a dossier goes to a stick as one zip, or as an image for a disc, by choice', async ({ decided }) => {
  const destination = freshFolder('destination');
  await exportDossier(decided, destination, 'Export as zip…');
  await expect(decided.review.getByText(/^holdfast-dossier-.*\.zip is on /)).toBeVisible({ timeout: 30_000 });
  const [name = ''] = readdirSync(destination);
  expect(verify(join(destination, name), await ownerKey(decided))).toMatchObject({
    status: 0,
    json: { kind: 'dossier', verdict: 'verified' },
  });

  const forDisc = freshFolder('for-disc');
  await exportDossier(decided, forDisc, 'Export as ISO image…');
  await expect(decided.review.getByText(/^holdfast-dossier-.*\.iso is on /)).toBeVisible({ timeout: 60_000 });
  const disc = freshFolder('disc');
  const [image = ''] = readdirSync(forDisc);
  const read = spawnSync('bsdtar', ['-xf', join(forDisc, image), '-C', disc], { encoding: 'utf8' });
  expect(read.status, read.stderr).toBe(0);
  expect(verify(onlyFolderIn(disc), await ownerKey(decided))).toMatchObject({
    status: 0,
    json: { kind: 'dossier', verdict: 'verified' },
  });
});

test('a full stick is refused, nothing is left on it, and the refusal is in the journal', { tag: '@long' }, async ({
  decided,
}) => {
  const before = readdirSync('/media/FULL');
  await exportDossier(decided, '/media/FULL');
  await expect(decidePanel(decided.review).getByRole('alert')).toContainText('export/medium-full', { timeout: 30_000 });
  expect(readdirSync('/media/FULL')).toEqual(before);
  const rows = await journalRows(decided.review);
  await expect(rows.first()).toContainText('export was refused');
});

async function importRehearsal(running: RunningConsole): Promise<void> {
  const medium = freshFolder('medium');
  writeTree(join(medium, 'rehearsal'), rehearsalFiles());
  await importFrom(running, medium, ['rehearsal']);
  await openPacket(running.review, MARKDOWN);
}

async function exportDossier(running: RunningConsole, destination: string, button = 'Export dossier…'): Promise<void> {
  await running.chooseFolders(destination);
  await running.review.getByRole('button', { name: button }).click();
}

/** The owner's public key in a file of its own, as a reader has it by another way. */
async function ownerKey({ review }: RunningConsole): Promise<string> {
  const { identities } = answered(await ask(review, 'station/status', {}));
  const path = join(freshFolder('trust'), 'owner.pub');
  writeFileSync(path, `${identities[0]?.publicKey}\n`);
  return path;
}

interface Verified {
  readonly status: number | null;
  readonly json: {
    readonly kind: string;
    readonly verdict: string;
    readonly findings: readonly { code: string }[];
    readonly notVerified: readonly { code: string }[];
  };
}

function verify(path: string, trusted: string, ...more: readonly string[]): Verified {
  const args = [CLI, 'verify', path, '--trust', trusted, '--json', ...more];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return { status, json: JSON.parse(stdout) };
}

function onlyFolderIn(destination: string): string {
  const names = readdirSync(destination);
  expect(names).toHaveLength(1);
  return join(destination, names[0] ?? '');
}

function filesUnder(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).length;
}
