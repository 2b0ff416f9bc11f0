import { execFileSync } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { freshFolder } from '../helpers/console.ts';
import { MARKDOWN, packetText } from '../helpers/packets.ts';
import { test } from '../helpers/station.ts';
import { goTo, importFrom, job, journalRows } from '../helpers/steps.ts';
import {
  ask,
  expectNoBundle,
  importFromVolume,
  importOnly,
  noSlowVolume,
  quitWhileHeldUp,
  scratch,
  stickWith,
} from '../helpers/stick.ts';

const MIB = 1024 * 1024;
/** The medium gives 6 MB a second, and other work is done beside it. */
const SLOW = { timeout: 60_000 };

// Whatever a test leaves hanging would hold up the next one.
test.afterEach(() => ask('unplug'));

test('a full disk interrupts an import, the window says so, and it goes on once there is room', async ({ start }) => {
  const data = join(scratch(), 'two-disks');
  for (const left of readdirSync(data)) if (left !== 'vault') rmSync(join(data, left), { recursive: true });
  for (const left of readdirSync(join(data, 'vault'))) rmSync(join(data, 'vault', left), { recursive: true });
  const disk = join(scratch(), 'disk');
  const ballast = join(disk, 'ballast');
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(ballast, Buffer.alloc(bavail * bsize - 30 * MIB));
  const medium = freshFolder('medium');
  mkdirSync(join(medium, 'bundle'));
  for (const part of ['part-1', 'part-2', 'part-3']) {
    writeFileSync(join(medium, 'bundle', part), randomFillSync(Buffer.alloc(17 * MIB)));
  }
  const running = await start(data);
  const { review } = running;
  await goTo(review, 'Intake');
  await running.chooseFolders(medium);
  await review.getByRole('button', { name: 'Choose folder…' }).last().click();
  await importOnly(review, 'bundle');
  await expect(job(review, 'bundle')).toContainText('Interrupted.');
  await expect(job(review, 'bundle')).toContainText('full');
  await expectNoBundle(review);
  await goTo(review, 'Intake');

  rmSync(ballast);
  const row = review.getByRole('region', { name: 'Interrupted imports' }).getByRole('listitem');
  await row.getByRole('button', { name: 'Resume', exact: true }).click();
  await expect(job(review, 'bundle')).toContainText('Imported into the vault.', SLOW);
  await job(review, 'bundle').getByRole('button', { name: 'Open bundle' }).click();
  const bundle = join(medium, 'bundle');
  await expect(review.getByRole('region', { name: 'Tree hashes' })).toContainText(dirHashOf(bundle));
  await running.close();
});

test.describe('on a volume that is pulled out or hangs', () => {
  test.skip(noSlowVolume !== false, String(noSlowVolume));

  for (const name of ['bundle', 'bundle.zip']) {
    const tag = name === 'bundle' ? [] : ['@long'];
    test(`${name}: the medium is pulled out half-way, the window says so, and resuming ends it`, { tag }, async ({
      first,
    }) => {
      const { review } = first;
      const bundle = stickWith(name);
      ask('plug');
      await importFromVolume(review, 'SLOW', name);
      await expect(job(review, name)).toContainText(/\b[1-4]\d(?:\.\d)? M/, SLOW);
      // Totals come after three seconds, from a walk that runs ahead; an archive's files are not counted before they are read.
      if (name === 'bundle') await expect(job(review, name)).toContainText('of 4 files');
      ask('unplug');

      await expect(job(review, name)).toContainText('Interrupted.');
      await expect(job(review, name)).toContainText('put it back');
      const row = review
        .getByRole('region', { name: 'Interrupted imports' })
        .getByRole('listitem')
        .filter({ hasText: name });
      await expect(row).toContainText('not where it was');
      await expect(row.getByRole('button', { name: 'Resume', exact: true })).toBeDisabled();
      await expectNoBundle(review);
      await expect((await journalRows(review)).first()).toContainText('was interrupted');
      await goTo(review, 'Intake');

      ask('plug');
      await row.getByRole('button', { name: 'Resume', exact: true }).click(SLOW);
      await expect(job(review, name)).toContainText('Imported into the vault.', SLOW);
      await expect(row).toHaveCount(0);
      await job(review, name).getByRole('button', { name: 'Open bundle' }).click();
      await expect(review.getByRole('region', { name: 'Tree hashes' })).toContainText(dirHashOf(bundle));
    });
  }

  test('what was interrupted by a pulled medium can be given up', { tag: '@long' }, async ({ first }) => {
    const { review } = first;
    stickWith('bundle');
    ask('plug');
    await importFromVolume(review, 'SLOW', 'bundle');
    await expect(job(review, 'bundle').getByText('Reading, copying and hashing')).toBeVisible();
    ask('unplug');
    await expect(job(review, 'bundle')).toContainText('Interrupted.');
    const row = review.getByRole('region', { name: 'Interrupted imports' }).getByRole('listitem');
    await row.getByRole('button', { name: 'Give up' }).click();
    await expect(row).toHaveCount(0);
    await expect(review.getByRole('region', { name: 'Interrupted imports' })).toContainText('None is left');
    await expect(job(review, 'bundle')).toContainText('Cancelled.');
    await expectNoBundle(review);
  });

  // A medium that hangs: it fails nothing, and answers nothing either. What serves it is stopped (SIGSTOP).

  for (const name of ['bundle', 'bundle.zip']) {
    test(`${name}: a medium that hangs is told, an import is cancelled all the same, and the console goes on and quits`, {
      tag: '@long',
    }, async ({ start }) => {
      const running = await start();
      const { review } = running;
      stickWith(name);
      ask('plug');
      await importFromVolume(review, 'SLOW', name);
      await expect(job(review, name)).toContainText(/[1-4]\d\.\d+ MiB/, SLOW);
      ask('hang');
      await expect(job(review, name)).toContainText(/The medium has not answered for [2-9] s\. Wait, or cancel/);

      await job(review, name).getByRole('button', { name: 'Pause' }).click();
      await expect(job(review, name)).toContainText('Pausing');
      await expect(job(review, name)).toContainText('The pause takes effect when it does.');
      await job(review, name).getByRole('button', { name: 'Resume' }).click();
      await expect(job(review, name)).toContainText('Reading, copying and hashing');
      const volume = review
        .getByRole('region', { name: 'Import from' })
        .getByRole('listitem')
        .filter({ hasText: 'SLOW' });
      await expect(volume).toContainText('does not answer', SLOW);

      await job(review, name).getByRole('button', { name: 'Cancel' }).click();
      await expect(job(review, name)).toContainText('Cancelled.');
      await expect(job(review, name)).toContainText('still under way');
      await expect(review.getByRole('region', { name: 'Interrupted imports' })).toBeHidden();
      await expectNoBundle(review);

      await goTo(review, 'Intake');
      await volume.getByRole('button', { name: 'Look inside' }).click();
      await expect(review.getByRole('alert')).toContainText('The medium does not answer');
      await review.getByRole('button', { name: 'Close' }).click();
      writeFileSync(join('/media/STICK', MARKDOWN), packetText(MARKDOWN));
      await importFrom(running, '/media/STICK', [MARKDOWN]);
      await expect((await journalRows(review)).filter({ hasText: 'cancelled' })).toHaveCount(1);

      // The next console opens the same station, and finds nothing of the import.
      await quitWhileHeldUp(running);
      const again = await start(running.data);
      await goTo(again.review, 'Intake');
      await expect(again.review.getByRole('heading', { name: 'Import from' })).toBeVisible();
      await expect(again.review.getByRole('region', { name: 'Interrupted imports' })).toBeHidden();
      await expectNoBundle(again.review);
    });
  }

  test('a console that is closed while a medium hangs ends, and the import waits for it to answer', {
    tag: '@long',
  }, async ({ start }) => {
    const running = await start();
    stickWith('bundle');
    ask('plug');
    await importFromVolume(running.review, 'SLOW', 'bundle');
    await expect(job(running.review, 'bundle')).toContainText(/[34]\d\.\d+ MiB/, SLOW);
    ask('hang');
    await expect(job(running.review, 'bundle')).toContainText('The medium has not answered for');
    await quitWhileHeldUp(running);

    const { review } = await start(running.data);
    await goTo(review, 'Intake');
    const row = review.getByRole('region', { name: 'Interrupted imports' }).getByRole('listitem');
    await expect(row).toContainText('not where it was');
    ask('answer');
    await row.getByRole('button', { name: 'Resume', exact: true }).click(SLOW);
    await expect(job(review, 'bundle')).toContainText('Imported into the vault.', SLOW);
  });

  test('a packet on a medium that hangs is cancelled, and the rest of the console goes on', async ({ start }) => {
    const { review } = await start();
    stickWith('bundle');
    writeFileSync(join(scratch(), 'stick/packet.md'), packetText());
    ask('plug');
    await goTo(review, 'Intake');
    const volume = review
      .getByRole('region', { name: 'Import from' })
      .getByRole('listitem')
      .filter({ hasText: 'SLOW' });
    await volume.getByRole('button', { name: 'Look inside' }).click({ timeout: 15_000 });
    const found = review.getByRole('region', { name: /^Found in/ });
    await found.getByRole('checkbox', { name: 'packet.md', exact: true }).check();
    await found.getByRole('checkbox', { name: 'bundle', exact: true }).uncheck();
    ask('hang');
    await expect(volume).toContainText('does not answer', SLOW);
    await review.getByRole('button', { name: 'Import 1 item' }).click();
    await expect(job(review, 'packet.md')).toContainText('The medium has not answered for');
    await job(review, 'packet.md').getByRole('button', { name: 'Cancel' }).click();
    await expect(job(review, 'packet.md')).toContainText('Cancelled.');
    await expect((await journalRows(review)).first()).toContainText('cancelled');
  });
});

/** With stock tools. */
function dirHashOf(folder: string): string {
  const script = 'find . -type f -printf "%P\\n" | LC_ALL=C sort | xargs -d "\\n" sha256sum | sha256sum | cut -c-64';
  return execFileSync('sh', ['-ec', script], { cwd: folder, encoding: 'utf8' }).trim();
}
