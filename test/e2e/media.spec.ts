import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { MARKDOWN, packetText } from '../helpers/packets.ts';
import { test } from '../helpers/station.ts';
import {
  decidePanel,
  exportNewest,
  goTo,
  importTicked,
  job,
  journalRows,
  openPacket,
  signDefault,
} from '../helpers/steps.ts';
import { runInstructions } from '../helpers/stock-tools.ts';

test('a cancelled dialog, a full and a read-only medium take nothing, say so, and another one still does', async ({
  ready,
}) => {
  const { review } = ready;
  await signDefault(ready, 'HOLD_PRODUCTION');
  const panel = decidePanel(review);
  await ready.chooseFolders();
  const exporting = panel.getByRole('button', { name: 'Export decision no. 1…' });
  await exporting.click();
  await expect(exporting).toBeEnabled();
  await expect(panel.getByText('Exported', { exact: true })).toBeHidden();
  for (const [medium, code, sentence] of [
    ['/media/FULL', 'export/medium-full', /full/],
    ['/media/READONLY', 'export/read-only', /read-only|cannot be written/],
  ] as const) {
    const before = readdirSync(medium);
    await exportNewest(ready, medium);
    const refusal = panel.getByRole('alert').filter({ hasText: code });
    await expect(refusal).toContainText(sentence);
    expect(readdirSync(medium)).toEqual(before);
  }

  const destination = mkdtempSync('/media/STICK/destination-');
  await exportNewest(ready, destination);
  await expect(panel.getByText(/^Read back/)).toBeVisible();
  await expect(panel.getByText('on STICK')).toBeVisible();
  const [folder = ''] = readdirSync(destination);
  const { status, output } = runInstructions(join(destination, folder));
  expect(status, output).toBe(0);

  // A tmpfs is no medium that anything unmounts: it is never called safe to take out.
  await panel.getByRole('button', { name: 'Prepare to take the medium out' }).click();
  const notYet = panel.getByRole('note').filter({ hasText: 'Do not take the medium out yet' });
  await expect(notYet).toContainText('Everything that waited to be written to it is written');
  await expect(notYet).toContainText(/media\/(no-bus|no-udisks|not-unmounted)/);
  await expect(panel.getByText('Safe to take out')).toBeHidden();

  const rows = await journalRows(review);
  await expect(rows.nth(0)).toContainText('was exported to STICK');
  await expect(rows.filter({ hasText: 'refusal' })).toHaveCount(2);
});

test('a packet comes in from a removable volume without a dialog', async ({ first: { review } }) => {
  const name = 'from-the-stick.md';
  writeFileSync(join('/media/STICK', name), packetText(MARKDOWN));
  await goTo(review, 'Intake');
  const volumes = review.getByRole('region', { name: 'Import from' }).getByRole('listitem');
  const readOnly = volumes.filter({ hasText: 'READONLY' });
  await expect(readOnly).toContainText('read-only');
  await expect(readOnly).toContainText('health unknown');
  await expect(readOnly).toContainText('Nothing that Holdfast knows by name, at the top and one folder down.');
  await expect(volumes.filter({ hasText: 'STICK' })).toContainText(/By name: .*packet/);
  await volumes.filter({ hasText: 'STICK' }).getByRole('button', { name: 'Look inside' }).click();
  await importTicked(review, [name]);
  await job(review, name).getByRole('button', { name: 'Open packet' }).click();
  await expect(decidePanel(review)).toBeVisible();
  await openPacket(review, name);
});
