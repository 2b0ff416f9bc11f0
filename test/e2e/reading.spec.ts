// What the owner opens is counted, shown before it is signed, and signed.
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { answered, ask } from '../helpers/ask.ts';
import { freshFolder } from '../helpers/console.ts';
import { EXPECTED, MARKDOWN, mediumWith, packetText, packetWith } from '../helpers/packets.ts';
import { writeTree } from '../helpers/rehearsal.ts';
import { test } from '../helpers/station.ts';
import { createOwner, importFrom, job, openPacket, openPart, signDefault } from '../helpers/steps.ts';

const EVIDENCE = { 'logs/run.log': 'restored\nchecked\n', 'dump.sql': 'one\n', 'other.txt': 'never opened\n' };

test('what the owner opened stands in the decision that is signed', async ({ first }) => {
  const { review } = first;
  await createOwner(first);
  const medium = freshFolder('medium');
  writeTree(join(medium, 'rehearsal'), EVIDENCE);
  await importFrom(first, medium, ['rehearsal']);
  const [bundle] = answered(await ask(review, 'bundle/list', {}));
  const named = packetWith(EXPECTED.evidence[0]?.treeHash ?? '', bundle?.id ?? '');
  await importFrom(first, mediumWith({ [MARKDOWN]: named }), [MARKDOWN]);

  await job(review, 'rehearsal').getByRole('button', { name: 'Open bundle' }).click();
  await review.getByRole('tab', { name: 'Files' }).click();
  const list = review.getByRole('treegrid', { name: 'Files of the bundle' });
  for (const path of ['run.log', 'dump.sql']) {
    await list.getByRole('row').filter({ hasText: path }).click();
    await expect(review.getByText('every byte is as imported')).toBeVisible();
  }

  await openPacket(review, MARKDOWN);
  const document = await openPart(review, 'Document');
  await document.getByRole('heading', { name: 'Recommendation' }).scrollIntoViewIfNeeded();
  const lines = packetText().split('\n').length - 1;
  const text = await signDefault(first, 'HOLD_PRODUCTION');
  expect(text).toContain('Files of the evidence opened: 2 of 3');
  expect(text).toMatch(/File: logs\/run\.log\n.*\n +Bytes shown: 17 of 17\n/);
  expect(text).not.toContain('other.txt');
  const [, shown] = new RegExp(`Lines shown: (\\d+) of ${lines}`).exec(text) ?? [];
  expect(Number(shown)).toBeGreaterThan(3);
});
