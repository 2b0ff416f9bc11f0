// Runs the unit tests with Node's own test runner: every *.test.ts under test/unit (and test/conformance), or the
// files and folders named. Node 20 cannot expand globs for --test, hence this file.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { say } from './say.mjs';

/** With more of them, something is wrong that no second try mends. */
const MOST_TRIED_AGAIN = 5;

const roots = process.argv.slice(2);
const files = (roots.length > 0 ? roots : ['test/unit', 'test/conformance']).flatMap(testsUnder);
if (files.length === 0) {
  console.error('no unit tests found');
  process.exit(2);
}
// A change is judged by the same cases as the one before it; whoever runs the tests by hand tries new ones.
const sameCases = process.env.CI === undefined ? [] : ['--import', './build/same-cases.mjs'];
const kept = mkdtempSync(join(tmpdir(), 'holdfast-unit-'));
try {
  process.exitCode = runAll(files, availableParallelism());
  const failed = failedFiles();
  // A shared machine can stall for seconds; a second try is reported as flaky, never hidden.
  if (
    process.exitCode !== 0 &&
    process.env.CI !== undefined &&
    failed.length > 0 &&
    failed.length <= MOST_TRIED_AGAIN
  ) {
    process.exitCode = runAll(failed, 1);
    if (process.exitCode === 0) say(`flaky: passed at the second try: ${failed.join(', ')}`);
  }
} finally {
  rmSync(kept, { recursive: true });
}

/** @param {readonly string[]} named @param {number} atOnce @returns {number} */
function runAll(named, atOnce) {
  const reporters = [
    ['--test-reporter=tap', '--test-reporter-destination=stdout'],
    ['--test-reporter=./build/failed-files.mjs', `--test-reporter-destination=${failures()}`],
  ].flat();
  const run = spawnSync(
    process.execPath,
    ['--import', 'tsx', ...sameCases, '--test', `--test-concurrency=${atOnce}`, ...reporters, ...named],
    {
      stdio: 'inherit',
      // The one layer whose tsconfig says something that the loader must know: how JSX is compiled.
      env: { ...process.env, TSX_TSCONFIG_PATH: 'renderer/tsconfig.json' },
    },
  );
  return run.status ?? 1;
}

function failures() {
  return join(kept, 'failed');
}

/** @returns {readonly string[]} */
function failedFiles() {
  return existsSync(failures())
    ? readFileSync(failures(), 'utf8')
        .split('\n')
        .filter((name) => name !== '')
    : [];
}

/** @param {string} path @returns {string[]} */
function testsUnder(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return [];
  if (stat.isFile()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts') || name.endsWith('.test.tsx'))
    .map((name) => join(path, name))
    .sort();
}
