import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { openArchive } from '../../../../../../electron/core/archive/open.ts';
import type { ArchiveReader } from '../../../../../../electron/core/archive/types.ts';
import { JobControl } from '../../../../../../electron/core/job/control.ts';
import { type ArchiveLeaf, readArchive } from '../../../../../../electron/core/tree/archive-reading.ts';
import { nowhere } from '../../../../../../electron/core/tree/content-sink.ts';
import type { Digests } from '../../../../../../electron/core/tree/entry-line.ts';
import { EntrySorter } from '../../../../../../electron/core/tree/entry-sorter.ts';
import { sha256Alone } from '../../../../../../electron/core/tree/leaf-hasher.ts';
import { ArchiveJournal } from '../../../../../../electron/core/vault/import/archive-journal.ts';
import type { FindingCode } from '../../../../../../shared/finding/index.ts';
import { freshFolder, treeOf } from '../../../../../helpers/trees.ts';

/** Large files are chunked, small ones inflated in one go, and one is exactly a tar's block. */
const FILES = {
  'a.txt': 'first',
  'b.bin': Buffer.alloc(900_000, 'b'),
  'c/block': Buffer.alloc(512, 'c'),
  'd.bin': Buffer.alloc(700_000, 'd'),
  'e.txt': 'last',
};

const PACKERS: Readonly<Record<string, (root: string, out: string) => void>> = {
  tar: (root, out) => execFileSync('tar', ['cf', out, '--sort=name', '.'], { cwd: root }),
  'tar.gz': (root, out) => execFileSync('tar', ['czf', out, '--sort=name', '.'], { cwd: root }),
  zip: (root, out) => execFileSync('zip', ['-q', '-r', out, '.'], { cwd: root }),
  'stored.zip': (root, out) => execFileSync('zip', ['-q', '-0', '-r', out, '.'], { cwd: root }),
};

interface Run {
  readonly lines: readonly string[];
  readonly read: readonly string[];
  readonly codes: readonly FindingCode[];
  readonly bytesRead: number;
}

/** One run of an import over an archive, with the journals of earlier ones; it ends before the leaf `upTo`. */
async function run(folder: string, path: string, upTo = ''): Promise<Run> {
  const archive = opened(path);
  const journal = new ArchiveJournal(folder, archive, () => Promise.resolve(null));
  const control = JobControl.fresh();
  const sorter = new EntrySorter(freshFolder());
  const read: string[] = [];
  const recall = (item: ArchiveLeaf): Digests | null => {
    if (item.path === upTo) control.stop();
    return journal.recall(item);
  };
  const note = (item: ArchiveLeaf, digests: Digests): void => {
    read.push(item.path);
    journal.note(item, digests);
  };
  const pass = { recall, note, search: () => null, found: () => undefined };
  await readArchive(archive, { sink: nowhere(), hasher: sha256Alone, sorter, control, pass });
  await journal.finish();
  journal.close();
  archive.close();
  const codes = archive.findings.map(({ code }) => code);
  return {
    lines: [...sorter.sorted()].map((line) => JSON.stringify(line)),
    read,
    codes,
    bytesRead: archive.bytesRead(),
  };
}

function opened(path: string): ArchiveReader {
  const archive = openArchive(path);
  assert.ok(archive.ok);
  return archive.value;
}

function packed(form: string, files: Readonly<Record<string, string | Uint8Array>> = FILES): string {
  const out = join(freshFolder(), `bundle.${form}`);
  PACKERS[form]?.(treeOf(files), out);
  return out;
}

for (const form of Object.keys(PACKERS)) {
  test(`${form}: what was finished is passed over, run after run, and the leaves are the same`, async () => {
    const path = packed(form);
    const whole = await run(freshFolder(), path);
    const order = whole.read;
    assert.deepEqual([...order].sort(), Object.keys(FILES).sort());
    const folder = freshFolder();
    const [third = '', fifth = ''] = [order[2], order[4]];
    assert.deepEqual((await run(folder, path, third)).read, order.slice(0, 2));
    assert.deepEqual((await run(folder, path, fifth)).read, order.slice(2, 4));
    const last = await run(folder, path);
    assert.deepEqual(last, { ...whole, read: order.slice(4), bytesRead: last.bytesRead });
  });

  test(`${form}: another archive in its place is read whole`, async () => {
    const path = packed(form);
    const folder = freshFolder();
    await run(folder, path);
    assert.deepEqual((await run(folder, path)).read, []);
    utimesSync(path, 1, 1);
    assert.equal((await run(folder, path)).read.length, Object.keys(FILES).length);
  });
}

test('an archive of the same size and times, but of other entries, is read from the first that differs', async () => {
  const folder = freshFolder();
  const path = packed('tar');
  await run(folder, path);
  const journal = join(folder, 'journal-0');
  assert.ok(statSync(journal).size > 0);
  const archive = opened(path);
  const again = new ArchiveJournal(folder, archive, () => Promise.resolve(null));
  const places: boolean[] = [];
  for await (const item of archive.items()) {
    if (item.kind === 'directory') continue;
    const leaf = { ...item, kind: item.kind, place: places.length === 2 ? 'elsewhere' : item.place };
    places.push(again.recall(leaf) !== null);
  }
  again.close();
  archive.close();
  assert.deepEqual(places, [true, true, false, false, false]);
});

test('a tar that is cut off is cut off, also where its content is passed over', async () => {
  for (const length of [1_000_000, 2 ** 20]) {
    const path = packed('tar', { a: Buffer.alloc(length, 'a') });
    truncateSync(path, 300_000);
    const archive = opened(path);
    for await (const item of archive.items()) item.skip();
    archive.close();
    assert.deepEqual(
      archive.findings.map(({ code }) => code),
      ['evidence.archive-truncated'],
    );
  }
});

test('journals are read from the oldest to the newest, however many there are', async () => {
  const files = Object.fromEntries(Array.from({ length: 14 }, (_, i) => [`f${String(i).padStart(2, '0')}`, `${i}`]));
  const path = packed('tar', files);
  const folder = freshFolder();
  for (let i = 1; i < 14; i++) {
    const { read } = await run(folder, path, `f${String(i).padStart(2, '0')}`);
    assert.deepEqual(read, [`f${String(i - 1).padStart(2, '0')}`]);
  }
  assert.equal(readdirSync(folder).length, 13);
  assert.deepEqual((await run(folder, path)).read, ['f13']);
});

test('a journal that is harmed anywhere is believed up to the harm, and the leaves stay the same', async () => {
  const path = packed('tar');
  const whole = await run(freshFolder(), path);
  const good = freshFolder();
  await run(good, path);
  const journal = readFileSync(join(good, 'journal-0'));
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: journal.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const folder = freshFolder();
      const harmed = Buffer.from(journal);
      harmed.writeUInt8(harmed.readUInt8(at) ^ change, at);
      writeFileSync(join(folder, 'journal-0'), harmed);
      assert.deepEqual((await run(folder, path)).lines, whole.lines);
    }),
    { numRuns: 40 },
  );
});
