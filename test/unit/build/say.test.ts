import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';

const SAY = pathToFileURL(join(process.cwd(), 'build/say.mjs')).href;

/** What a script ends with whose main function is `main`, beside a package that ends every process with status 0. */
function endOf(main: string): { readonly status: number | null; readonly said: string } {
  const script = `
    import { runMain, SetupError } from ${JSON.stringify(SAY)};
    process.on('beforeExit', () => process.exit(0));
    await runMain(${main});`;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  return { status, said: stderr };
}

test('a script ends with the status of its main function, whatever a package does at the end', () => {
  for (const status of [0, 1, 3]) assert.equal(endOf(`async () => ${status}`).status, status);
  const hindered = endOf("async () => { throw new SetupError('there is no display.'); }");
  assert.deepEqual(hindered, { status: 1, said: 'holdfast: there is no display.\n' });
  assert.notEqual(endOf("async () => { throw new Error('a bug'); }").status, 0);
});
