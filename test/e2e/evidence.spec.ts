import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { freshFolder, type RunningConsole } from '../helpers/console.ts';
import { EXPECTED, MARKDOWN, packetWith } from '../helpers/packets.ts';
import { test } from '../helpers/station.ts';
import { goTo, importFrom, job, journalRows, openPacket, openPart } from '../helpers/steps.ts';

const [{ treeHash: CLAIMED } = { treeHash: '' }] = EXPECTED.evidence;
const MIB = 1024 * 1024;

test('evidence is matched with the algorithm that gives the hash of the packet', async ({ first }) => {
  const medium = mediumWithBundle({ 'a.b': 'dot', 'a/one file.sql': 'dump', 'a/ü': 'umlaut' });
  const bundle = join(medium, 'bundle');
  writeFileSync(join(medium, 'dir.md'), packetWith(CLAIMED, dirHashOf(bundle)));
  writeFileSync(join(medium, 'git.md'), packetWith(CLAIMED, gitTreeOf(bundle)));
  writeFileSync(join(medium, 'other.md'), packetWith(CLAIMED, '0'.repeat(64)));
  await importFrom(first, medium, ['dir.md', 'git.md', 'other.md', 'bundle']);

  for (const [packet, badge, sentence] of [
    ['dir.md', 'matched', 'with dirHash'],
    ['git.md', 'matched', 'with gitTreeSha1'],
    ['other.md', 'not matched', /no algorithm gives this hash/i],
  ] as const) {
    await openPacket(first.review, packet);
    const reference = (await openPart(first.review, 'Evidence')).getByRole('region');
    await expect(reference.getByText(badge, { exact: true })).toBeVisible();
    await expect(reference).toContainText(sentence);
    await expect(reference.getByRole('button', { name: 'Open bundle and file list' })).toBeVisible();
  }
});

test('evidence that was not supplied is said to be, until it comes', async ({ first }) => {
  const { review } = first;
  const medium = mediumWithBundle({ 'dump.sql': 'rows' });
  writeFileSync(join(medium, MARKDOWN), packetWith(CLAIMED, dirHashOf(join(medium, 'bundle'))));
  await importFrom(first, medium, [MARKDOWN]);
  await openPacket(review, MARKDOWN);
  const evidence = await openPart(review, 'Evidence');
  await expect(evidence.getByText('not supplied', { exact: true })).toBeVisible();
  await evidence.getByRole('button', { name: 'Import evidence' }).click();
  await importFrom(first, medium, ['bundle']);
  await openPacket(review, MARKDOWN);
  await expect((await openPart(review, 'Evidence')).getByText('matched', { exact: true })).toBeVisible();
});

test('the bundle is shown with its tree hashes and its files', async ({ first }) => {
  const { review } = first;
  const medium = mediumWithBundle({ 'dump.sql': 'rows', 'logs/run 1.txt': 'ok' });
  await importFrom(first, medium, ['bundle']);
  await job(review, 'bundle').getByRole('button', { name: 'Open bundle' }).click();
  await expect(review.getByRole('heading', { level: 1 })).toHaveText('bundle');
  const row = (name: string) => review.getByRole('row', { name });
  await expect(row('dirHash SHA-256')).toContainText(dirHashOf(join(medium, 'bundle')));
  await expect(row('gitTreeSha1')).toHaveCount(0);
  await review.getByRole('button', { name: 'Compute git’s tree ids' }).click();
  await expect(row('gitTreeSha1')).toContainText(gitTreeOf(join(medium, 'bundle')));
  await review.getByRole('tab', { name: 'Files' }).click();
  await expect(review.getByRole('treegrid')).toContainText('run 1.txt');
});

test('a bundle with a file that cannot be read is refused, and not listed', { tag: '@long' }, async ({ first }) => {
  const { review } = first;
  const medium = mediumWithBundle({ 'dump.sql': 'rows', 'secret.key': 'x' });
  chmodSync(join(medium, 'bundle/secret.key'), 0o000);
  await importFrom(first, medium, ['bundle']);
  await expect(job(review, 'bundle')).toContainText('Refused.');
  await expect(job(review, 'bundle')).toContainText('secret.key');
  await expectNoBundle(review);

  chmodSync(join(medium, 'bundle/secret.key'), 0o400);
  await importFrom(first, medium, ['bundle']);
  await expectListed(review);
});

test('a bundle that its own SHA256SUMS contradicts is refused, and the first difference named', async ({ first }) => {
  const { review } = first;
  const medium = mediumWithBundle({ 'a.sql': 'one', 'b.sql': 'two', 'c.sql': 'three' });
  const bundle = join(medium, 'bundle');
  writeFileSync(join(bundle, 'SHA256SUMS'), execFileSync('sha256sum', ['a.sql', 'b.sql', 'c.sql'], { cwd: bundle }));
  writeFileSync(join(bundle, 'b.sql'), 'tampered');
  writeFileSync(join(bundle, 'c.sql'), 'tampered too');
  await importFrom(first, medium, ['bundle']);
  await goTo(review, 'Evidence');
  await expect(review.getByRole('row', { name: /^bundle [0-9a-f]/ })).toContainText('refuse');
  await review.getByRole('button', { name: 'bundle', exact: true }).click();
  const findings = review.getByRole('region', { name: 'Findings' }).locator('.finding');
  await expect(findings.first()).toContainText('2 times');
  for (const name of ['b.sql', 'c.sql']) await expect(findings.first()).toContainText(name);
  await expect(review.getByText('Refused: see the findings and the checks.')).toBeVisible();
});

test('a large import can be paused, and is listed once it went on to its end', { tag: '@long' }, async ({ first }) => {
  const { review } = first;
  const running = await startLargeImport(first, largeBundle());
  await running.getByRole('button', { name: 'Pause' }).click();
  await expect(running.getByText('Paused', { exact: true })).toBeVisible();
  await expect(running.getByRole('progressbar')).toBeVisible();
  await expectNoBundle(review);
  await goTo(review, 'Intake');
  await running.getByRole('button', { name: 'Resume' }).click();
  await expect(running).toContainText('Imported into the vault.', { timeout: 60_000 });
  await expectListed(review);
});

test('a large import that is cancelled leaves nothing, and can be begun again', { tag: '@long' }, async ({ first }) => {
  const { review } = first;
  const medium = largeBundle();
  const running = await startLargeImport(first, medium);
  await running.getByRole('button', { name: 'Cancel' }).click();
  await expect(running).toContainText('Cancelled. Nothing of it is in the vault’s lists.');
  await expectNoBundle(review);
  await expect((await journalRows(review)).first()).toContainText('was cancelled');

  await goTo(review, 'Intake');
  await running.getByRole('button', { name: 'Dismiss' }).click();
  await importFrom(first, medium, ['bundle']);
  await expectListed(review);
});

/** Four files of zeros, more than can be imported between two clicks. */
function largeBundle(): string {
  const medium = mediumWithBundle({});
  for (const part of [1, 2, 3, 4]) {
    writeFileSync(join(medium, `bundle/part-${part}`), `part ${part}`);
    truncateSync(join(medium, `bundle/part-${part}`), 150 * MIB);
  }
  return medium;
}

/** Does not wait for its end. Gives its row. */
async function startLargeImport(running: RunningConsole, medium: string): Promise<Locator> {
  const { review } = running;
  await goTo(review, 'Intake');
  await running.chooseFolders(medium);
  await review.getByRole('button', { name: 'Choose folder…' }).last().click();
  await review.getByRole('button', { name: 'Import 1 item' }).click();
  return job(review, 'bundle');
}

async function expectNoBundle(review: Page): Promise<void> {
  await goTo(review, 'Evidence');
  await expect(review.getByText('No evidence bundle has been imported yet.')).toBeVisible();
}

/** A bundle that came with no manifest: read whole, and nothing that it could be verified against. */
async function expectListed(review: Page): Promise<void> {
  await goTo(review, 'Evidence');
  await expect(review.getByRole('row', { name: /^bundle [0-9a-f]/ })).toContainText('read whole, not verified');
}

/** A medium with a folder `bundle` on it that holds these files. */
function mediumWithBundle(files: Readonly<Record<string, string>>): string {
  const medium = freshFolder('medium');
  mkdirSync(join(medium, 'bundle/a'), { recursive: true });
  mkdirSync(join(medium, 'bundle/logs'));
  for (const [path, content] of Object.entries(files)) writeFileSync(join(medium, 'bundle', path), content);
  return medium;
}

/** `dirHash` with stock tools. */
function dirHashOf(folder: string): string {
  return stdoutOf(folder, 'find . -type f -printf "%P\\n" | sort | xargs -d "\\n" sha256sum | sha256sum | cut -c-64');
}

/** `gitTreeSha1` with git itself. */
function gitTreeOf(folder: string): string {
  const git = `--git-dir=${join(freshFolder('git'), '.git')} --work-tree=.`;
  return stdoutOf(folder, `git ${git} init -q && git ${git} add -A && git ${git} write-tree`);
}

function stdoutOf(cwd: string, script: string): string {
  return execFileSync('sh', ['-ec', script], { cwd, encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } }).trim();
}
