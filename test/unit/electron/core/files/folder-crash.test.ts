import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { TEMPORARY_PREFIX } from '../../../../../electron/core/files/durable.ts';

const root = await mkdtemp(join(tmpdir(), 'holdfast-folder-crash-'));
after(() => rm(root, { recursive: true }));

const ELECTRON = pathToFileURL(join(import.meta.dirname, '../../../../../electron')).href;
const FILES = 40;

/** Writes folders without end, and says each one once it is done. */
const WRITER = `
import { writeSync } from 'node:fs';
import { createFolderDurably } from '${ELECTRON}/core/files/durable-folder.ts';
const files = Array.from({ length: ${FILES} }, (_, i) => ({ name: 'file-' + i, bytes: Buffer.alloc(10000, i) }));
for (let n = 0; ; n++) {
  const written = await createFolderDurably(process.argv[2], 'dossier-' + n, files);
  if (!written.ok) process.exit(1);
  writeSync(1, n + '\\n');
}`;

test('a writer killed at any moment leaves whole folders under their names, and the rest under a temporary one', async () => {
  const script = join(root, 'writer.mts');
  await writeFile(script, WRITER);
  for (const folders of [1, 4]) {
    const medium = join(root, `medium-${folders}`);
    await mkdir(medium);
    const child = spawn(process.execPath, ['--import', 'tsx', script, medium], {
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
