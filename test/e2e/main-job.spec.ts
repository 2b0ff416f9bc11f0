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

  await goTo(review, 'Decisions');
  await expect(review.getByRole('row').filter({ hasText: MARKDOWN })).toContainText('HOLD_PRODUCTION');
});

for (const form of [MARKDOWN, PLAIN_TEXT]) {
  test(`${form} is shown with the fields it must give`, async ({ first }) => {
    const { review } = first;
    await importFrom(first, mediumWith({ [form]: packetText(form) }), [form]);
    await openPacket(review, form);

    await expect(review.getByRole('heading', { level: 1 })).toHaveText(EXPECTED.title);
    const glance = await openPart(review, 'Glance');
    await expect(glance.getByText('Undecided. Nothing is signed.')).toBeVisible();
    const rows = glance.getByRole('list', { name: 'Options' }).locator('> li');
    await expect(rows).toContainText(EXPECTED.options.map(({ id, text }) => new RegExp(`${id}.*“${escaped(text)}”`)));
    await expect(rows).toContainText([
      'Changes nothing',
      'Changes nothing',
      'Changes nothing',
      'May change production',
    ]);
    await expect(rows.last()).toContainText('7 blockers, 8 grants');
    await expect(glance.getByText('Blockers 0 of 7')).toBeVisible();
    await expect(glance.getByText('Grants 0 of 8')).toBeVisible();
    await expect(glance.getByRole('region', { name: 'What is wrong' })).toContainText('7a9364c5…847f9 is not here');
    await expect(glance.getByRole('blockquote')).toContainText('The packet recommends: “If you are not holding');
    await expect(glance).toContainText(`This document is not an authority: ${EXPECTED.docStatus}`);
    await glance.getByText('Id, revision, digest and how it was read').click();
    await expect(field(glance, 'Packet id')).toHaveText(EXPECTED.id);
    await expect(field(glance, 'Revision')).toHaveText(EXPECTED.revision);
    await expect(field(glance, 'Date')).toHaveText(EXPECTED.date);
    await expect(field(glance, 'Default option')).toHaveText(EXPECTED.default);

    const blockers = await openPart(review, 'Blockers');
    for (const { id, statusText, actors, separateAuthority, gate } of EXPECTED.blockers) {
      const card = blockers.getByRole('article', { name: id, exact: true });
      await expect(card).toContainText(gate);
      await expect(card).toContainText(`Packet says${statusText}`);
      for (const actor of actors) await expect(card).toContainText(`${actor} not signed`);
      await expect(card.getByText('+ separate authority')).toHaveCount(separateAuthority ? 1 : 0);
    }
    const legs = blockers.getByRole('list', { name: 'Legs' }).getByRole('listitem');
    await expect(legs).toHaveText([/^clone closed/, /^production open/]);

    const evidence = await openPart(review, 'Evidence');
    for (const { treeHash } of EXPECTED.evidence) {
      await expect(evidence.getByRole('region', { name: treeHash })).toContainText('not supplied');
    }
    await expect(await openPart(review, 'Document')).toContainText('Reading this packet gave no finding.');
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

/** A text as a pattern that matches it alone. */
function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function cli(...args: readonly string[]) {
  return spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8' });
}

test('the first packet is decided at a glance: nothing of it is out of sight at 1280 x 860', async ({ ready }) => {
  const { review } = ready;
  await review.setViewportSize({ width: 1280, height: 860 });
  await openPart(review, 'Glance');
  const strip = review.getByRole('list', { name: 'What happened, and when' });
  await expect(strip.getByText('now', { exact: true })).toBeVisible();
  await expect(strip).toBeInViewport({ ratio: 1 });
  await expect(review.getByText('Undecided. Nothing is signed.')).toBeInViewport({ ratio: 1 });
  const since = review.getByRole('region', { name: 'Since you last looked' });
  await expect(since).toContainText('First time.');
  await openPacket(review, MARKDOWN);
  await expect(since).toContainText('nothing was signed since.');
});
