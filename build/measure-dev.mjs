// `npm run bench:dev`: how long a change of a page, and one of the main process, takes to be in the window of `npm run dev`.
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ensureSystem } from './debian.mjs';
import { develop, follow } from './dev.mjs';
import { ensurePackages } from './packages.mjs';
import { runMain, say } from './say.mjs';
import { startDisplay } from './sealed.mjs';

const root = dirname(import.meta.dirname);
const ROUNDS = 5;
const LONGEST_MS = 60_000;

await runMain(async () => {
  ensurePackages();
  ensureSystem('test');
  const display = await startDisplay();
  process.env.DISPLAY = display.name;
  const session = await develop([]);
  await session.running().firstWindow({ timeout: LONGEST_MS });
  let isOver = false;
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();
  const stop = follow(async (files) => {
    if (!isOver) last = session.update(files);
    await last;
  });
  // Node walks the folders before it watches them, and does not say when it has.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  try {
    await measure(
      'a page',
      'renderer/review/index.tsx',
      (round) => `document.documentElement.title = '${round}';`,
      () => session.running().windows()[0]?.evaluate('document.documentElement.title'),
    );
    await measure(
      'the main process',
      'electron/main.ts',
      (round) => `Object.assign(globalThis, { round: '${round}' });`,
      () => session.running().evaluate(() => Reflect.get(globalThis, 'round')),
    );
  } finally {
    isOver = true;
    stop();
    // The last start may still wait for its window.
    await last;
    await session.close();
    display.stop();
  }
  return 0;
});

/**
 * @param {string} what @param {string} file @param {(round: string) => string} line added to the file
 * @param {() => Promise<unknown> | undefined} seen what the running application says of it
 */
async function measure(what, file, line, seen) {
  const path = join(root, file);
  const before = await readFile(path, 'utf8');
  /** @type {number[]} */
  const taken = [];
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const began = performance.now();
      await writeFile(path, `${before}\n${line(String(round))}\n`);
      // While a page is loaded or the application starts there is nobody to ask.
      while ((await Promise.resolve(seen()).catch(() => undefined)) !== String(round)) {
        if (performance.now() - began > LONGEST_MS) throw new Error(`a change of ${what} did not come to the window`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      taken.push(performance.now() - began);
    }
  } finally {
    await writeFile(path, before);
  }
  taken.sort((a, b) => a - b);
  say(`${what}: ${taken.map((ms) => Math.round(ms)).join(', ')} ms`);
}
