import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@playwright/test';
import { answered, ask } from '../helpers/ask.ts';
import { freshFolder, type RunningConsole, signingWindow } from '../helpers/console.ts';
import { eventsIn } from '../helpers/journal-file.ts';
import { MARKDOWN } from '../helpers/packets.ts';
import { processesOf, rendererOf } from '../helpers/processes.ts';
import { test } from '../helpers/station.ts';
import { decidePanel, journalRows, OWNER, openPacket, signDefault, signIn, signShown } from '../helpers/steps.ts';

/** How the process of a page comes to its end; what is left of it answers nothing. */
const ENDS = {
  killed: async (running: RunningConsole, page: 'review' | 'sign') => {
    process.kill(await rendererOf(running, page), 'SIGKILL');
  },
  crashed: async ({ app }: RunningConsole, page: 'review' | 'sign') => {
    await app.evaluate(({ BrowserWindow }, host) => {
      for (const { webContents } of BrowserWindow.getAllWindows()) {
        if (webContents.getURL().startsWith(`holdfast://${host}/`)) webContents.forcefullyCrashRenderer();
      }
    }, page);
  },
};

const NOTHING_SIGNED = 'The signing window ended unexpectedly. Nothing was signed or changed.';

for (const [how, end] of Object.entries(ENDS)) {
  const tag = how === 'killed' ? [] : ['@long'];
  test(`a signing window whose page is ${how} closes its ceremony, and nothing is signed by it`, { tag }, async ({
    ready,
  }) => {
    const panel = decidePanel(ready.review);
    const sign = panel.getByRole('button', { name: /^Sign HOLD_PRODUCTION/ });
    const page = await signingWindow(ready, () => sign.click());
    await page.getByRole('region', { name: 'What is signed' }).waitFor();
    await end(ready, 'sign');
    await expect(panel.getByRole('alert').filter({ hasText: NOTHING_SIGNED })).toBeVisible();
    expect(ready.app.windows()).toHaveLength(1);
    await expect((await journalRows(ready.review)).first()).toContainText(
      `The signing page ${how === 'killed' ? 'was killed' : 'crashed'}. What it was open for was closed.`,
    );

    expect(answered(await ask(ready.review, 'decision/list', {}))).toEqual([]);
    await openPacket(ready.review, MARKDOWN);
    await signDefault(ready, 'HOLD_PRODUCTION');
    expect(events(ready, 'signature')).toHaveLength(1);
  });
}

test.describe('while a key is opened', () => {
  test.use({ fullWork: true });

  test('a signing window whose page ends while it signs: what is said is what the journal says', {
    tag: '@long',
  }, async ({ ready }) => {
    test.slow();
    const panel = decidePanel(ready.review);
    const sign = panel.getByRole('button', { name: /^Sign HOLD_PRODUCTION/ });
    // Before, while and after the passphrase opens the key.
    for (const wait of [0, 300, 900, 1100, 1300]) {
      const before = events(ready, 'signature').length;
      const page = await signingWindow(ready, () => sign.click());
      await signShown(page);
      const pid = await rendererOf(ready, 'sign').catch(() => null);
      await sleep(wait);
      if (pid !== null) killIfThere(pid);
      const said = panel.getByText(/Decided: HOLD_PRODUCTION|Nothing was signed or changed/);
      await expect(said).toBeVisible();
      const signed = ((await said.textContent()) ?? '').startsWith('Decided:');
      await sleep(1500);
      expect(events(ready, 'signature').length - before).toBe(signed ? 1 : 0);
      expect(answered(await ask(ready.review, 'decision/list', {}))).toHaveLength(events(ready, 'signature').length);
    }
  });
});

test('a signing page that does not answer is ended, and its ceremony closed', { tag: '@long' }, async ({ ready }) => {
  test.slow();
  const panel = decidePanel(ready.review);
  const page = await signingWindow(ready, () => panel.getByRole('button', { name: /^Sign HOLD_PRODUCTION/ }).click());
  await page.evaluate('setTimeout(() => { for (;;); }, 20); 0');
  await expect(panel.getByRole('alert').filter({ hasText: NOTHING_SIGNED })).toBeVisible({ timeout: 60_000 });
  await expect((await journalRows(ready.review)).first()).toContainText('did not answer and was ended');
});

for (const [how, end] of Object.entries(ENDS)) {
  const tag = how === 'crashed' ? [] : ['@long'];
  test(`a review page that is ${how} is loaded again, says so, and the open ceremony goes on`, { tag }, async ({
    ready,
  }) => {
    test.slow();
    const sign = decidePanel(ready.review).getByRole('button', { name: /^Sign HOLD_PRODUCTION/ });
    const page = await signingWindow(ready, () => sign.click());
    await end(ready, 'review');
    await expect.poll(() => inReview(ready, SHOWN), PATIENT).toContain('This page ended, and was loaded again');
    const shown = await inReview(ready, SHOWN);
    expect(shown).toContain(how === 'killed' ? 'It was killed at' : 'It crashed at');
    expect(shown).toContain('The journal says what was done before.');

    const closed = page.waitForEvent('close');
    await signShown(page);
    await closed;
    await expect.poll(() => inReview(ready, DECISIONS), PATIENT).toBe('1');
    await inReview(
      ready,
      `[...document.querySelectorAll('button')].find((one) => one.innerText === 'Dismiss').click(); ''`,
    );
    await expect.poll(() => inReview(ready, SHOWN), PATIENT).not.toContain('This page ended');
    const [ended] = events(ready, 'process-ended');
    expect(ended).toMatchObject({ process: 'review-page', how, reaction: 'loaded-again', count: 1 });
  });
}

test('a review page that does not answer is ended and loaded again', { tag: '@long' }, async ({ ready }) => {
  test.slow();
  await ready.review.evaluate('setTimeout(() => { for (;;); }, 20); 0');
  await expect.poll(() => events(ready, 'process-ended'), PATIENT).toHaveLength(1);
  await expect
    .poll(() => inReview(ready, SHOWN), PATIENT)
    .toContain('It did not answer for half a minute and was ended at');
});

test('a review page that ends again and again is not loaded for ever: the person is asked', { tag: '@long' }, async ({
  ready,
}) => {
  test.slow();
  const { app } = ready;
  await app.evaluate(({ dialog }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = async (...args: unknown[]) => {
      asked.push(JSON.stringify(args.at(-1)));
      return { response: asked.length === 1 ? 0 : 1, checkboxChecked: false };
    };
  });
  for (const reaction of ['loaded-again', 'loaded-again', 'asked', 'loaded-again', 'loaded-again']) {
    await ENDS.killed(ready, 'review');
    await expect.poll(() => events(ready, 'process-ended').at(-1)?.reaction, PATIENT).toBe(reaction);
    await expect.poll(() => inReview(ready, SHOWN), PATIENT).toContain('This page ended, and was loaded again');
  }
  const [question] = await app.evaluate(() => Reflect.get(globalThis, 'asked'));
  expect(question).toContain('The review page keeps ending.');
  expect(question).toContain('Load it again');

  // Asked once more, the person ends the console.
  const exited = new Promise<number | null>((resolve) => app.process().once('exit', resolve));
  await ENDS.killed(ready, 'review');
  expect(await exited).toBe(0);
  expect(
    events(ready, 'process-ended')
      .map(({ reaction }) => reaction)
      .at(-1),
  ).toBe('asked');
});

test('the graphics and service processes may end as often as they like: the ceremony that is open goes on', {
  tag: '@long',
}, async ({ ready }) => {
  test.slow();
  const panel = decidePanel(ready.review);
  const main = ready.app.process();
  const page = await signingWindow(ready, () => panel.getByRole('button', { name: /^Sign HOLD_PRODUCTION/ }).click());
  const killed = { 'gpu-process': 0, utility: 0 };
  for (let i = 0; i < 12; i++) {
    for (const { pid, type } of processesOf(ready)) {
      if (type !== 'gpu-process' && type !== 'utility') continue;
      killIfThere(pid);
      killed[type]++;
    }
    await sleep(700);
    expect([main.exitCode, main.signalCode]).toEqual([null, null]);
  }
  expect(killed['gpu-process']).toBeGreaterThan(8);
  const closed = page.waitForEvent('close');
  await signShown(page);
  await closed;
  await expect(panel.getByText('Decided:')).toBeVisible();
  await ready.close();

  const told = events(ready, 'process-ended').filter((event) => event.process === 'graphics');
  expect(told.reduce((sum, { count }) => sum + Number(count), 0)).toBe(killed['gpu-process']);
  expect(events(ready, 'process-ended').length).toBeLessThan(16);
});

test('a report whose page ends is not printed, says so, and the export can be asked for again', {
  tag: '@long',
}, async ({ ready }) => {
  test.slow();
  await signDefault(ready, 'HOLD_PRODUCTION');
  const [packet] = answered(await ask(ready.review, 'packet/list', {}));
  await ready.chooseFolders(freshFolder('destination'));
  const folder = answered(await ask(ready.review, 'media/pick', { purpose: 'destination' }));
  await ready.app.evaluate(({ app }) => {
    app.once('web-contents-created', (_, contents) =>
      contents.once('dom-ready', () => contents.forcefullyCrashRenderer()),
    );
  });
  const exported = async () => {
    return ask(ready.review, 'dossier/export', { packet: packet?.sha256, destination: folder?.handle, form: 'folder' });
  };
  expect(await exported()).toMatchObject({
    error: { code: 'export/printer-ended' },
  });
  const told = { process: 'report-page', how: 'crashed', reaction: 'export-failed' };
  expect(events(ready, 'process-ended')).toMatchObject([told]);
  expect(await exported()).toMatchObject({ ok: true });
});

test('an ordinary day ends no process that the journal would tell', { tag: '@long' }, async ({ ready }) => {
  await signDefault(ready, 'HOLD_PRODUCTION');
  await ask(ready.review, 'session/lock', {});
  await signIn(ready, OWNER);
  await ready.review.reload();
  await expect(ready.review.getByRole('navigation')).toBeVisible();
  await ready.close();
  expect(events(ready, 'process-ended')).toEqual([]);
});

/** A page is silent for half a minute before it is ended. */
const PATIENT = { timeout: 60_000 };
const SHOWN = `document.body?.innerText ?? ''`;
const DECISIONS = `holdfast.ask('decision/list', {}).then(({ value }) => String(value.length))`;

/**
 * What a script in the review page gives; empty text while there is no page. Playwright lets go of a page that ended, and
 * does not come back to it.
 */
function inReview({ app }: RunningConsole, script: string): Promise<string> {
  return app.evaluate(async ({ BrowserWindow }, asked) => {
    const review = BrowserWindow.getAllWindows().find(({ webContents }) =>
      webContents.getURL().startsWith('holdfast://review/'),
    );
    if (review === undefined || review.webContents.isCrashed()) return '';
    // A page that goes away meanwhile never answers.
    const given = review.webContents.mainFrame.executeJavaScript(asked).then(String, () => '');
    return Promise.race([given, new Promise<string>((resolve) => setTimeout(() => resolve(''), 2000))]);
  }, script);
}

function events({ data }: RunningConsole, kind: string): readonly Readonly<Record<string, unknown>>[] {
  return eventsIn(data, kind);
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
