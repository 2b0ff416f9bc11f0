// A vault whose disk has gone bad: each file of it is read as what was written, or told to be damaged.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { entryLine, leafLine, parseLine } from '../../../../../electron/core/tree/entry-line.ts';
import { DamagedManifest, Manifest } from '../../../../../electron/core/tree/manifest.ts';
import { readImportHead, writeImportHead } from '../../../../../electron/core/vault/import/import-head.ts';
import {
  ImportJournal,
  JournalReader,
  journalledLeaves,
} from '../../../../../electron/core/vault/import/import-journal.ts';
import { parseBundleRecord } from '../../../../../electron/core/vault/store/bundle-record.ts';
import { IMPORT_HEAD, PACK_SUFFIX, vaultLayout } from '../../../../../electron/core/vault/store/layout.ts';
import { encodeTable } from '../../../../../electron/core/vault/store/pack-format.ts';
import { openVault } from '../../../../../electron/core/vault/vault.ts';
import { utf8 } from '../../../../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../../../../shared/encoding/digest.ts';
import type { BundleRecord, CheckResult } from '../../../../../shared/evidence/types.ts';
import { finding } from '../../../../../shared/finding/index.ts';
import { err, ok } from '../../../../../shared/result.ts';
import { holdsAgainstAnyBytes, hostile } from '../../../../helpers/harmed.ts';
import { freshFolder } from '../../../../helpers/trees.ts';
import { workerFile } from '../../../../helpers/vault-worker.ts';

const DIGESTS = { sha256: 'a'.repeat(64), git: { sha1: 'b'.repeat(40), sha256: 'c'.repeat(64) } };
const HASHES = {
  dirHash: sha256Hex(utf8('tree')),
  gitTreeSha256: '1'.repeat(64),
  gitTreeSha1: '2'.repeat(40),
  merkleSha256: '3'.repeat(64),
  sha256sumDot: '4'.repeat(64),
};
const LISTED = { dirHash: HASHES.dirHash, merkleSha256: HASHES.merkleSha256, sha256sumDot: HASHES.sha256sumDot };
const CHECK: CheckResult = {
  id: 'probes',
  type: 'probe-results',
  title: 'Ten of ten',
  result: 'unknown',
  reason: 'The file is not there.',
  observed: { passed: '9', of: '10' },
};
const RECORD: BundleRecord = {
  id: HASHES.dirHash,
  label: 'rehearsal "évidence"',
  form: 'tar.gz',
  layout: 'bag',
  summary: { files: 3, bytes: 2 ** 40, ...HASHES, bagManifest: '5'.repeat(64) },
  spellings: { payload: HASHES, withTopFolder: HASHES },
  manifests: [{ path: 'manifest-sha256.txt', sha256: HASHES.dirHash }],
  asListed: { asRoot: LISTED, payload: LISTED },
  verdict: 'refused',
  findings: [
    finding('evidence.bag-oxum', 'bag-info.txt', { observed: '1.1', expected: '2.2' }),
    finding('evidence.bag-incomplete', 'fetch.txt'),
  ],
  checks: [CHECK],
  importedAt: '2026-06-12T08:00:00.123Z',
};
const recordBytes = (record: BundleRecord): Uint8Array => utf8(`${JSON.stringify(record)}\n`);

holdsAgainstAnyBytes(
  "a bundle's record",
  recordBytes(RECORD),
  (bytes) => {
    const read = parseBundleRecord(bytes);
    return read === null ? err('damaged') : ok(read);
  },
  { alike: recordBytes },
);

test("a bundle's record comes back as it was written, whatever its texts are", () => {
  const text = fc.string({ unit: 'grapheme' });
  // As checks write them: a name that comes from outside has a word of ours beside it.
  const observed = fc.dictionary(
    text.map((name) => `token ${name}`),
    text,
  );
  const record = fc.record({
    label: text,
    checks: fc.array(fc.record({ title: text, reason: text, observed }), { maxLength: 3 }),
    findings: fc.array(fc.record({ where: text, observed: fc.option(text), expected: fc.option(text) }), {
      maxLength: 3,
    }),
  });
  fc.assert(
    fc.property(record, ({ label, checks, findings }) => {
      const whole: BundleRecord = {
        ...RECORD,
        label,
        verdict: findings.length > 0 || checks.length > 0 ? 'refused' : 'verified',
        checks: checks.map((one) => ({ ...CHECK, ...one, observed: { ...one.observed } })),
        findings: findings.map(({ where, observed, expected }) =>
          finding('evidence.bag-oxum', where, { observed: observed ?? undefined, expected: expected ?? undefined }),
        ),
      };
      assert.deepEqual(parseBundleRecord(recordBytes(whole)), JSON.parse(JSON.stringify(whole)));
    }),
    { numRuns: 300 },
  );
});

test("a record of an older vault, which knew verified and refused alone, has today's verdict", () => {
  const sound: BundleRecord = { ...RECORD, findings: [], checks: [] };
  const verdictOf = (record: BundleRecord) => parseBundleRecord(recordBytes(record))?.verdict;
  assert.equal(verdictOf({ ...sound, verdict: 'verified' }), 'verified');
  assert.equal(verdictOf({ ...sound, verdict: 'verified', layout: 'plain' }), 'read');
  assert.equal(verdictOf({ ...sound, verdict: 'verified', checks: [CHECK] }), 'refused');
  assert.equal(verdictOf({ ...sound, verdict: 'read' }), undefined);
  assert.equal(verdictOf({ ...sound, verdict: 'refused' }), undefined);
});

test('a record that says something else of itself is damaged', () => {
  const text = JSON.stringify(RECORD);
  for (const [was, is] of [
    ['"refused"', '"verified"'],
    [`"dirHash":"${HASHES.dirHash}"`, `"dirHash":"${'0'.repeat(64)}"`],
    ['2'.repeat(40), '2'.repeat(39)],
    ['3'.repeat(64), '3'.repeat(65)],
    ['2026-06-12', '12 June 2026'],
    ['evidence.bag-oxum', 'evidence.bag-oxun'],
  ] as const) {
    const other = text.replace(was, is);
    assert.notEqual(other, text);
    assert.equal(parseBundleRecord(utf8(other)), null, is);
  }
});

holdsAgainstAnyBytes(
  "a manifest's line",
  utf8(entryLine('executable', DIGESTS, 123, 'dir/\u00c3\u00a9').trimEnd()),
  (bytes) => {
    const read = parseLine(Buffer.from(bytes).toString('latin1'));
    return read === null ? err('no line') : ok(read);
  },
  {
    exactly: ({ file, path }) => Buffer.from(entryLine(file.kind, file, file.size, path).slice(0, -1), 'latin1'),
  },
);

const NAMES = ['a', 'dir/b', 'dir/caf\u00c3\u00a9', 'dir/d', 'z'];
const bareLineOf = (name: string, at: number): string =>
  leafLine(at === 1 ? 'symlink' : 'file', DIGESTS.sha256, at, name);
const lineOf = (name: string, at: number): string => entryLine(at === 1 ? 'symlink' : 'file', DIGESTS, at, name);
// With and without git's ids, as older versions and this one write them.
const LINES = NAMES.map((name, at) => (at % 2 === 0 ? lineOf(name, at) : bareLineOf(name, at))).join('');

test('a manifest that was harmed gives the leaves that are in it, or is damaged: all of it, by page, and one', async () => {
  const path = join(freshFolder(), 'entries');
  await fc.assert(
    fc.asyncProperty(hostile(Buffer.from(LINES, 'latin1')), fc.constantFrom(...NAMES), async (bytes, name) => {
      writeFileSync(path, bytes);
      const manifest = new Manifest(path);
      try {
        const all = orDamaged(() => [...manifest.lines()]);
        if (all !== null) {
          const written = all.map(({ file, path: at }) => entryLine(file.kind, file, file.size, at)).join('');
          assert.equal(written, Buffer.from(bytes).toString('latin1'));
        }
        const page = await manifest.page(1, 2).catch(orRethrow);
        assert.ok(all === null || page?.total === all.length);
        const found = orDamaged(() => manifest.find(name));
        assert.ok(found === null || found.path === name);
      } finally {
        manifest.close();
      }
    }),
    { numRuns: 300 },
  );
});

test("an import's journal that was harmed recalls what was read, or nothing of it", () => {
  const lines = Buffer.from(LINES, 'latin1');
  const identities = Buffer.from(NAMES.map((_, at) => `id ${at}\n`).join(''));
  const good = freshFolder();
  const writing = new ImportJournal(good);
  writing.add({ lines, identities });
  writing.add({ lines: lines.subarray(0, LINES.indexOf('\n') + 1), identities: Buffer.from('id 0\n') });
  writing.close();
  const [name = ''] = readdirSync(good);
  const folder = freshFolder();
  fc.assert(
    fc.property(hostile(readFileSync(join(good, name))), (bytes) => {
      writeFileSync(join(folder, name), bytes);
      for (const { path, file, identity } of journalledLeaves(folder)) {
        const at = NAMES.indexOf(path);
        assert.equal(bareLineOf(path, at), entryLine(file.kind, file, file.size, path));
        assert.equal(identity, `id ${at}`);
      }
      const reader = new JournalReader(folder);
      for (const [at, path] of NAMES.entries()) {
        const recalled = reader.recall(path);
        assert.ok(recalled === null || (recalled.identity === `id ${at}` && recalled.file.size === at));
      }
    }),
    { numRuns: 300 },
  );
});

test('what an import was asked to do comes back, or is not there', async () => {
  const folder = freshFolder();
  const head = { source: '/media/stick/é', startedAt: '2026-06-12T08:00:00.000Z' };
  await writeImportHead(folder, head);
  const good = readFileSync(join(folder, IMPORT_HEAD));
  assert.deepEqual(readImportHead(folder), head);
  await fc.assert(
    fc.asyncProperty(hostile(good), async (bytes) => {
      writeFileSync(join(folder, IMPORT_HEAD), bytes);
      const read = readImportHead(folder);
      if (read === null) return;
      await writeImportHead(folder, read);
      assert.deepEqual(readImportHead(folder), read);
    }),
    { numRuns: 200 },
  );
});

test('a content is read from a pack that was harmed as it was stored, or not at all', async () => {
  const root = freshFolder();
  const layout = vaultLayout(root);
  mkdirSync(layout.packs);
  const contents = Array.from({ length: 9 }, (_, i) => utf8(`content ${i} ${'.'.repeat(i)}`));
  await fc.assert(
    fc.asyncProperty(hostile(packOf(contents)), async (bytes) => {
      writeFileSync(join(layout.packs, `one${PACK_SUFFIX}`), bytes);
      const vault = await openVault(root, { workerFile });
      assert.ok(vault.ok);
      for (const content of contents) {
        const read = await vault.value.readSmall(sha256Hex(content), 1000);
        if (read.ok) assert.deepEqual(read.value, content);
        else
          assert.ok(['vault/missing', 'vault/damaged', 'vault/too-large'].includes(read.error.code), read.error.code);
      }
      await vault.value.close();
    }),
    { numRuns: 200 },
  );
});

/** A pack as a reader writes it. */
function packOf(contents: readonly Uint8Array[]): Uint8Array {
  const pieces: Buffer[] = [];
  let end = 0;
  const entries = contents.map((content) => {
    const head = Buffer.from(`blob ${content.length}\0`, 'latin1');
    const digest = Buffer.from(sha256Hex(content), 'hex');
    const entry = { digest, offset: end + head.length, size: content.length };
    pieces.push(head, Buffer.from(content), digest);
    end += head.length + content.length + digest.length;
    return entry;
  });
  return Buffer.concat([...pieces, encodeTable(entries, end)]);
}

function orDamaged<T>(read: () => T): T | null {
  try {
    return read();
  } catch (thrown) {
    return orRethrow(thrown);
  }
}

function orRethrow(thrown: unknown): null {
  if (thrown instanceof DamagedManifest) return null;
  throw thrown;
}
