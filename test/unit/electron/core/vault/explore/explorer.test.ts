import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { explorerHandlers } from '../../../../../../electron/core/vault/explore/serve-explorer.ts';
import { vaultLayout } from '../../../../../../electron/core/vault/store/layout.ts';
import { openVault } from '../../../../../../electron/core/vault/vault.ts';
import type { TreeRowView } from '../../../../../../shared/contract/explorer-views.ts';
import { parseSha256, type Sha256 } from '../../../../../../shared/encoding/bytes.ts';
import {
  type FileProof,
  fileProofText,
  proveFile,
  verifyFileProof,
} from '../../../../../../shared/evidence/file-proof.ts';
import { comparePaths } from '../../../../../../shared/evidence/path-order.ts';
import type { EvidenceFile } from '../../../../../../shared/evidence/types.ts';
import { must } from '../../../../../helpers/must.ts';
import { recordsOnDisk } from '../../../../../helpers/records-on-disk.ts';
import { freshFolder, treeOf } from '../../../../../helpers/trees.ts';
import { workerFile } from '../../../../../helpers/vault-worker.ts';

async function imported(files: Readonly<Record<string, string | Uint8Array>>, linkTo: string | null = null) {
  const folder = freshFolder();
  const vault = must(await openVault(folder, { workerFile, knownRecords: () => recordsOnDisk(folder) }));
  const tree = treeOf(files);
  if (linkTo !== null) symlinkSync(linkTo, join(tree, 'link'));
  const record = must(await vault.importBundle(tree).done);
  const entries = must(await vault.bundleEntries(record.id)).files;
  await vault.close();
  return { folder, record, entries, bundle: record.id, explored: explorerHandlers(vaultLayout(folder)) };
}

/** A bundle of which there is nothing but its list of entries. */
function listed(paths: readonly string[]) {
  const folder = freshFolder();
  const entries = paths.toSorted(comparePaths).map(
    (path): EvidenceFile => ({
      ...listedAs(path),
      path,
      kind: path === 'link' ? 'symlink' : 'file',
      size: path.length,
    }),
  );
  const hashed = entries.filter(({ kind }) => kind === 'file').map(({ sha256, path }) => `${sha256}  ${path}\n`);
  const bundle = sha256Of(hashed.join(''));
  const lines = entries.map(
    ({ kind, sha256, git, size, path }) =>
      `${kind === 'symlink' ? 'l' : 'f'} ${sha256}${git === undefined ? '' : ` ${git.sha1} ${git.sha256}`} ${size} ${path}\n`,
  );
  mkdirSync(join(folder, 'bundles', bundle), { recursive: true });
  writeFileSync(join(folder, 'bundles', bundle, 'entries'), lines.join(''));
  return { entries, bundle, explored: explorerHandlers(vaultLayout(folder)) };
}

/** Some with git's ids, as an older version writes a line. */
function listedAs(path: string): Pick<EvidenceFile, 'sha256' | 'git'> {
  const sha256 = sha256Of(path);
  return path.length % 2 === 0 ? { sha256 } : { sha256, git: { sha1: '0'.repeat(40), sha256 } };
}

function sha256Of(text: string): Sha256 {
  return parseSha256(createHash('sha256').update(text).digest('hex')) ?? assert.fail();
}

const TREE = {
  'a.b': 'beside a/',
  'a/one': '1',
  'A/Two': '22',
  'a-b': 'before a/',
  'Ünïcode/😀.log': 'astral',
  empty: '',
  'deep/er/est/file.SQL': 'd'.repeat(300_000),
};

test('entries in any order and filter, a page at a time, are those of the manifest', async () => {
  const { explored, entries, bundle } = await imported(TREE, 'a.b');
  const KINDS = ['file', 'executable', 'symlink'];
  const key = {
    path: () => 0,
    size: ({ size }: EvidenceFile) => size,
    kind: ({ kind }: EvidenceFile) => KINDS.indexOf(kind),
  };
  for (const order of ['path', 'size', 'kind'] as const)
    for (const descending of [false, true])
      for (const filter of ['', 'A', 'one', 'sql', '😀', 'ÜN', 'nothing here']) {
        const sorted = entries
          .filter(({ path }) => lower(path).includes(lower(filter)))
          .toSorted((a, b) => key[order](a) - key[order](b));
        const expected = descending ? sorted.toReversed() : sorted;
        const paged: EvidenceFile[] = [];
        for (let offset = 0; offset <= expected.length; offset += 3) {
          const page = must(await explored.entries({ bundle, filter, order, descending, offset, limit: 3 }));
          assert.equal(page.matching, expected.length);
          paged.push(...page.files);
        }
        assert.deepEqual(paged, expected, `${order} ${descending} ${filter}`);
      }
});

function lower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

test('a manifest that is not the one of its bundle is damaged, for the list and for a file', async () => {
  const { explored, bundle, folder } = await imported(TREE);
  const manifest = join(folder, 'bundles', bundle, 'entries');
  const text = readFileSync(manifest, 'latin1');
  const page = { bundle, filter: '', order: 'path', descending: false, offset: 0, limit: 10 } as const;
  writeFileSync(manifest, text.replace('a/one', 'a/0ne'), 'latin1');
  assert.equal(codeOf(await explored.entries(page)), 'vault/damaged');
  writeFileSync(manifest, text.slice(0, -3), 'latin1');
  assert.equal(codeOf(await explored.entries(page)), 'vault/damaged');
  writeFileSync(manifest, text, 'latin1');
  assert.equal(must(await explored.entries(page)).matching, Object.keys(TREE).length);
});

function codeOf(result: { readonly ok: true } | { readonly ok: false; readonly error: { readonly code: string } }) {
  return result.ok ? 'ok' : result.error.code;
}

/** Long lines, short lines, none, CR LF, tabs, escapes, broken UTF-8: what makes rows hard to find. */
const stretch = fc.oneof(
  fc.constantFrom('\n', '\r\n', '\t', '\u001b[31m', 'ế', '😀', 'é\n', '\n\n\n\n'),
  fc
    .tuple(fc.constantFrom('x', 'ếch ', '日本'), fc.integer({ min: 1, max: 60_000 }))
    .map(([text, n]) => text.repeat(n)),
  fc.uint8Array({ maxLength: 40 }),
);
const content = fc
  .array(stretch, { maxLength: 12 })
  .map((parts) =>
    Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part)))),
  );

test('rows read around any place are the rows of the whole file, with their line numbers once they are counted', async () => {
  const contents = fc.sample(content, { numRuns: 12, seed: 16 });
  const { explored, bundle } = await imported(Object.fromEntries(contents.map((bytes, at) => [`f${at}`, bytes])));
  for (const [at, bytes] of contents.entries()) {
    const file = { bundle, path: `f${at}` };
    must(await explored.open(file));
    assert.equal((await counted(explored, file)).state, 'matches');
    const all = new Map<number, { readonly line: number | null; readonly length: number }>();
    for (let offset = 0; offset < bytes.length; ) {
      const view = must(await explored.rows({ ...file, at: { offset }, columns: 80 }));
      assert.ok(view.kind === 'rows');
      for (const row of view.rows) {
        const before = all.get(row.offset);
        if (before !== undefined) assert.deepEqual({ line: row.line, length: row.length }, before);
        all.set(row.offset, { line: row.line, length: row.length });
      }
      const held = view.rows[view.at];
      assert.ok(held !== undefined && held.offset <= offset);
      const last = view.rows.at(-1);
      if (view.isEnd || last === undefined) break;
      assert.ok(last.offset > offset, 'a window goes on');
      offset = last.offset;
    }
    let end = 0;
    const starts = lineStarts(bytes);
    for (const [offset, { length, line }] of [...all].sort(([a], [b]) => a - b)) {
      assert.match(bytes.toString('latin1', end, offset), /^\r?\n?$/, 'nothing lies between rows but a line end');
      assert.equal(line, starts.filter((start) => start <= offset).length);
      end = offset + length;
    }
    assert.match(bytes.toString('latin1', end), /^\r?\n?$/);
    const lines = lineStarts(bytes).length;
    for (const line of [1, 2, Math.ceil(lines / 2), lines]) {
      if (line > lines || lines === 0) continue;
      const view = must(await explored.rows({ ...file, at: { line }, columns: 80 }));
      assert.ok(view.kind === 'rows');
      assert.equal(view.rows[view.at]?.line, line);
      assert.equal(view.rows[view.at]?.begins, true);
    }
    const beyond = must(await explored.rows({ ...file, at: { line: Math.max(lines, 1) + 1 }, columns: 80 }));
    assert.ok(beyond.kind === 'line-unknown' && beyond.isWhole);
  }
});

function lineStarts(bytes: Uint8Array): readonly number[] {
  const starts = bytes.length === 0 ? [] : [0];
  for (const [at, byte] of bytes.entries()) if (byte === 0x0a && at + 1 < bytes.length) starts.push(at + 1);
  return starts;
}

type Explored = Awaited<ReturnType<typeof imported>>['explored'];

async function counted(explored: Explored, file: { readonly bundle: Sha256; readonly path: string }) {
  for (;;) {
    const { whole } = must(await explored.state(file));
    if (whole.state !== 'reading') return whole;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

test('a search finds what indexOf finds, also across its chunks, in any case, and as bytes', async () => {
  const bytes = Buffer.alloc(9 * 1024 * 1024, 'no match here. ');
  const places = [0, 4 * 1024 * 1024 - 3, 4 * 1024 * 1024 + 100, 8 * 1024 * 1024 - 1, bytes.length - 6];
  for (const at of places) bytes.write('NeeDle', at);
  const { explored, bundle } = await imported({ log: bytes });
  const file = { bundle, path: 'log' };
  for (const [wanted, anyCase, hits] of [
    ['NeeDle', false, places],
    ['needle', true, places],
    ['needle', false, []],
    ['no match here', false, null],
  ] as const) {
    must(await explored.search({ ...file, wanted: Buffer.from(wanted), anyCase }));
    let state = must(await explored.state(file)).search;
    while (state?.state === 'running') {
      await new Promise((resolve) => setTimeout(resolve, 5));
      state = must(await explored.state(file)).search;
    }
    assert.equal(state?.state, 'done');
    assert.equal(state?.bytes, bytes.length);
    if (hits === null) {
      assert.equal(state?.hits, bytes.toString('latin1').split(wanted).length - 1);
      assert.equal(state?.listed, 100_000);
      continue;
    }
    assert.equal(state?.hits, hits.length);
    for (const [index, offset] of hits.entries())
      assert.deepEqual(must(await explored.hit({ ...file, index })), { offset, length: wanted.length });
    assert.equal(must(await explored.hit({ ...file, index: hits.length })), null);
  }
  must(await explored.search({ ...file, wanted: Buffer.from('zz'), anyCase: true }));
  assert.equal(must(await explored['stop-search'](file)).search?.state, 'stopped');
});

test('bytes that the disk has changed are damaged, in a pack and in a file of its own', async () => {
  const large = Buffer.alloc(17 * 1024 * 1024, 'large ');
  const { explored, bundle, folder, entries } = await imported({ small: 'small content', large });
  harm(join(folder, 'packs'), 'small content');
  const sha256 = entries.find(({ path }) => path === 'large')?.sha256 ?? '';
  harm(join(folder, 'objects', sha256.slice(0, 2)), 'large ');
  for (const path of ['small', 'large']) {
    const file = { bundle, path };
    assert.equal(must(await explored.open(file)).form, 'text');
    assert.equal((await counted(explored, file)).state, 'damaged');
    assert.equal(codeOf(await explored.whole({ ...file, maxBytes: large.length })), 'vault/damaged');
  }
  assert.equal(codeOf(await explored.whole({ bundle, path: 'large', maxBytes: 10 })), 'vault/too-large');
  assert.equal(codeOf(await explored.open({ bundle, path: 'nothing' })), 'vault/missing');
});

function harm(folder: string, text: string): void {
  for (const name of readdirSync(folder)) {
    const bytes = readFileSync(join(folder, name));
    const at = bytes.indexOf(text);
    if (at === -1) continue;
    bytes.write('X', at);
    writeFileSync(join(folder, name), bytes);
  }
}

test('the proof of a file leads to the tree hash of its bundle; a link has none', async () => {
  const { explored, bundle, record } = await imported(TREE, 'a.b');
  for (const path of Object.keys(TREE)) {
    assert.deepEqual(verifyFileProof(await proved(explored, bundle, path), record.summary.merkleSha256), []);
  }
  assert.equal(must(await explored.proof({ bundle, path: 'link' })).kind, 'link');
  assert.equal(must(await explored.proof({ bundle, path: 'nothing' })).kind, 'link');
  assert.equal(
    Buffer.from(must(await explored.bytes({ bundle, path: 'link', offset: 0, limit: 9 }))).toString(),
    'a.b',
  );
});

test('a proof is the one that is made of the whole tree, whatever the number of files', async () => {
  for (const count of [1, 2, 255, 256, 257, 512, 700]) {
    const files = Array.from({ length: count }, (_, at) => `d${at % 7}/f${at}`);
    const { explored, bundle, entries } = listed([...files, 'link']);
    for (const { path } of [...entries.slice(0, 3), ...entries.slice(250, 260), ...entries.slice(-3)]) {
      if (path === 'link') continue;
      const proof = await proved(explored, bundle, path);
      assert.equal(fileProofText(proof), fileProofText(proveFile(entries, path) ?? assert.fail()));
    }
  }
});

async function proved(explored: Explored, bundle: Sha256, path: string): Promise<FileProof> {
  for (;;) {
    const answer = must(await explored.proof({ bundle, path }));
    if (answer.kind === 'proof') return answer.proof;
    assert.equal(answer.kind, 'hashing', 'a regular file has a proof');
  }
}

/** What a tree shows, made the plain way: folders by their paths, opened by a predicate. */
function plainTree(paths: readonly string[], isOpen: (folder: string) => boolean): readonly string[] {
  const rows: string[] = [];
  const made = new Set<string>();
  for (const path of paths) {
    const names = path.split('/');
    let isSeen = true;
    for (let level = 1; level < names.length && isSeen; level++) {
      const folder = names.slice(0, level).join('/');
      if (!made.has(folder)) {
        made.add(folder);
        rows.push(`${level} ${folder}/ ${paths.filter((other) => other.startsWith(`${folder}/`)).length}`);
      }
      isSeen = isOpen(folder);
    }
    if (isSeen) rows.push(`${names.length} ${path}`);
  }
  return rows;
}

const name = fc.constantFrom('a', 'a.b', 'a-b', 'A', 'ab', 'é', '😀', 'b');
const trees = fc
  .uniqueArray(fc.array(name, { minLength: 1, maxLength: 4 }), { maxLength: 25, selector: (names) => names.join('/') })
  .map((paths) => paths.map((names) => [...names.slice(0, -1).map((one) => `${one}d`), names.at(-1)].join('/')));

test('the tree has the rows that the paths have, whichever folders are open, and finds names and places in it', async () => {
  for (const paths of fc.sample(trees, { numRuns: 40, seed: 16 })) {
    const { explored, bundle, entries } = listed(paths);
    const sorted = entries.map(({ path }) => path);
    const folders: string[] = [];
    for (const row of plainTree(sorted, () => true)) if (row.includes('/ ')) folders.push(row.split(' ')[1] ?? '');
    for (const filter of ['', 'A', 'é'])
      for (const opened of [
        { all: true, except: [] },
        { all: false, except: [] },
        { all: true, except: [0, 2] },
        { all: false, except: [0, 1, 3] },
      ]) {
        const isOpen = (folder: string) => opened.all !== opened.except.includes(folders.indexOf(`${folder}/`));
        const expected = plainTree(
          sorted.filter((path) => lower(path).includes(lower(filter))),
          isOpen,
        );
        const asked = { bundle, filter, opened };
        const { rows, count } = must(await explored.tree({ ...asked, offset: 0, limit: 1000 }));
        assert.equal(count, expected.length);
        assert.deepEqual(rows.map(told), expected);
        for (const [at, { parent, level }] of rows.entries()) {
          const above = rows.slice(0, at).findLastIndex((row) => row.level < level);
          assert.equal(parent, level === 1 ? -1 : above);
          const names = expected.map((row) => lower(row.split(' ')[1]?.replace(/\/$/, '').split('/').at(-1) ?? ''));
          const begins = names[at]?.slice(0, 2) ?? '';
          const found = must(await explored['tree-find']({ ...asked, from: at, begins: upper(begins) }));
          const order = [...names.keys()].map((step) => (at + 1 + step) % names.length);
          assert.equal(found, order.find((index) => names[index]?.startsWith(begins)) ?? -1);
        }
        for (const path of sorted) {
          const place = must(await explored['tree-place']({ ...asked, path }));
          if (!lower(path).includes(lower(filter))) assert.equal(place, null);
          else {
            const open = must(
              await explored.tree({ ...asked, opened: place?.opened ?? opened, offset: place?.row ?? 0, limit: 1 }),
            );
            assert.deepEqual(open.rows.map(told), [`${path.split('/').length} ${path}`]);
          }
        }
        if (filter !== '' || opened.all || opened.except.length > 0) continue;
        const first = must(await explored['first-rows']({ bundle, limit: 200 }));
        assert.deepEqual(
          first.map((row) => (row.kind === 'file' ? row.file.path : `${row.path}/`)),
          rows.map((row) => (row.kind === 'file' ? row.file.path : `${row.path}/`)),
        );
      }
  }
});

function upper(text: string): string {
  return text.replace(/[a-z]/g, (letter) => letter.toUpperCase());
}

function told(row: TreeRowView): string {
  return row.kind === 'file' ? `${row.level} ${row.file.path}` : `${row.level} ${row.path}/ ${row.below?.files}`;
}

test('a difference is told by lines where it can be, and by its first byte always', async () => {
  const { explored, bundle } = await imported({
    before: 'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\n',
    after: 'one\ntwo\nthree\nfour\nFIVE\nsix\nseven\neight\nnine',
    copy: 'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\n',
    binary: Buffer.from([1, 0, 2]),
  });
  const diff = async (path: string, other: string) =>
    must(await explored.diff({ bundle, path, other: { bundle, path: other } }));
  assert.deepEqual(await diff('before', 'copy'), { kind: 'same-bytes' });
  assert.deepEqual(await diff('before', 'binary'), { kind: 'not-by-lines', why: 'binary', first: 0 });
  const lines = await diff('before', 'after');
  assert.ok(lines.kind === 'lines');
  // The missing last line end is a difference too.
  assert.deepEqual([lines.first, lines.removed, lines.added], [19, 2, 2]);
  const told = lines.rows.map((row) =>
    row.kind === 'gap' ? `… ${row.lines}` : `${row.kind} ${row.left} ${row.right} ${row.text}`,
  );
  assert.deepEqual(told, [
    '… 1',
    'same 2 2 two',
    'same 3 3 three',
    'same 4 4 four',
    'removed 5 null five',
    'added null 5 FIVE',
    'same 6 6 six',
    'same 7 7 seven',
    'same 8 8 eight',
    'removed 9 null nine',
    'added null 9 nine',
  ]);
});
