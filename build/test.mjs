// `npm test`: sets up what is missing, then the types, the unit tests and the end-to-end tests.
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { ensureSystem } from './debian.mjs';
import { runEndToEnd } from './e2e.mjs';
import { ensurePackages } from './packages.mjs';
import { runMain, say } from './say.mjs';

const root = dirname(import.meta.dirname);

await runMain(async () => {
  ensurePackages();
  ensureSystem('test');
  const steps = [
    { name: 'lint and format', run: () => spawned('node_modules/@biomejs/biome/bin/biome', ['check', '.']) },
    { name: 'types', run: () => spawned('node_modules/typescript/bin/tsc', ['-b']) },
    { name: 'floors', run: () => spawned('build/floors.mjs', []) },
    { name: 'unit and conformance tests', run: () => spawned('build/unit.mjs', []) },
    { name: 'end-to-end tests in the real window', run: () => runEndToEnd([]) },
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
