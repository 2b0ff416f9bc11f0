import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { openStationKey } from '../../electron/core/keyring/station-key.ts';
import { toSpkiPem } from '../../shared/key/public-key.ts';
import { holdfast } from '../helpers/command-line.ts';
import { freshFolder } from '../helpers/console.ts';
import { must } from '../helpers/must.ts';
import { test } from '../helpers/station.ts';
import { goTo } from '../helpers/steps.ts';

test('the station page answers a challenge, and the command line checks the answer', async ({ ready }) => {
  const { review, data } = ready;
  await goTo(review, 'Station');
  const section = review.getByRole('region', { name: 'Proof of the running software' });
  const field = section.getByLabel(/^Challenge/);
  const answer = section.getByRole('button', { name: 'Answer', exact: true });
  for (const wrong of ['short', 'with a space', 'line\u200bbreak', 'x'.repeat(65)]) {
    await field.fill(wrong);
    await expect(answer).toBeDisabled();
  }
  await field.fill('7c1e09b4f2d8a653');
  await answer.click();
  const note = await section.getByTestId('station-answer').textContent();
  await expect(section.getByRole('img', { name: /^QR frame/ })).toBeVisible();

  const folder = freshFolder('officer');
  const file = (name: string, content: string) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const { key } = must(await openStationKey(join(data, 'station')));
  const said = /^build: (.*)$/m.exec(note ?? '')?.[1] ?? '';
  const verify = (challenge: string, build: string) =>
    holdfast(
      'verify-station',
      file('answer.txt', note ?? ''),
      '--challenge',
      challenge,
      '--station',
      file('station.pem', toSpkiPem(key)),
      '--sums',
      file('SHA256SUMS-installed', `${build}  /usr/lib/holdfast/resources/app.asar\n`),
      '--json',
    );
  // The development build of the tests is driven from outside, and so not sealed: it says so.
  expect(verify('7c1e09b4f2d8a653', said).json).toMatchObject({
    seal: 'not sealed',
    findings: [{ code: 'answer.not-sealed' }],
  });
  expect(verify('7c1e09b4f2d8a654', '0'.repeat(64)).json).toMatchObject({
    findings: [{ code: 'answer.challenge' }, { code: 'answer.build' }, { code: 'answer.not-sealed' }],
  });

  // The answer is gone as soon as another challenge is typed.
  await field.fill('another-challenge');
  await expect(section.getByTestId('station-answer')).toHaveCount(0);
  expect(readFileSync(join(data, 'journal/log.jsonl'), 'utf8')).not.toContain('7c1e09b4f2d8a653');
});
