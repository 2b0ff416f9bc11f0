import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, type Page } from '@playwright/test';
import { ask } from '../helpers/ask.ts';
import { type RunningConsole, signingWindow } from '../helpers/console.ts';
import { test } from '../helpers/station.ts';
import { decidePanel } from '../helpers/steps.ts';

/** What a page would do that wants to stay. Chromium listens to none of it before the person has clicked in the page. */
const HOLDS = {
  'asks to stay': `addEventListener('beforeunload', (event) => { event.preventDefault(); event.returnValue = 'stay'; }); 0`,
  'asks to stay again and again': `
    const stay = (event) => { event.preventDefault(); event.returnValue = 'stay'; onbeforeunload = () => 'stay'; };
    setInterval(() => addEventListener('beforeunload', stay), 10); onbeforeunload = stay; 0`,
  'never answers': `setTimeout(() => { for (;;); }, 20); 0`,
};
type Hold = keyof typeof HOLDS;

const ENDINGS = {
  closed: ({ app }: RunningConsole) =>
    app.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) window.close();
    }),
  quit: ({ app }: RunningConsole) => app.evaluate(({ app: ended }) => ended.quit()),
  'told to end': async ({ app }: RunningConsole) => app.process().kill('SIGTERM'),
};

/** Long for a window that closes, short for one that is held open. */
const LONGEST_MS = 10_000;

const CASES = [
  ['asks to stay', 'quit', '@long'],
  ['asks to stay again and again', 'closed', null],
  ['never answers', 'closed', null],
  ['never answers', 'told to end', '@long'],
] satisfies readonly (readonly [Hold, keyof typeof ENDINGS, '@long' | null])[];

for (const [how, ending, long] of CASES) {
  const tag = long ?? [];
  test(`a review page that ${how} goes with its window when that is ${ending}`, { tag }, async ({ first }) => {
    const main = first.app.process();
    const exited = once(main, 'exit');
    await hold(first.review, how);
    // The answer may not come any more.
    void ENDINGS[ending](first).catch(() => undefined);
    const status = await Promise.race([exited, sleep(LONGEST_MS, ['still open'])]);
    main.kill('SIGKILL');
    expect(status[0]).toBe(0);
  });
}

for (const how of ['asks to stay', 'asks to stay again and again', 'never answers'] as const) {
  const tag = how === 'never answers' ? [] : ['@long'];
  test(`a signing page that ${how} is closed by its window, and by lock`, { tag }, async ({ ready }) => {
    test.slow();
    const panel = decidePanel(ready.review);
    const open = () => signingWindow(ready, () => panel.getByRole('button', { name: /^Sign HOLD_PRODUCTION/ }).click());
    for (const close of [closeSigning, () => ask(ready.review, 'session/lock', {})]) {
      const page = await open();
      await hold(page, how);
      const closed = page.waitForEvent('close', { timeout: LONGEST_MS });
      await close(ready);
      await closed;
      await expect(panel.getByText('Cancelled: nothing was signed.')).toBeVisible();
    }
  });
}

for (const [ending, end] of Object.entries(ENDINGS)) {
  const tag = ending === 'quit' ? [] : ['@long'];
  test(`a console that is ${ending} while the signing window is open ends in order`, { tag }, async ({ ready }) => {
    const panel = decidePanel(ready.review);
    await signingWindow(ready, () => panel.getByRole('button', { name: /^Sign HOLD_PRODUCTION/ }).click());
    const main = ready.app.process();
    const exited = once(main, 'exit');
    // The answer may not come any more.
    void end(ready).catch(() => undefined);
    const ended = await Promise.race([exited, sleep(LONGEST_MS, ['still open', null])]);
    main.kill('SIGKILL');
    expect(ended).toEqual([0, null]);
  });
}

test('a page that asks to stay is loaded again all the same', { tag: '@long' }, async ({ ready }) => {
  for (const how of ['asks to stay', 'asks to stay again and again'] as const) {
    await hold(ready.review, how);
    const loaded = ready.review.waitForEvent('load', { timeout: LONGEST_MS });
    await ready.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload());
    await loaded;
  }
  await expect(ready.review.getByRole('navigation')).toBeVisible();
});

async function hold(page: Page, how: Hold): Promise<void> {
  await page.mouse.click(5, 5);
  await page.evaluate(HOLDS[how]);
  await sleep(100);
}

async function closeSigning({ app }: RunningConsole): Promise<void> {
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find(({ webContents }) => webContents.getURL().startsWith('holdfast://sign/'))
      ?.close(),
  );
}
