// Runs the unit tests with Node's own test runner: every *.test.ts under test/unit (and test/conformance), or the
// files and folders named. Node 20 cannot expand globs for --test, hence this file.
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

const roots = process.argv.slice(2);
const files = (roots.length > 0 ? roots : ['test/unit', 'test/conformance']).flatMap(testsUnder);
if (files.length === 0) {
  console.error('no unit tests found');
  process.exit(2);
}
// A change is judged by the same cases as the one before it; whoever runs the tests by hand tries new ones.
const sameCases = process.env.CI === undefined ? [] : ['--import', './build/same-cases.mjs'];
const run = spawnSync(
  process.execPath,
  ['--import', 'tsx', ...sameCases, '--test', `--test-concurrency=${availableParallelism()}`, ...files],
  {
    stdio: 'inherit',
    // The one layer whose tsconfig says something that the loader must know: how JSX is compiled.
    env: { ...process.env, TSX_TSCONFIG_PATH: 'renderer/tsconfig.json' },
  },
);
process.exit(run.status ?? 1);

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
