import { existsSync, mkdirSync, rmdirSync } from 'node:fs';
import type { ElectronApplication, Page } from '@playwright/test';
import type { ChooseBridge } from '../../shared/contract/bridge.ts';

/** In the page of the chooser: its bridge. */
declare const holdfast: ChooseBridge;

/** A folder or a file to choose. `before` is done once it is found, and before it is chosen. */
export type Choice = string | { readonly path: string; readonly before: () => void | Promise<void> };

/** Whether a window that has opened is a chooser. Others may end before they are loaded. */
export async function isLoadedChooser(page: Page): Promise<boolean> {
  const loaded = page.waitForLoadState('domcontentloaded');
  await Promise.race([loaded, page.waitForEvent('close'), page.waitForEvent('crash')]).catch(() => undefined);
  return isChooser(page);
}

export function isChooser(page: Page): boolean {
  return page.url() === 'holdfast://choose/';
}

/** Goes through the choosers that an application opens, each to the next of the choices; without one it is cancelled. */
export class Choices {
  #left: Choice[] = [];

  constructor(app: ElectronApplication) {
    app.on('window', (page) => void this.#answer(page));
  }

  set(choices: readonly Choice[]): void {
    this.#left = [...choices];
  }

  async #answer(page: Page): Promise<void> {
    if (!(await isLoadedChooser(page)) || this.#left[0] === 'by hand') return;
    const choice = this.#left.shift();
    // It opens a place by itself, which would be open instead of what is chosen here.
    await page.locator('[aria-busy=false]').waitFor();
    if (choice === undefined) await pressToClose(page, 'Escape');
    else await choose(page, typeof choice === 'string' ? { path: choice, before: () => undefined } : choice);
  }
}

/** As a person goes there: from the root, a folder at a time. A folder that is not there is made, and is gone when it is chosen. */
async function choose(page: Page, { path, before }: Exclude<Choice, string>): Promise<void> {
  const isThere = existsSync(path);
  if (!isThere) mkdirSync(path);
  const [listing, index] = await page.evaluate(
    async (names) => {
      const withHidden = true;
      const must = <T>(
        answer: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown },
      ) => {
        if (!answer.ok) throw new Error(JSON.stringify(answer.error));
        return answer.value;
      };
      const isForFolder = ['source', 'destination'].includes(must(await holdfast.ask('choose/purpose', {})));
      const root = must(await holdfast.ask('choose/places', {})).folders.find(({ kind }) => kind === 'computer');
      let opened = must(await holdfast.ask('choose/open', { place: root?.handle ?? '', withHidden }));
      const find = async (name: string): Promise<number> => {
        for (let from = 0; ; ) {
          const at = must(await holdfast.ask('choose/find', { listing: opened.listing, begins: name, from }));
          if (at === null || at < from) throw new Error(`${name} is not there`);
          const rows = must(await holdfast.ask('choose/rows', { listing: opened.listing, offset: at, limit: 1 }));
          if (rows.entries[0]?.name === name) return at;
          from = at + 1;
        }
      };
      const folders = isForFolder ? names : names.slice(0, -1);
      for (const name of folders) {
        opened = must(
          await holdfast.ask('choose/open', { listing: opened.listing, index: await find(name), withHidden }),
        );
      }
      return [opened.listing, isForFolder ? null : await find(names.at(-1) ?? '')] as const;
    },
    path.split('/').filter((name) => name !== ''),
  );
  await before();
  if (!isThere) rmdirSync(path);
  await untilClosed(page, () =>
    page.evaluate(([listing, index]) => void holdfast.ask('choose/take', { listing, index }), [
      listing,
      index,
    ] as const),
  );
}

/** Presses a key that closes the window, which may be gone before the key is let go. */
export async function pressToClose(page: Page, key: string): Promise<void> {
  await untilClosed(page, () => page.keyboard.press(key));
}

/** Does what closes the page, which may be gone before that has its answer. */
async function untilClosed(page: Page, act: () => Promise<void>): Promise<void> {
  const closed = page.waitForEvent('close');
  await act().catch((thrown: unknown) => {
    if (!page.isClosed()) throw thrown;
  });
  await closed;
}
