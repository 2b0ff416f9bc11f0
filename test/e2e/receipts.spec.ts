import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { answered, ask } from '../helpers/ask.ts';
import { freshFolder, type RunningConsole, signingWindow } from '../helpers/console.ts';
import { EXPECTED, mediumWith, packetWith } from '../helpers/packets.ts';
import { rehearsalFiles, writeTree } from '../helpers/rehearsal.ts';
import { shots } from '../helpers/shots.ts';
import { test } from '../helpers/station.ts';
import {
  AUDITOR,
  goTo,
  importFrom,
  job,
  journalRows,
  OPERATOR,
  openPacket,
  openPart,
  PASSPHRASE,
  readShown,
  signButton,
  signDefault,
  signIn,
  signShown,
} from '../helpers/steps.ts';
import { runInstructions } from '../helpers/stock-tools.ts';

const CLI = join(import.meta.dirname, '../../out/cli/holdfast.mjs');

test('an operator imports and signs the receipts, and an auditor carries them away for stock tools', async ({
  team,
}) => {
  test.slow();
  const { review } = team;
  await signIn(team, OPERATOR.name, OPERATOR.passphrase);
  await importFrom(team, mediumWithRehearsal(), ['rehearsal']);

  const row = job(review, 'rehearsal');
  await expect(row.getByText('receipt not signed yet')).toBeVisible();
  const shown = await signReceipt(team, row.getByRole('button', { name: `Sign receipt as ${OPERATOR.name}…` }));
  expect(shown).toContain('RECEIPT OF AN IMPORT');
  const { summary } = answered(await ask(review, 'bundle/get', { bundle: await bundleId(review) }));
  const { files, bytes, ...treeHashes } = summary;
  for (const [name, value] of Object.entries({ Files: files, Bytes: bytes, ...treeHashes })) {
    expect(shown).toContain(`${name}: ${value}`);
  }
  await expect(row.getByText('receipt signed')).toBeVisible();

  // A packet that refers to just this tree, so that the decision on it names the evidence.
  const [reference] = EXPECTED.evidence;
  const referring = packetWith(reference?.treeHash ?? '', summary.dirHash);
  await importFrom(team, mediumWith({ 'again.md': referring }), ['again.md']);
  await signReceipt(team, job(review, 'again.md').getByRole('button', { name: /^Sign receipt as / }));

  await goTo(review, 'Evidence');
  await review.getByRole('row').filter({ hasText: 'rehearsal' }).getByRole('button').click();
  const receipts = review.getByRole('region', { name: 'Receipts' });
  await expect(receipts).toContainText(`by ${OPERATOR.name}`);
  const rows = await journalRows(review);
  await expect(rows.filter({ hasText: 'signed a urn:holdfast:receipt:v1' })).toHaveCount(2);

  await openPacket(review, 'again.md');
  await expect((await openPart(review, 'Glance')).getByRole('region', { name: 'Receipts' })).toContainText('signed');
  await signDefault(team, 'HOLD_PRODUCTION');
  await signIn(team, AUDITOR.name, AUDITOR.passphrase);
  await openPacket(review, 'again.md');
  const destination = freshFolder('destination');
  await team.chooseFolders(destination);
  await review.getByRole('button', { name: 'Export dossier…' }).click();
  await expect(review.getByText(/^holdfast-dossier-.* files, .* Every byte was read back/)).toBeVisible({
    timeout: 30_000,
  });
  const folder = join(destination, readdirSync(destination)[0] ?? '');
  const receiptsInside = readdirSync(join(folder, 'statements')).filter((name) =>
    /^receipt-.*\.dsse\.json$/.test(name),
  );
  expect(receiptsInside).toHaveLength(2);
  expect(readFileSync(join(folder, 'report.html'), 'utf8')).toContain(OPERATOR.name);
  const judged = runInstructions(folder);
  expect(judged.status, judged.output).toBe(0);
  expect(judged.output).toContain('Good "receipt@holdfast" signature');
  const evidence = join(folder, 'evidence', summary.dirHash);
  const proofs = readdirSync(evidence).filter((name) => name.startsWith('proof-'));
  expect(proofs.length).toBeGreaterThan(10);
  for (const proof of proofs) {
    const args = [CLI, 'verify-proof', join(evidence, proof), '--tree', summary.merkleSha256];
    expect(spawnSync(process.execPath, args).status, proof).toBe(0);
  }
  const { identities } = answered(await ask(review, 'station/status', {}));
  const key = join(freshFolder('trust'), 'owner.pub');
  writeFileSync(key, `${identities[0]?.publicKey}\n`);
  const verified = spawnSync(process.execPath, [CLI, 'verify', folder, '--trust', key], { encoding: 'utf8' });
  expect(verified.status, verified.stderr).toBe(0);
});

test('a receipt is for an owner or an operator who is signed in, once each, and also for what was refused', {
  tag: '@long',
}, async ({ team }) => {
  const { review } = team;
  const medium = freshFolder('medium');
  writeTree(join(medium, 'torn'), { 'a.txt': 'a', SHA256SUMS: `${'0'.repeat(64)}  a.txt\n` });
  writeFileSync(join(medium, 'bad.md'), '');
  await importFrom(team, medium, ['torn', 'bad.md']);
  const id = await bundleId(review);
  const [asked] = answered(await ask(review, 'receipt/list', { id }));
  const by = { import: asked?.import ?? '' };

  await signIn(team, AUDITOR.name, AUDITOR.passphrase);
  expect(await ask(review, 'receipt/sign', by)).toMatchObject({ ok: false, error: { code: 'identity/role-needed' } });
  await review.getByRole('button', { name: 'Lock' }).click();
  expect(await ask(review, 'receipt/sign', by)).toMatchObject({
    ok: false,
    error: { code: 'identity/sign-in-needed' },
  });

  await signIn(team, OPERATOR.name, OPERATOR.passphrase);
  await goTo(review, 'Intake');
  const torn = await signReceipt(team, job(review, 'torn').getByRole('button', { name: /^Sign receipt as / }));
  expect(torn).toContain('Verdict: refused');
  expect(torn).toContain('evidence.');
  expect(await ask(review, 'receipt/sign', by)).toMatchObject({
    ok: false,
    error: { code: 'receipt/signed-already' },
  });
  expect(await ask(review, 'receipt/sign', { import: '0'.repeat(16) })).toMatchObject({
    ok: false,
    error: { code: 'receipt/unknown' },
  });
  const nothing = await signReceipt(team, job(review, 'bad.md').getByRole('button', { name: /^Sign receipt as / }));
  expect(nothing).toContain('NOTHING WAS IMPORTED');
});

test('twenty imports are told in one sentence and in groups, and their receipts are signed in one run', {
  tag: '@long',
}, async ({ ready }) => {
  const { review } = ready;
  const medium = freshFolder('medium');
  const sums = (text: string) => `${createHash('sha256').update(text).digest('hex')}  a.txt\n`;
  for (const n of Array.from({ length: 10 }, (_, at) => String(at).padStart(2, '0'))) {
    writeTree(join(medium, `fine-${n}`), { 'a.txt': n, SHA256SUMS: sums(n) });
  }
  for (const n of ['0', '1', '2', '3', '4']) {
    writeTree(join(medium, `torn-${n}`), { 'a.txt': n, SHA256SUMS: sums(`other ${n}`) });
    writeFileSync(join(medium, `empty-${n}.md`), '');
  }
  await goTo(review, 'Intake');
  await ready.chooseFolders(medium);
  await review.getByRole('button', { name: 'Choose folder…' }).last().click();
  const found = review.getByRole('region', { name: /^Found in/ });
  // The twenty are ticked; the folder that holds them is offered too, and is not.
  await expect(found.getByRole('checkbox')).toHaveCount(21);
  await expect(found.getByRole('checkbox', { checked: true })).toHaveCount(20);
  await review.getByRole('button', { name: 'Import 20 items' }).click();
  await expect(review.getByText('20 done: 5 refused, 5 need attention, 10 fine')).toBeVisible({ timeout: 60_000 });
  const rows = review.getByRole('table', { name: 'Imports that have ended' }).locator('tbody tr');
  await expect(rows).toHaveCount(20);
  await expect(rows.nth(0)).toContainText('refused');
  await expect(rows.nth(5)).toContainText('torn-');
  await expect(rows.nth(10)).toContainText('fine-');
  expect((await rows.nth(12).boundingBox())?.height ?? 0).toBeLessThan(48);
  await shots(review, 'intake');
  // From a finding one press to what it means.
  await rows.nth(5).getByText('torn-').click();
  await rows
    .nth(5)
    .getByRole('button', { name: /^Explain evidence\./ })
    .first()
    .click();
  const help = review.getByRole('dialog', { name: 'Help' });
  await expect(help.locator('dt')).toContainText([/^evidence\./]);
  await help.getByRole('button', { name: 'Close' }).click();
  const run = await signingWindow(ready, () =>
    review.getByRole('button', { name: /sign the 20 receipts that are missing, in one run/ }).click(),
  );
  await run.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await run.getByRole('button', { name: /^Open the key for these 20/ }).click();
  for (const place of ['1', '2']) {
    await expect(run.getByText(`Statement ${place} of 20.`)).toBeVisible();
    await readShown(run);
    await signButton(run).click();
  }
  await expect(run.getByText('Statement 3 of 20.')).toBeVisible();
  await Promise.all([run.waitForEvent('close'), run.getByRole('button', { name: 'Cancel' }).click()]);
  await expect(review.getByText('2 of 20 were signed.')).toBeVisible();
  await expect(review.getByRole('button', { name: /sign the 18 receipts that are missing/ })).toBeVisible();
});

function mediumWithRehearsal(): string {
  const medium = freshFolder('medium');
  writeTree(join(medium, 'rehearsal'), rehearsalFiles());
  return medium;
}

async function bundleId(review: Page) {
  const [bundle] = answered(await ask(review, 'bundle/list', {}));
  if (bundle === undefined) throw new Error('a bundle was imported');
  return bundle.id;
}

/** Gives the text that was shown and signed. */
async function signReceipt(running: RunningConsole, button: ReturnType<Page['getByRole']>): Promise<string> {
  const page = await signingWindow(running, () => button.click());
  const closed = page.waitForEvent('close');
  const text = await signShown(page, { passphrase: OPERATOR.passphrase });
  await closed;
  return text;
}
