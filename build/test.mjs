// `npm test`: sets up what is missing, then checks and tests everything. `--write`, as `npm run ready` has it, formats first.
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { ensureSystem } from './debian.mjs';
import { runEndToEnd, SHORT } from './e2e.mjs';
import { ensurePackages } from './packages.mjs';
import { runMain, say } from './say.mjs';

const root = dirname(import.meta.dirname);
const format = process.argv.includes('--write') ? ['--write'] : [];

await runMain(async () => {
  ensurePackages();
  ensureSystem('test');
  const steps = [
    { name: 'lint and format', run: () => spawned('node_modules/@biomejs/biome/bin/biome', ['check', ...format, '.']) },
    { name: 'types', run: () => spawned('node_modules/typescript/bin/tsc', ['-b']) },
    { name: 'floors', run: () => spawned('build/floors.mjs', []) },
    { name: 'dead code', run: () => spawned('node_modules/knip/bin/knip.js', []) },
    { name: 'unit and conformance tests', run: () => spawned('build/unit.mjs', []) },
    { name: 'end-to-end tests in the real window', run: () => runEndToEnd(SHORT) },
  ];
  for (const { name, run } of steps) {
    say(`${name} ...`);
    const status = await run();
    if (status !== 0) {
      say(`failed: ${name}`);
      return status;
    }
  }
  say('all tests passed');
  return 0;
});

/** @param {string} script @param {readonly string[]} args */
function spawned(script, args) {
  return spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' }).status ?? 1;
}
