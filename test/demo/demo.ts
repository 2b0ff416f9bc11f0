// The scripted run: a person's way through the real window with the first real packet, from an empty station to a signed
// decision that stock tools verify. Each screen is kept as a picture. `npm run demo` runs it.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { freshFolder, signingWindow, startConsole } from '../helpers/console.ts';
import { goTo, importTicked, job, OWNER, openPacket, PASSPHRASE, signShown } from '../helpers/steps.ts';

const PACKET = 'fix7-p0-decision-packet.md';
const DEFAULT_OPTION = 'HOLD_PRODUCTION';
/** The same decision with a part that the reader does not know: it must not open anything. */
const UNCLEAR = 'unclear-packet.md';
const kept = join(process.env.HOLDFAST_SCRATCH ?? freshFolder('demo'), 'demo');
mkdirSync(kept, { recursive: true });

let pictures = 0;

async function picture(page: Page, name: string): Promise<void> {
  pictures += 1;
  const file = `${String(pictures).padStart(2, '0')}-${name}.png`;
  await page.screenshot({ path: join(kept, file) });
  console.log(`  ${file}`);
}

const medium = prepareMedium();
const running = await startConsole();
const { review } = running;

console.log('First run: create the owner identity');
await expect(review.getByRole('heading', { name: 'From a packet to a signed decision' })).toBeVisible();
await picture(review, 'first-run');
const creating = await signingWindow(running, () =>
  review.getByRole('button', { name: 'Create owner identity…' }).first().click(),
);
await creating.getByLabel('Your name, as decisions show it').fill(OWNER);
await creating.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
await creating.getByLabel('Passphrase again').fill(PASSPHRASE);
await picture(creating, 'create-identity');
await Promise.all([creating.waitForEvent('close'), creating.getByRole('button', { name: 'Create identity' }).click()]);

console.log('Import the packet and an evidence bundle');
await running.chooseFolders(medium);
await review.getByRole('button', { name: 'Choose folder…' }).last().click();
await importTicked(review, [PACKET, UNCLEAR, 'rehearsal-notes']);
await picture(review, 'import');

console.log('Sign the receipt of the packet');
const receipt = await signingWindow(running, () =>
  job(review, PACKET)
    .getByRole('button', { name: /^Sign receipt/ })
    .click(),
);
await expect(receipt.getByRole('region', { name: 'What is signed' })).toBeVisible();
await picture(receipt, 'sign-receipt');
await Promise.all([receipt.waitForEvent('close'), signShown(receipt)]);
await expect(job(review, PACKET).getByText('receipt signed')).toBeVisible();

console.log('Review');
await openPacket(review, PACKET);
for (const part of ['Glance', 'Document', 'Blockers', 'Evidence']) {
  await review
    .getByRole('tab', { name: part })
    .or(review.getByRole('button', { name: part, exact: true }))
    .last()
    .click();
  await picture(review, part.toLowerCase());
}

console.log('What was read of each line, of this packet and of an unclear one');
await review.getByRole('tab', { name: 'Document' }).click();
await review.getByRole('button', { name: /^What was read/ }).click();
await picture(review, 'coverage');
await goTo(review, 'Decisions');
await openPacket(review, UNCLEAR);
await review.getByRole('tab', { name: 'Document' }).click();
await picture(review, 'unclear-document');
await review.getByRole('button', { name: /^What was read/ }).click();
await review.getByText('Things to settle first').scrollIntoViewIfNeeded();
await picture(review, 'unclear-coverage');
await goTo(review, 'Decisions');
await openPacket(review, PACKET);

console.log(`Decide: sign ${DEFAULT_OPTION}`);
await review.getByRole('tab', { name: 'Glance' }).click();
const panel = review.getByRole('complementary', { name: 'Decide' });
const signing = await signingWindow(running, () =>
  panel.getByRole('button', { name: new RegExp(`^Sign .*${DEFAULT_OPTION}`) }).click(),
);
await expect(signing.getByRole('region', { name: 'What is signed' })).toBeVisible();
await picture(signing, 'sign');
const closed = signing.waitForEvent('close');
writeFileSync(join(kept, 'what-was-shown.txt'), await signShown(signing));
await closed;
await expect(panel.getByText('Decided:')).toBeVisible();

console.log('Export');
await running.chooseFolders(kept);
await review
  .getByRole('button', { name: /^Export decision no\./ })
  .first()
  .click();
await expect(review.getByText('Read back', { exact: false })).toBeVisible();
await picture(review, 'exported');
await goTo(review, 'Record');
await picture(review, 'journal');
await running.close();

console.log('Verify with stock tools: the commands of VERIFY.txt as they stand');
const folder = readdirSync(kept).find((name) => name.startsWith('holdfast-decision-'));
if (folder === undefined) throw new Error('no decision was exported');
const instructions = readFileSync(join(kept, folder, 'VERIFY.txt'), 'utf8');
const commands = instructions
  .split('\n')
  .filter((line) => line.startsWith('    '))
  .join('\n');
const verified = spawnSync('sh', ['-e', '-c', commands], { cwd: join(kept, folder), stdio: 'inherit' });
if (verified.status !== 0) throw new Error(`the stock tools do not accept the decision (status ${verified.status})`);

/** A folder as it could lie on a stick: the packet, and a small evidence bundle that is not the one the packet names. */
function prepareMedium(): string {
  const folder = freshFolder('medium');
  cpSync(join(import.meta.dirname, '../fixtures/packets', PACKET), join(folder, PACKET));
  const text = readFileSync(join(folder, PACKET), 'utf8');
  writeFileSync(
    join(folder, UNCLEAR),
    `${text.replace('KB: KB-29B8', 'KB: KB-29B9')}\n${[
      '## Things to settle first',
      '',
      '| What | State today | Who |',
      '|---|---|---|',
      '| Restore test on the clone | not started | DBA |',
      '',
      'FIX7-P0-PROD-OPT4-1 is closed.',
      '',
    ].join('\n')}`,
  );
  mkdirSync(join(folder, 'rehearsal-notes'));
  writeFileSync(join(folder, 'rehearsal-notes', 'notes.txt'), 'Snapshot and restore rehearsed on the clone.\n');
  return folder;
}
