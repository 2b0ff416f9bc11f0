// Where the unit tests are. Node 20 cannot expand globs for --test.
import { readdirSync, statSync } from 'node:fs';
import { join, normalize } from 'node:path';

/** Every test file in these folders; a file is itself. @param {readonly string[]} paths @returns {readonly string[]} */
export function testsUnder(...paths) {
  return paths.flatMap((path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) return [];
    if (stat.isFile()) return [normalize(path)];
    return readdirSync(path, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.test.ts') || name.endsWith('.test.tsx'))
      .map((name) => join(path, name))
      .sort();
  });
}
