import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { freshFolder, type RunningConsole } from '../helpers/console.ts';
import { rehearsalFiles, writeTree } from '../helpers/rehearsal.ts';
import { test } from '../helpers/station.ts';
import { goTo, importFrom, job, journalRows } from '../helpers/steps.ts';

const MIB = 1024 * 1024;
/** Hundreds of megabytes, on a machine that has other work too. */
const SLOW = { timeout: 60_000 };

const PACKERS: Readonly<Record<string, (bundle: string, out: string) => void>> = {
  'bundle.zip': (bundle, out) => execFileSync('zip', ['-q', '-r', '-y', out, '.'], { cwd: bundle }),
  'bundle.tar': (bundle, out) => execFileSync('tar', ['cf', out, '-C', bundle, '.']),
  'bundle.tar.gz': (bundle, out) => execFileSync('tar', ['czf', out, '-C', bundle, '.']),
};

test('the same tree is one bundle with the same hashes, as a folder and in every archive', async ({ first }) => {
  const { review } = first;
  const medium = freshFolder('medium');
  const bundle = folderIn(medium, 'bundle', { 'a.b': 'dot', 'a/one file.sql': 'dump', 'a/ü': 'umlaut' });
  for (const [name, pack] of Object.entries(PACKERS)) pack(bundle, join(medium, name));
  const expected = treeHashesOf(bundle);
  for (const name of ['bundle', ...Object.keys(PACKERS)]) {
    await importFrom(first, medium, [name]);
    await job(review, name).getByRole('button', { name: 'Open bundle' }).click();
    // The same bundle imported once more keeps them.
    if (name === 'bundle') await review.getByRole('button', { name: 'Compute git’s tree ids' }).click();
    for (const [algorithm, digest] of Object.entries(expected)) {
      await expect(hashRow(review, algorithm)).toContainText(digest);
    }
    await goTo(review, 'Intake');
    await job(review, name).getByRole('button', { name: 'Dismiss' }).click();
  }
  await goTo(review, 'Evidence');
  await expect(review.getByRole('table').locator('tbody tr')).toHaveCount(1);
});

test('an archive that is cut short is refused, with why, and nothing of it is listed', async ({ first }) => {
  const { review } = first;
  const medium = freshFolder('medium');
  const archive = join(medium, 'bundle.tar.gz');
  PACKERS['bundle.tar.gz']?.(folderIn(freshFolder('source'), 'bundle', { a: 'x'.repeat(5000) }), archive);
  truncateSync(archive, readFileSync(archive).length - 20);
  await importFrom(first, medium, ['bundle.tar.gz']);
  await expect(job(review, 'bundle.tar.gz')).toContainText('Refused.');
  await expectNoBundle(review);
});

test('the rehearsal of the first packet shows each check with what was observed', async ({ first }) => {
  const { review } = first;
  const medium = freshFolder('medium');
  folderIn(medium, 'rehearsal', rehearsalFiles());
  await importFrom(first, medium, ['rehearsal']);
  await job(review, 'rehearsal').getByRole('button', { name: 'Open bundle' }).click();
  await expect(review.getByText('1 check unknown', { exact: true })).toBeVisible();
  await expect(review.getByText('verified', { exact: true })).toHaveCount(0);
  const checks = review.getByRole('region', { name: 'Checks' }).locator('.checks > li');
  const claims = [/^unknown .*CI seal/, /^passed .*Rollback/, /^passed .*Ten of ten/, /^passed .*No production/];
  await expect(checks).toHaveText(claims);
  await checks.nth(2).getByText('Observed values').click();
  await expect(checks.nth(2)).toContainText('failedClosed');
  await expect(checks.nth(2)).toContainText('10');
});

test('a bundle that claims nothing is not called verified, and a hash says what it belongs to', async ({ first }) => {
  const { review } = first;
  const medium = freshFolder('medium');
  const bundle = folderIn(medium, 'bundle', { 'dump.sql': 'rows' });
  await importFrom(first, medium, ['bundle']);
  await job(review, 'bundle').getByRole('button', { name: 'Open bundle' }).click();
  await expect(review.getByText('read whole, not verified', { exact: true })).toBeVisible();
  await expect(review.getByText('verified', { exact: true })).toHaveCount(0);

  await goTo(review, 'Evidence');
  const which = review.getByRole('region', { name: 'Which hash is this?' });
  const compare = async (hash: string) => {
    await which.getByLabel('A tree hash, as it was given to you').fill(hash);
    await which.getByRole('button', { name: 'Compare' }).click();
  };
  const { dirHash, gitTreeSha1, gitTreeSha256 } = treeHashesOf(bundle);
  for (const [hash, algorithm, spelling] of [
    [dirHash, 'dirHash', 'from the bundle’s root'],
    [`h1:${Buffer.from(dirHash, 'hex').toString('base64')}`, 'dirHash', 'from the bundle’s root'],
    [`swh:1:dir:${gitTreeSha1}`, 'gitTreeSha1', 'from the bundle’s root'],
    [` ${gitTreeSha256}\n`, 'gitTreeSha256', 'from the bundle’s root'],
    [treeHashesOf(dirname(bundle)).dirHash, 'dirHash', 'the bundle’s own name'],
  ] as const) {
    await compare(hash);
    if (hash.startsWith('swh:')) {
      await expect(which.getByRole('status')).toContainText('not known yet');
      await which.getByRole('button', { name: 'Compute git’s tree ids' }).click();
    }
    await expect(which.getByRole('listitem')).toContainText(algorithm);
    await expect(which.getByRole('listitem')).toContainText(spelling);
  }
  await compare('0'.repeat(64));
  await expect(which.getByRole('status')).toContainText('matches none');
  await compare('see attachment');
  await expect(which.getByRole('status')).toContainText('no tree hash in any form');
});

test('a hash of what a damaged bundle was is traced to its manifest, with the files that differ', async ({ first }) => {
  const { review } = first;
  const medium = freshFolder('medium');
  const bundle = folderIn(medium, 'bundle', { 'dump.sql': 'rows', 'log.txt': 'log' });
  stdoutOf(bundle, 'sha256sum dump.sql log.txt > SHA256SUMS');
  const before = dirHashOf(bundle);
  writeFileSync(join(bundle, 'dump.sql'), 'other rows');
  await importFrom(first, medium, ['bundle']);
  await goTo(review, 'Evidence');
  const which = review.getByRole('region', { name: 'Which hash is this?' });
  for (const [hash, sentence] of [
    [before, 'the tree as the bundle’s manifests list it'],
    [stdoutOf(bundle, 'sha256sum SHA256SUMS | cut -c-64'), 'the SHA-256 of this manifest'],
    ['0'.repeat(64), 'The hash is not of this tree'],
  ] as const) {
    await which.getByLabel('A tree hash, as it was given to you').fill(hash);
    await which.getByRole('button', { name: 'Compare' }).click();
    if (sentence === 'The hash is not of this tree') {
      await expect(which.getByRole('status')).toContainText('not known yet');
      await which.getByRole('button', { name: 'Compute git’s tree ids' }).click();
    }
    await expect(which.getByRole('status')).toContainText(sentence);
    await expect(which.getByRole('status')).toContainText('Differing: dump.sql.');
  }
});

for (const name of ['bundle', 'bundle.tar']) {
  const tag = name === 'bundle' ? [] : ['@long'];
  test(`the console is killed while importing ${name}: it is listed as interrupted, and resuming ends it`, {
    tag,
  }, async ({ start }) => {
    const medium = largeMedium(name);
    const killed = await start();
    await killDuringImport(killed, medium, name);

    const running = await start(killed.data);
    await expectNoBundle(running.review);
    const row = await interrupted(running.review, name);
    await row.getByRole('button', { name: 'Resume', exact: true }).click();
    await expect(job(running.review, name)).toContainText('Imported into the vault.', SLOW);
    await expect(row).toHaveCount(0);
    await job(running.review, name).getByRole('button', { name: 'Open bundle' }).click();
    await expect(hashRow(running.review, 'dirHash')).toContainText(dirHashOf(join(medium, 'bundle')));
  });
}

test('an interrupted import whose medium is elsewhere now goes on from there', { tag: '@long' }, async ({ start }) => {
  const medium = largeMedium('bundle');
  const killed = await start();
  await killDuringImport(killed, medium, 'bundle');
  const elsewhere = join(freshFolder('elsewhere'), 'mounted again');
  renameSync(medium, elsewhere);

  const running = await start(killed.data);
  const row = await interrupted(running.review, 'bundle');
  await expect(row).toContainText('not where it was');
  await expect(row.getByRole('button', { name: 'Resume', exact: true })).toBeDisabled();
  await running.chooseFolders(freshFolder('wrong'), elsewhere);
  await row.getByRole('button', { name: 'Resume from…' }).click();
  await expect(row).toContainText('does not hold what was being imported');
  await row.getByRole('button', { name: 'Resume from…' }).click();
  await expect(job(running.review, 'bundle')).toContainText('Imported into the vault.', SLOW);
});

test('an interrupted import that is given up is gone, and the journal says so', { tag: '@long' }, async ({ start }) => {
  const killed = await start();
  await killDuringImport(killed, largeMedium('bundle'), 'bundle');
  const running = await start(killed.data);
  const row = await interrupted(running.review, 'bundle');
  await row.getByRole('button', { name: 'Give up' }).click();
  await expect(row).toHaveCount(0);
  await expect((await journalRows(running.review)).first()).toContainText('was cancelled');
  await expectNoBundle(running.review);
});

test('closing the window during an import keeps what was read', { tag: '@long' }, async ({ start }) => {
  const medium = largeMedium('bundle');
  const closed = await start();
  await beginImport(closed, medium, 'bundle');
  await closed.close();
  const running = await start(closed.data);
  const row = await interrupted(running.review, 'bundle');
  await row.getByRole('button', { name: 'Resume', exact: true }).click();
  await expect(job(running.review, 'bundle')).toContainText('Imported into the vault.', SLOW);
});

test('a damaged byte in the vault is found from the window, and refuses the bundle', async ({ first }) => {
  const { review } = first;
  const medium = freshFolder('medium');
  folderIn(medium, 'bundle', { 'dump.sql': 'the rows of the dump', 'other.sql': 'other rows' });
  await importFrom(first, medium, ['bundle']);
  await goTo(review, 'Station');
  const check = review.getByRole('region', { name: 'Vault' });
  await check.getByRole('button', { name: 'Check the vault' }).click();
  await expect(check.getByText('whole', { exact: true })).toBeVisible();

  damage(join(first.data, 'vault/packs'), 'the rows of the dump');
  await check.getByRole('button', { name: 'Check the vault' }).click();
  await expect(check.getByText('damaged', { exact: true })).toBeVisible();
  await expect(check).toContainText('Refused from now on');
  await check.getByRole('button', { name: 'bundle' }).click();
  await expect(review.locator('.answer')).toContainText(/findings? refuses? it/);
  await expect(review.getByRole('region', { name: 'Findings' })).toContainText('dump.sql');
  await expect(await journalRows(review)).toContainText([/The vault .*refused/, /The bundle bundle .*refused/]);

  await importFrom(first, medium, ['bundle']);
  await goTo(review, 'Evidence');
  await expect(review.getByRole('row', { name: /^bundle [0-9a-f]/ })).toContainText('read whole, not verified');
});

test('a bundle whose record is damaged is named as damaged, and the others stay', { tag: '@long' }, async ({
  start,
}) => {
  const before = await start();
  const medium = freshFolder('medium');
  folderIn(medium, 'first', { a: 'first' });
  const other = folderIn(medium, 'second', { a: 'second' });
  await importFrom(before, medium, ['first', 'second']);
  await before.close();
  const id = dirHashOf(join(medium, 'first'));
  writeFileSync(join(before.data, 'vault/bundles', id, 'record.json'), '{');

  const running = await start(before.data);
  const { review } = running;
  await goTo(review, 'Evidence');
  await expect(review.getByRole('alert').filter({ hasText: id })).toContainText('damaged');
  await expect(review.getByRole('table').locator('tbody tr')).toHaveCount(1);
  await expect(review.getByRole('table')).toContainText(dirHashOf(other));
  await importFrom(running, medium, ['first']);
  await goTo(review, 'Evidence');
  await expect(review.getByRole('table').locator('tbody tr')).toHaveCount(2);
  await expect(review.getByRole('alert')).toHaveCount(0);
});

function folderIn(medium: string, name: string, files: Readonly<Record<string, string>>): string {
  mkdirSync(join(medium, name));
  return writeTree(join(medium, name), files);
}

/** More than can be imported between two clicks: zeros, which take no room as a folder. */
function largeMedium(name: string): string {
  const medium = freshFolder('medium');
  const bundle = folderIn(medium, 'bundle', { 'small.txt': 'first' });
  for (const part of [1, 2, 3, 4]) {
    writeFileSync(join(bundle, `part-${part}`), `part ${part}`);
    truncateSync(join(bundle, `part-${part}`), (name === 'bundle' ? 150 : 75) * MIB);
  }
  if (name !== 'bundle') PACKERS[name]?.(bundle, join(medium, name));
  return medium;
}

async function beginImport(running: RunningConsole, medium: string, name: string): Promise<void> {
  const { review } = running;
  await goTo(review, 'Intake');
  await running.chooseFolders(medium);
  await review.getByRole('button', { name: 'Choose folder…' }).last().click();
  const found = review.getByRole('region', { name: /^Found in/ });
  await expect(found.getByRole('checkbox').first()).toBeVisible();
  for (const box of await found.getByRole('checkbox').all()) await box.uncheck();
  await found.getByRole('checkbox', { name, exact: true }).check();
  await review.getByRole('button', { name: 'Import 1 item' }).click();
  await expect(job(review, name).getByText('Reading, copying and hashing')).toBeVisible();
}

/** As the kernel does it when memory runs out: no handler runs. */
async function killDuringImport(running: RunningConsole, medium: string, name: string): Promise<void> {
  await beginImport(running, medium, name);
  const process = running.app.process();
  const gone = new Promise((resolve) => process.once('exit', resolve));
  process.kill('SIGKILL');
  await gone;
}

async function interrupted(review: Page, name: string): Promise<Locator> {
  await goTo(review, 'Intake');
  const row = review
    .getByRole('region', { name: 'Interrupted imports' })
    .getByRole('listitem')
    .filter({ hasText: name });
  await expect(row).toBeVisible();
  return row;
}

async function expectNoBundle(review: Page): Promise<void> {
  await goTo(review, 'Evidence');
  await expect(review.getByText('No evidence bundle has been imported yet.')).toBeVisible();
}

function hashRow(review: Page, algorithm: string): Locator {
  const named = review.getByText(algorithm, { exact: true });
  return review.getByRole('region', { name: 'Tree hashes' }).getByRole('row').filter({ has: named });
}

/** Changes one byte of this content in whichever pack holds it. */
function damage(packs: string, content: string): void {
  const pack = readdirSync(packs)
    .map((name) => join(packs, name))
    .find((path) => readFileSync(path).includes(content));
  if (pack === undefined) throw new Error(`no pack holds ${content}`);
  const bytes = readFileSync(pack);
  bytes[bytes.indexOf(content)] = 0x54;
  writeFileSync(pack, bytes);
}

/** `dirHash` with stock tools. */
function dirHashOf(folder: string): string {
  return stdoutOf(folder, 'find . -type f -printf "%P\\n" | sort | xargs -d "\\n" sha256sum | sha256sum | cut -c-64');
}

/** Tree hashes with stock tools and git itself. */
function treeHashesOf(folder: string): { dirHash: string; gitTreeSha1: string; gitTreeSha256: string } {
  const git = (format: string) => {
    const at = `--git-dir=${join(freshFolder('git'), '.git')} --work-tree=.`;
    return stdoutOf(folder, `git ${at} init -q --object-format=${format} && git ${at} add -A && git ${at} write-tree`);
  };
  return { dirHash: dirHashOf(folder), gitTreeSha1: git('sha1'), gitTreeSha256: git('sha256') };
}

function stdoutOf(cwd: string, script: string): string {
  return execFileSync('sh', ['-ec', script], { cwd, encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } }).trim();
}
