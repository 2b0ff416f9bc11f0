// `npm run test:long`: what takes too long for every change, run by hand before a release. The unit and conformance tests
// with many times the cases and each combination tried, and then the long window tests.
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { ensureSystem } from './debian.mjs';
import { LONG, runEndToEnd } from './e2e.mjs';
import { ensurePackages } from './packages.mjs';
import { runMain, say } from './say.mjs';

const root = dirname(import.meta.dirname);

await runMain(async () => {
  ensurePackages();
  ensureSystem('test');
  say('unit and conformance tests, each with many more cases ...');
  const units = spawnSync(process.execPath, ['build/unit.mjs', '--long'], { cwd: root, stdio: 'inherit' }).status ?? 1;
  say('long tests in the real window ...');
  const windows = await runEndToEnd(LONG);
  for (const [what, status] of Object.entries({ 'unit and conformance tests': units, 'window tests': windows })) {
    say(`${what}: ${status === 0 ? 'passed' : 'failed'}`);
  }
  return units === 0 && windows === 0 ? 0 : 1;
});
