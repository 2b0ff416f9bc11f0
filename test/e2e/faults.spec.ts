import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { answered, ask } from '../helpers/ask.ts';
import { freshFolder, type RunningConsole, signingWindow } from '../helpers/console.ts';
import { eventsIn } from '../helpers/journal-file.ts';
import { logOf } from '../helpers/log-files.ts';
import { rendererOf } from '../helpers/processes.ts';
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

const TITLE = 'Holdfast met an error that it cannot handle, and has stopped';

/** The crash window, once the console has met an error. */
async function crashed(running: RunningConsole, fault = FAULTS.thrown): Promise<Page> {
  const [window] = await Promise.all([running.nextWindow(), fault(running)]);
  await expect(window.getByRole('heading', { name: TITLE })).toBeVisible();
  return window;
}

for (const [how, fault] of Object.entries(FAULTS)) {
  const tag = how === 'thrown' ? [] : ['@long'];
  test(`an error of the main process, ${how}, is said without its words, and the console ends in order`, {
    tag,
  }, async ({ ready, start }) => {
    test.slow();
    const { app, data, review } = ready;
    await signingWindow(ready, () =>
      decidePanel(review)
        .getByRole('button', { name: /^Sign HOLD_PRODUCTION/ })
        .click(),
    );
    let stderr = '';
    app.process().stderr?.on('data', (chunk) => {
      stderr += chunk;
    });
    const exited = once(app.process(), 'exit');
    const crash = await crashed(ready, fault);
    const said = (await crash.getByRole('main').textContent()) ?? '';
    expect(said).toContain('Whether your last action completed. The journal says whether it did');
    expect(said).toContain('All work has stopped.');
    expect(said).toContain('The journal has an entry about this error.');
    expect(said).toContain('TypeError');
    expect(app.windows()).toEqual([crash]);
    expect(eventsIn(data, 'process-ended')).toMatchObject([
      { process: 'main', how: 'fault', reaction: 'console-ended' },
    ]);
    await crash.getByRole('button', { name: 'Close' }).click({ noWaitAfter: true });
    expect((await exited)[0]).toBe(1);
    expect(said + stderr + logOf(data)).not.toContain(SECRET);
    expect(logOf(data)).toMatch(/ fault fault="?TypeError/);

    const again = await start(data);
    await expect((await journalRows(again.review)).filter({ hasText: 'The main process met an error' })).toBeVisible();
    expect(answered(await ask(again.review, 'decision/list', {}))).toEqual([]);
    await expect(again.review.getByRole('alert').filter({ hasText: 'This station is read-only.' })).toBeHidden();
    expect(logOf(data)).toMatch(/ started .* before=fault\n/);
  });
}

test('the log leaves by the crash window, the console starts again, and its journal has the export', {
  tag: '@long',
}, async ({ ready }) => {
  test.slow();
  const { app, data } = ready;
  const { pid } = app.process();
  const destination = freshFolder('destination');
  const exited = once(app.process(), 'exit');
  const crash = await crashed(ready);
  await ready.chooseFolders(join(destination, 'not-there'), destination);
  const exportLog = crash.getByRole('button', { name: 'Export log…' });
  await exportLog.click();
  await expect(crash.getByRole('alert')).toContainText('The file or folder is not there');
  await exportLog.click();
  await expect(crash.getByText(/^The log was copied to/)).toBeVisible();
  const [file = ''] = readdirSync(destination);
  expect(readFileSync(join(destination, file), 'utf8')).toMatch(/ fault fault="?TypeError/);

  await crash.getByRole('button', { name: 'Start again' }).click({ noWaitAfter: true });
  expect((await exited)[0]).toBe(1);
  await expect.poll(() => eventsIn(data, 'log-exported'), { timeout: 60_000 }).toMatchObject([{ file }]);
  const next = Number(readlinkSync(join(data, 'chromium/SingletonLock')).split('-').at(-1));
  expect(next).not.toBe(pid);
  process.kill(next, 'SIGTERM');
  await expect.poll(() => logOf(data), { timeout: 60_000 }).toMatch(/ ended how=quit\n$/);
});

test('a crash window that ends as well leaves the words to a dialog of the system', { tag: '@long' }, async ({
  ready,
}) => {
  const { app } = ready;
  // The system's own dialog waits for a click that no test can make.
  await app.evaluate(({ dialog }) => {
    dialog.showErrorBox = (title, text) => process.stderr.write(`DIALOG ${JSON.stringify({ title, text })}\n`);
  });
  let stderr = '';
  app.process().stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  const exited = once(app.process(), 'exit');
  await crashed(ready);
  process.kill(await rendererOf(ready, 'crash'), 'SIGKILL');
  expect((await exited)[0]).toBe(1);
  const shown = JSON.parse(/^DIALOG (.*)$/m.exec(stderr)?.[1] ?? '{}');
  expect(shown.title).toBe(`${TITLE}.`);
  expect(shown.text).toContain('The journal says whether it did.');
});

test('a terminal that was closed ends nothing', { tag: '@long' }, async ({ ready }) => {
  ready.app.process().stderr?.destroy();
  ready.app.process().stdout?.destroy();
  await ready.app.evaluate(() => {
    for (let i = 0; i < 100; i++) process.stderr.write('nobody reads this\n');
  });
  await signDefault(ready, 'HOLD_PRODUCTION');
});
