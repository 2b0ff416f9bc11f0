import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { MediaAnswers } from '../../../../../electron/core/media/answers.ts';
import { scanFolder } from '../../../../../electron/station/media/scan.ts';

const answers = new MediaAnswers();

function folderWith(files: readonly string[], folders: readonly string[] = []): string {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-scan-'));
  for (const name of folders) mkdirSync(join(folder, name));
  for (const name of files) writeFileSync(join(folder, name), 'x');
  return folder;
}

async function offers(folder: string): Promise<readonly string[]> {
  return (await scanFolder(folder, answers)).map(
    (one) => `${one.kind} ${one.form} ${one.name}${one.likely ? ' *' : ''}`,
  );
}

test('documents are packets; archives and folders are evidence; the folder itself is offered too', async () => {
  const folder = folderWith(['packet.md', 'README.md', 'dump.tar.gz', 'other.bin'], ['evidence', '.Trash']);
  symlinkSync('/etc/passwd', join(folder, 'link.md'));
  assert.deepEqual(await offers(folder), [
    'packet markdown packet.md *',
    'bundle tar.gz dump.tar.gz *',
    'bundle directory evidence *',
    `bundle directory ${basename(folder)}`,
  ]);
});

test('a document and the packet.json beside it are one packet, read together', async () => {
  const [packet] = await scanFolder(folderWith(['decision.txt', 'packet.json']), answers);
  assert.ok(packet?.kind === 'packet');
  assert.deepEqual(
    packet.paths.map((path) => basename(path)),
    ['decision.txt', 'packet.json'],
  );
});

test('two documents and a packet.json are three packets: nobody says which belongs to which', async () => {
  assert.equal(
    (await scanFolder(folderWith(['a.md', 'b.md', 'packet.json']), answers)).filter((one) => one.kind === 'packet')
      .length,
    3,
  );
});

test('a bag is suggested as one bundle, not taken apart', async () => {
  const folder = folderWith(['bagit.txt', 'manifest-sha256.txt', 'notes.md'], ['data']);
  assert.deepEqual(await offers(folder), [
    'packet markdown notes.md',
    'bundle directory data',
    `bundle directory ${basename(folder)} *`,
  ]);
});

test('a folder with a list of its files is suggested as one bundle, and the list is no packet', async () => {
  for (const list of ['SHA256SUMS', 'SHA256SUMS.txt', 'checksums.txt', 'md5sum.txt']) {
    const folder = folderWith([list, 'notes.md']);
    assert.deepEqual(
      await offers(folder),
      ['packet markdown notes.md', `bundle directory ${basename(folder)} *`],
      list,
    );
  }
  const packet = folderWith(['decision.md', 'decision.md.sha256.txt']);
  assert.deepEqual(await offers(packet), ['packet markdown decision.md *', `bundle directory ${basename(packet)}`]);
});

test('an empty folder offers nothing; one that holds nothing we know offers itself', async () => {
  assert.deepEqual(await offers(folderWith([])), []);
  const folder = folderWith(['dump.bin']);
  assert.deepEqual(await offers(folder), [`bundle directory ${basename(folder)} *`]);
});
