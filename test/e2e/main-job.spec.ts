import { cpSync, mkdirSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { freshFolder, startConsole } from '../helpers/console.ts';
import { createOwner, exportNewest, importFrom, openPacket, signDefault } from '../helpers/steps.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/packets');

test('a new user imports the first packet, signs HOLD and carries the decision away', async () => {
  const running = await startConsole();
  const { review } = running;
  await createOwner(running);

  const medium = freshFolder('medium');
  cpSync(join(FIXTURES, 'fix7-p0-decision-packet.md'), join(medium, 'fix7-p0-decision-packet.md'));
  await importFrom(running, medium, ['fix7-p0-decision-packet.md']);
  await openPacket(review, 'fix7-p0-decision-packet.md');

  const text = await signDefault(running, 'HOLD_PRODUCTION');
  expect(text).toContain('HOLD_PRODUCTION');

  const destination = freshFolder('destination');
  mkdirSync(destination, { recursive: true });
  await exportNewest(running, destination);
  await expect(review.getByText('Read back', { exact: false })).toBeVisible();
  expect(await readdir(destination)).toEqual(['holdfast-decision-KB-29B8-1']);
  await running.close();
});
