// The end-to-end tests: Playwright on the real application, in the surroundings that sealed.mjs makes. Without arguments
// every one but the long ones.
import { cpSync, existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildApplication, buildCli, buildReleaseForTests } from './build.mjs';
import { ensureSystem } from './debian.mjs';
import { runMain, say } from './say.mjs';
import { ensureNamespaces, runSealed } from './sealed.mjs';

const root = dirname(import.meta.dirname);
/** Windows of several consoles at once, each on a display of its own. */
const WORKERS = 2;

/** What Playwright runs: the projects of test/e2e/playwright.config.ts. */
export const SHORT = ['--project=short'];
export const LONG = ['--project=long'];

/** @param {readonly string[]} args for Playwright's `test` command @returns {Promise<number>} */
export async function runEndToEnd(args) {
  ensureSystem('test');
  ensureNamespaces();
  await buildApplication();
  await buildReleaseForTests();
  await buildCli();
  const results = join(root, 'test-results');
  rmSync(results, { recursive: true, force: true });
  return runSealed(
    [
      process.execPath,
      join(root, 'node_modules/@playwright/test/cli.js'),
      'test',
      '--config',
      'test/e2e/playwright.config.ts',
      `--workers=${WORKERS}`,
      ...args,
    ],
    {
      atOnce: WORKERS,
      take: (scratch, status) => {
        const kept = join(scratch, 'test-results');
        if (status === 0 || !existsSync(kept)) return;
        cpSync(kept, results, { recursive: true });
        say(`traces and screenshots of failures: ${results}`);
      },
    },
  );
}

if (process.argv[1] === import.meta.filename) {
  const args = process.argv.slice(2);
  await runMain(() => runEndToEnd(args.length === 0 ? SHORT : args));
}
