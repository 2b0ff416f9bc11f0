import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { freshFolder } from '../helpers/console.ts';
import { EXPECTED, MARKDOWN, mediumWith, PLAIN_TEXT, packetText } from '../helpers/packets.ts';
import { test } from '../helpers/station.ts';
import {
  createOwner,
  decidePanel,
  exportNewest,
  field,
  goTo,
  importFrom,
  openPacket,
  openPart,
  signDefault,
} from '../helpers/steps.ts';
import { changeOneByte, runInstructions, verifyWithOpenSsh, verifyWithOpenSsl } from '../helpers/stock-tools.ts';

const EXPORTED = 'holdfast-decision-KB-29B8-1';
const CLI = join(import.meta.dirname, '../../out/cli/holdfast.mjs');

test('a new user imports the first packet, signs HOLD and carries the decision away', async ({ first }) => {
  const { review } = first;
  await createOwner(first);
  await importFrom(first, mediumWith({ [MARKDOWN]: packetText() }), [MARKDOWN]);
  await openPacket(review, MARKDOWN);
  expect(await signDefault(first, 'HOLD_PRODUCTION')).toContain('HOLD_PRODUCTION');

  const destination = freshFolder('destination');
  await exportNewest(first, destination);
  await expect(review.getByText('Read back', { exact: false })).toBeVisible();
  expect(readdirSync(destination)).toEqual([EXPORTED]);

  await goTo(review, 'Packets');
  await expect(review.getByRole('row').filter({ hasText: MARKDOWN })).toContainText('HOLD_PRODUCTION');
});

for (const form of [MARKDOWN, PLAIN_TEXT]) {
  test(`${form} is shown with the fields it must give`, async ({ first }) => {
    const { review } = first;
    await importFrom(first, mediumWith({ [form]: packetText(form) }), [form]);
    await openPacket(review, form);

    await expect(review.getByRole('heading', { level: 1 })).toHaveText(EXPECTED.title);
    const overview = await openPart(review, 'Overview');
    await expect(overview).toContainText(`This document is not an authority: ${EXPECTED.docStatus}`);
    await expect(field(overview, 'Packet id')).toHaveText(EXPECTED.id);
    await expect(field(overview, 'Revision')).toHaveText(EXPECTED.revision);
    await expect(field(overview, 'Date')).toHaveText(EXPECTED.date);
    await expect(field(overview, 'Default option')).toHaveText(EXPECTED.default);

    const options = await openPart(review, 'Options');
    await expect(options.getByRole('heading', { level: 3 })).toHaveText(
      EXPECTED.options.map((option, at) => `${at + 1}. ${option.id}`),
    );
    for (const { text } of EXPECTED.options) await expect(options.getByText(text, { exact: true })).toBeVisible();
    for (const grant of EXPECTED.grants) await expect(options).toContainText(`There is no grant for ${grant}`);

    const blockers = await openPart(review, 'Blockers');
    await expect(blockers.locator('tbody th')).toHaveText(EXPECTED.blockers.map((blocker) => blocker.id));
    for (const { id, statusText, actors, separateAuthority, gate } of EXPECTED.blockers) {
      const row = blockers.getByRole('row').filter({ has: review.getByRole('rowheader', { name: id, exact: true }) });
      const cells = row.getByRole('cell');
      await expect(cells.nth(0)).toContainText(`Packet says: ${statusText}`);
      await expect(cells.nth(1)).toHaveText(`${actors.join(' + ')}${separateAuthority ? '+ separate authority' : ''}`);
      await expect(cells.nth(2)).toContainText(gate);
    }
    const legs = blockers.getByRole('list', { name: 'Legs' }).getByRole('listitem');
    await expect(legs).toHaveText([/^clone closed/, /^production open/]);

    const evidence = await openPart(review, 'Evidence');
    for (const { treeHash } of EXPECTED.evidence) {
      await expect(evidence.getByRole('region', { name: treeHash })).toContainText('not supplied');
    }
    await expect(await openPart(review, 'Findings')).toHaveText('Reading this packet gave no finding.');
    await expect(decidePanel(review)).toContainText('This station has no owner identity yet');
  });
}

test('stock tools accept the exported HOLD, and refuse it after one changed byte', async ({ ready }) => {
  await signDefault(ready, 'HOLD_PRODUCTION');
  const destination = freshFolder('destination');
  await exportNewest(ready, destination);
  await expect(ready.review.getByText('Exported', { exact: true })).toBeVisible();
  const folder = join(destination, EXPORTED);

  for (const verify of [runInstructions, verifyWithOpenSsh, verifyWithOpenSsl]) {
    const { status, output } = verify(folder);
    expect(status, output).toBe(0);
  }
  expect(cli('verify', folder, '--trust', join(folder, 'owner.pub')).status).toBe(0);
  expect(readFileSync(join(folder, MARKDOWN), 'utf8')).toBe(packetText());

  for (const changed of ['statement.json', MARKDOWN]) {
    const copy = freshFolder('changed');
    cpSync(folder, copy, { recursive: true });
    changeOneByte(join(copy, changed));
    expect(runInstructions(copy).status, changed).not.toBe(0);
    expect(cli('verify', copy, '--trust', join(folder, 'owner.pub')).status, changed).toBe(1);
    if (changed !== 'statement.json') continue;
    expect(verifyWithOpenSsh(copy).status).not.toBe(0);
    expect(verifyWithOpenSsl(copy).status).not.toBe(0);
  }
});

function cli(...args: readonly string[]) {
  return spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8' });
}
