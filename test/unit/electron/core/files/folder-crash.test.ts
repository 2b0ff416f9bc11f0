import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { TEMPORARY_PREFIX } from '../../../../../electron/core/files/durable.ts';
import { scriptFile } from '../../../../helpers/parts.ts';

const root = await mkdtemp(join(tmpdir(), 'holdfast-folder-crash-'));
after(() => rm(root, { recursive: true }));

const FILES = 40;

test('a writer killed at any moment leaves whole folders under their names, and the rest under a temporary one', async () => {
  for (const folders of [1, 4]) {
    const medium = join(root, `medium-${folders}`);
    await mkdir(medium);
    const child = spawn(process.execPath, [scriptFile('folder-writer'), medium, String(FILES)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.split('\n').length > folders) child.kill('SIGKILL');
    });
    await once(child, 'close');
    assert.equal(child.signalCode, 'SIGKILL');
    const names = (await readdir(medium)).filter((name) => !name.startsWith(TEMPORARY_PREFIX));
    assert.ok(names.length >= folders);
    for (const name of names) assert.equal((await readdir(join(medium, name))).length, FILES, name);
  }
});
