import { once } from 'node:events';
import { expect } from '@playwright/test';
import { answered, ask } from '../helpers/ask.ts';
import { type RunningConsole, signingWindow } from '../helpers/console.ts';
import { eventsIn } from '../helpers/journal-file.ts';
import { test } from '../helpers/station.ts';
import { decidePanel, journalRows, signDefault } from '../helpers/steps.ts';

const SECRET = 'words of a packet, or of a person';

/** Errors of the main process that nothing handles. */
const FAULTS = {
  thrown: ({ app }: RunningConsole) =>
    app.evaluate((_, message) => {
      setTimeout(() => {
        throw new TypeError(message);
      }, 50);
    }, SECRET),
  'of a promise': ({ app }: RunningConsole) =>
    app.evaluate((_, message) => {
      setTimeout(() => void Promise.reject(new TypeError(message)), 50);
    }, SECRET),
};

for (const [how, fault] of Object.entries(FAULTS)) {
  test(`an error of the main process, ${how}, is said without its words, and the console ends in order`, async ({
    ready,
    start,
  }) => {
    test.slow();
    const { app, data, review } = ready;
    await signingWindow(ready, () =>
      decidePanel(review)
        .getByRole('button', { name: /^Sign HOLD_PRODUCTION/ })
        .click(),
    );
    // The system's own dialog waits for a click that no test can make.
    await app.evaluate(({ dialog }) => {
      dialog.showErrorBox = (title, text) => process.stderr.write(`DIALOG ${JSON.stringify({ title, text })}\n`);
    });
    let stderr = '';
    app.process().stderr?.on('data', (chunk) => {
      stderr += chunk;
    });
    const exited = once(app.process(), 'exit');
    await fault(ready);
    expect((await exited)[0]).toBe(1);

    const shown = JSON.parse(/^DIALOG (.*)$/m.exec(stderr)?.[1] ?? '{}');
    expect(shown.title).toBe('Holdfast met an error that it has no answer to, and ends.');
    expect(shown.text).toContain(
      'Whether your last action completed is not known here. The journal says whether it did.',
    );
    expect(shown.text).toContain('TypeError');
    expect(stderr).not.toContain(SECRET);

    expect(eventsIn(data, 'process-ended')).toMatchObject([
      { process: 'main', how: 'fault', reaction: 'console-ended' },
    ]);
    const again = await start(data);
    await expect((await journalRows(again.review)).filter({ hasText: 'The main process met an error' })).toBeVisible();
    expect(answered(await ask(again.review, 'decision/list', {}))).toEqual([]);
    await expect(again.review.getByRole('alert').filter({ hasText: 'This station is read-only.' })).toBeHidden();
  });
}

test('a terminal that was closed ends nothing', async ({ ready }) => {
  ready.app.process().stderr?.destroy();
  ready.app.process().stdout?.destroy();
  await ready.app.evaluate(() => {
    for (let i = 0; i < 100; i++) process.stderr.write('nobody reads this\n');
  });
  await signDefault(ready, 'HOLD_PRODUCTION');
});
