// Where the unit tests are. Node 20 cannot expand globs for --test. What takes long is in `*.long.test.ts`, which
// `npm run test:long` runs; window tests of that kind have the tag @long.
import { readdirSync, statSync } from 'node:fs';
import { join, normalize } from 'node:path';

/**
 * Every test file in these folders, but for the long ones; a file is itself.
 * @param {readonly string[]} paths
 * @returns {readonly string[]}
 */
export function testsUnder(...paths) {
  return filesUnder(paths, (name) => !name.endsWith('.long.test.ts'));
}

/** The same with the long ones. @param {readonly string[]} paths @returns {readonly string[]} */
export function allTestsUnder(...paths) {
  return filesUnder(paths, () => true);
}

/** @param {readonly string[]} paths @param {(name: string) => boolean} isWanted @returns {readonly string[]} */
function filesUnder(paths, isWanted) {
  return paths.flatMap((path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) return [];
    if (stat.isFile()) return [normalize(path)];
    return readdirSync(path, { recursive: true, encoding: 'utf8' })
      .filter((name) => (name.endsWith('.test.ts') || name.endsWith('.test.tsx')) && isWanted(name))
      .map((name) => join(path, name))
      .sort();
  });
}
