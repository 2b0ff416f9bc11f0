import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { openArchive } from '../../../../../electron/core/archive/open.ts';
import { freshPath, readArchive, readBytes } from './read-archive.ts';
import { buildTar } from './tar-fixture.ts';
import { buildZip } from './zip-fixture.ts';

const content = Buffer.alloc(1_000_000, 'content\n');

/** Opens an archive that must open. */
function opened(bytes: Buffer) {
  const path = freshPath();
  writeFileSync(path, bytes);
  const reader = openArchive(path);
  assert.ok(reader.ok);
  return { path, reader: reader.value };
}

test('what it is, its bytes say and not its name', async () => {
  const path = freshPath('archive.tar.gz');
  writeFileSync(path, buildTar([]));
  const reader = openArchive(path);
  assert.equal(reader.ok && reader.value.form, 'tar');
});

test('what one tool takes for a zip and another for a tar is refused', async () => {
  const named = freshPath('archive.ZIP');
  writeFileSync(named, buildTar([{ name: 'a', content }]));
  assert.deepEqual((await readArchive(named)).codes, ['evidence.archive-ambiguous']);
  for (const magic of ['PK\x03\x04', '\x1f\x8b\x08\0']) {
    const name = Buffer.from(`${magic}name`, 'latin1');
    assert.deepEqual((await readBytes(buildTar([{ name, content }]))).codes, ['evidence.archive-ambiguous']);
  }
});

test('other files are no archives', async () => {
  for (const bytes of [
    Buffer.alloc(0),
    Buffer.from('text'),
    Buffer.alloc(4096, 'x'),
    Buffer.from('7z\xbc\xaf\x27\x1c'),
  ]) {
    assert.deepEqual((await readBytes(bytes)).codes, ['evidence.archive-form']);
  }
});

test('a link, a folder, a FIFO and nothing are not opened', async () => {
  const archive = freshPath();
  writeFileSync(archive, buildTar([]));
  const [link, folder, fifo] = [freshPath(), freshPath(), freshPath()];
  symlinkSync(archive, link);
  mkdirSync(folder);
  execFileSync('mkfifo', [fifo]);
  assert.deepEqual((await readArchive(link)).codes, ['evidence.archive-unreadable']);
  assert.deepEqual((await readArchive(folder)).codes, ['evidence.archive-form']);
  assert.deepEqual((await readArchive(fifo)).codes, ['evidence.archive-form']);
  assert.deepEqual((await readArchive(freshPath())).codes, ['evidence.archive-unreadable']);
});

test('content that nobody reads, or reads in part, is checked all the same', async () => {
  const zip = buildZip([
    { name: 'a', content, deflated: true },
    { name: 'b', content, deflated: true, crc: 1 },
  ]);
  const { reader } = opened(zip);
  const paths: string[] = [];
  for await (const item of reader.items()) {
    paths.push(item.path);
    for await (const _part of item.content) break;
  }
  reader.close();
  assert.deepEqual(paths, ['a', 'b']);
  assert.deepEqual(
    reader.findings.map(({ code }) => code),
    ['evidence.archive-crc'],
  );
});

test('damage is told whenever its reader comes to it', async () => {
  const { reader } = opened(
    buildZip([{ name: 'a', content, deflated: true, storedBytes: Buffer.alloc(300_000, 0xff) }]),
  );
  for await (const item of reader.items()) {
    await setTimeout(20);
    for await (const _part of item.content) await setTimeout(20);
  }
  reader.close();
  assert.deepEqual(
    reader.findings.map(({ code }) => code),
    ['evidence.archive-damaged'],
  );
});

test('progress ends at the whole archive', async () => {
  const { reader } = opened(
    buildTar([
      { name: 'a', content },
      { name: 'b', content },
    ]),
  );
  let before = 0;
  for await (const _item of reader.items()) {
    assert.ok(reader.bytesRead() >= before);
    before = reader.bytesRead();
  }
  reader.close();
  assert.ok(reader.bytesRead() >= reader.archiveBytes);
});

test('an archive that grows while it is read is refused', async () => {
  const { path, reader } = opened(buildTar([{ name: 'a', content }]));
  for await (const _item of reader.items()) appendFileSync(path, 'x');
  reader.close();
  assert.deepEqual(
    reader.findings.map(({ code }) => code),
    ['evidence.archive-changed'],
  );
});

test('an archive that shrinks while it is read is refused', async () => {
  const { path, reader } = opened(buildTar([{ name: 'a', content }]));
  for await (const _item of reader.items()) writeFileSync(path, '');
  reader.close();
  assert.deepEqual(
    reader.findings.map(({ code }) => code),
    ['evidence.archive-truncated', 'evidence.archive-changed'],
  );
});
