// Runs the unit tests with Node's own test runner: every *.test.ts under test/unit (and test/conformance), or the
// files and folders named. They are bundled once, before: a loader would compile all of it again for each file. With
// `--long` each is tried with many more cases.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { buildCli } from './build.mjs';
import { bundleTestParts, bundleTests } from './bundle-tests.mjs';
import { say } from './say.mjs';
import { testsUnder } from './test-files.mjs';

/** With more of them, something is wrong that no second try mends. */
const MOST_TRIED_AGAIN = 5;

const root = dirname(import.meta.dirname);
const isLong = process.argv.includes('--long');
const roots = process.argv.slice(2).filter((word) => word !== '--long');
const files = testsUnder(...(roots.length > 0 ? roots : ['test/unit', 'test/conformance']));
if (files.length === 0) {
  console.error('no unit tests found');
  process.exit(2);
}
const isCi = process.env.CI !== undefined;
mkdirSync(join(root, 'out'), { recursive: true });
const built = mkdtempSync(join(root, 'out/unit-'));
// Some tests run parts of theirs as another account.
chmodSync(built, 0o755);
try {
  const { scripts, sources } = await bundleTests(files, built);
  if (sources.includes('test/helpers/parts.ts')) await bundleTestParts(parts());
  if (sources.includes('test/helpers/command-line.ts')) await buildCli();
  process.exitCode = runAll([...scripts.values()], availableParallelism());
  const failed = failedFiles();
  // A shared machine can stall for seconds; a second try is reported as flaky, never hidden.
  const again = failed.flatMap((file) => scripts.get(file) ?? []);
  // A test that a helper has written down is failed in the helper's file, which is none that could be tried again.
  const canBeTried = again.length > 0 && again.length === failed.length && again.length <= MOST_TRIED_AGAIN;
  if (process.exitCode !== 0 && isCi && canBeTried) {
    process.exitCode = runAll(again, 1);
    if (process.exitCode === 0) say(`flaky: passed at the second try: ${failed.join(', ')}`);
  }
} finally {
  rmSync(built, { recursive: true });
}

/** @param {readonly string[]} named @param {number} atOnce @returns {number} */
function runAll(named, atOnce) {
  const reporters = [
    ['--test-reporter=tap', '--test-reporter-destination=stdout'],
    ['--test-reporter=./build/failed-files.mjs', `--test-reporter-destination=${failures()}`],
  ].flat();
  const run = spawnSync(
    process.execPath,
    ['--enable-source-maps', '--test', `--test-concurrency=${atOnce}`, ...reporters, ...named],
    {
      cwd: root,
      stdio: 'inherit',
      env: {
        ...process.env,
        HOLDFAST_LANGUAGE: 'en',
        HOLDFAST_TEST_PARTS: parts(),
        ...(isLong ? { HOLDFAST_LONG: '1' } : {}),
      },
    },
  );
  return run.status ?? 1;
}

function parts() {
  return join(built, 'parts');
}

function failures() {
  return join(built, 'failed');
}

/** The test files themselves: the source maps lead to them. @returns {readonly string[]} */
function failedFiles() {
  return existsSync(failures())
    ? readFileSync(failures(), 'utf8')
        .split('\n')
        .filter((name) => name !== '')
        .map((name) => relative(root, name))
    : [];
}
