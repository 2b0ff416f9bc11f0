// `npm run test:changed [-- COMMIT]`: the unit tests that reach, by their imports, a file that is other than where this
// branch left COMMIT (`main` without one), uncommitted changes included.
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { importsUnder } from './bundle-tests.mjs';
import { runMain, SetupError, say } from './say.mjs';
import { testsUnder } from './test-files.mjs';

const root = dirname(import.meta.dirname);

/**
 * The files that reach one of `changed`, and are in `tests`.
 * @param {readonly string[]} tests
 * @param {ReadonlyMap<string, readonly string[]>} imports
 * @param {readonly string[]} changed
 * @returns {readonly string[]}
 */
export function testsReaching(tests, imports, changed) {
  /** @type {Map<string, string[]>} */
  const importers = new Map();
  for (const [file, imported] of imports) {
    for (const one of imported) importers.set(one, [...(importers.get(one) ?? []), file]);
  }
  const reached = new Set(changed);
  for (const file of reached) {
    for (const importer of importers.get(file) ?? []) reached.add(importer);
  }
  return tests.filter((test) => reached.has(test));
}

/** @param {string} base @returns {readonly string[]} */
function changedSince(base) {
  const from = git('merge-base', base, 'HEAD').trim();
  const tracked = git('diff', '--name-only', '-z', '--no-renames', from);
  const untracked = git('ls-files', '--others', '--exclude-standard', '-z');
  return [...tracked.split('\0'), ...untracked.split('\0')].filter((name) => name !== '');
}

/** @param {readonly string[]} args */
function git(...args) {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new SetupError(`git ${args[0]}: ${stderr.trim()}`);
  return stdout;
}

if (process.argv[1] === import.meta.filename) {
  await runMain(async () => {
    const base = process.argv[2] ?? 'main';
    const changed = changedSince(base);
    const tests = testsUnder('test/unit', 'test/conformance');
    const imports = await importsUnder(tests);
    const reaching = testsReaching(tests, imports, changed);
    const apart = changed.filter((file) => !imports.has(file));
    if (apart.length > 0) say(`changed, but imported by no unit test: ${apart.join(', ')}`);
    if (reaching.length === 0) {
      say(`no unit test reaches what changed since ${base}`);
      return 0;
    }
    say(`${reaching.length} test files reach what changed since ${base}`);
    const run = spawnSync(process.execPath, ['build/unit.mjs', ...reaching], { cwd: root, stdio: 'inherit' });
    return run.status ?? 1;
  });
}
