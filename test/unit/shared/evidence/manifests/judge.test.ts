import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BAGIT_TXT } from '../../../../../shared/evidence/bagit-write.ts';
import { MemoryBundle } from '../checks/bundle.ts';
import { type Content, codesOf, digest, judged, sumsText, verdictOf } from './judged.ts';

/** Names under which people put digests, and the algorithm that they put there. */
const NAMES: readonly (readonly [string, string])[] = [
  ['SHA256SUMS', 'sha256'],
  ['SHA256SUMS.txt', 'sha256'],
  ['sha256sums.txt', 'sha256'],
  ['sha256sum.txt', 'sha256'],
  ['SHA256SUM', 'sha256'],
  ['sha256.txt', 'sha256'],
  ['SHA256', 'sha256'],
  ['SHA2-256SUMS', 'sha256'],
  ['SHASUMS256.txt', 'sha256'],
  ['checksums.txt', 'sha256'],
  ['CHECKSUM', 'sha256'],
  ['CHECKSUMS', 'sha512'],
  ['checksum.sha256', 'sha256'],
  ['Checksums.csv', 'sha256'],
  ['tool_1.2.3_checksums.txt', 'sha256'],
  ['tool_1.2.3_SHA256SUMS', 'sha256'],
  ['hashes.txt', 'sha256'],
  ['hashes.sha256', 'sha256'],
  ['evidence-hashes.md', 'sha256'],
  ['file_digests.lst', 'sha256'],
  ['release.sha256', 'sha256'],
  ['release.sha256.txt', 'sha256'],
  ['release.sha256sum', 'sha256'],
  ['release-sha256.txt', 'sha256'],
  ['MANIFEST', 'sha256'],
  ['manifest.txt', 'sha256'],
  ['Manifest.sha512', 'sha512'],
  ['SHA512SUMS', 'sha512'],
  ['SHA512SUM.txt', 'sha512'],
  ['SHA384SUMS', 'sha384'],
  ['SHA224SUMS', 'sha224'],
  ['SHA1SUMS', 'sha1'],
  ['SHASUMS', 'sha1'],
  ['shasum.txt', 'sha1'],
  ['files.sha1', 'sha1'],
  ['MD5SUMS', 'md5'],
  ['md5sum.txt', 'md5'],
  ['md5.txt', 'md5'],
  ['files.md5', 'md5'],
  ['B3SUMS', 'sha256'],
  ['B2SUMS', 'sha512'],
  ['release.blake3', 'sha256'],
  ['sha3-256sums.txt', 'sha256'],
  ['files.sfv', 'md5'],
];

const UNCOMPUTED = /^(?:B[23]SUMS|release\.blake3|sha3-256sums\.txt|files\.sfv)$/;

const name = fc.stringMatching(/^[a-zé ]{1,5}$/).filter((text) => text.trim() === text);
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => `${names.join('.d/')}.row`);
const tree = fc.dictionary(path, fc.string({ maxLength: 6 }), { minKeys: 1, maxKeys: 6, noNullPrototype: true });
const folder = fc.constantFrom('', 'evidence/', 'a/b/');

const inFolder = (at: string, files: Content): Content =>
  Object.fromEntries(Object.entries(files).map(([file, content]) => [at + file, content]));

test('a tree whose every file is listed is verified, under whatever name the digests lie', async () => {
  await fc.assert(
    fc.asyncProperty(tree, folder, fc.constantFrom(...NAMES), async (files, at, [list, algorithm]) => {
      const bundle = inFolder(at, { ...files, [list]: sumsText(algorithm, files) });
      assert.equal(await verdictOf(bundle), UNCOMPUTED.test(list) ? 'refused' : 'verified', list);
    }),
  );
});

test('a changed byte in a listed file is never verified, under whatever name the digests lie', async () => {
  const change = fc.tuple(tree, folder, fc.constantFrom(...NAMES), fc.nat());
  await fc.assert(
    fc.asyncProperty(change, async ([files, at, [list, algorithm], which]) => {
      const names = Object.keys(files);
      const changed = names[which % names.length] ?? assert.fail();
      const forged = { ...files, [changed]: `${files[changed]}!`, [list]: sumsText(algorithm, files) };
      const bundle = inFolder(at, forged);
      assert.equal(await verdictOf(bundle), 'refused', list);
      const { findings } = await judged(bundle);
      assert.ok(
        findings.some(({ where }) => where.startsWith(at + list)),
        'the list is named',
      );
    }),
    { numRuns: 300 },
  );
});

/** What desktops, file systems and people leave beside a folder. */
const LEFTOVERS: readonly Content[] = [
  { '__MACOSX/evidence/._a.txt': '\0\u0005\u0016\u0007', '__MACOSX/._evidence': '\0' },
  { '__MACOSX/evidence/._SHA256SUMS': '\0\u0005\u0016\u0007' },
  { 'System Volume Information/WPSettings.dat': '1', 'System Volume Information/IndexerVolumeGuid': 'x' },
  { '.DS_Store': '\0' },
  { '.Trashes/501/old.txt': 'x' },
  { 'Thumbs.db': 'x' },
  { x: 'x' },
  { 'other/file': 'x' },
  { 'README.md': 'Read me.' },
];

test('what lies beside a folder never makes a verdict better, and nothing that no manifest lists is verified', async () => {
  const defects: readonly ((files: Content) => Content)[] = [
    (files) => files,
    (files) => ({ ...files, a: `${files.a ?? ''}!` }),
    (files) => Object.fromEntries(Object.entries(files).filter(([path]) => path !== 'a')),
    (files) => ({ ...files, unlisted: '1' }),
  ];
  const list = fc.constantFrom(...NAMES.filter(([one]) => !UNCOMPUTED.test(one)));
  const beside = fc.constantFrom(...LEFTOVERS);
  await fc.assert(
    fc.asyncProperty(tree, list, fc.constantFrom(...defects), beside, async (some, [list, algorithm], harm, more) => {
      const files = { ...some, a: '1' };
      const bundle = inFolder('evidence/', harm({ ...files, [list]: sumsText(algorithm, files) }));
      const [alone, together] = [await verdictOf(bundle), await verdictOf({ ...bundle, ...more })];
      assert.ok(together !== 'verified', 'something is vouched for by nobody');
      if (alone === 'refused') assert.equal(together, 'refused');
    }),
    { numRuns: 300 },
  );
});

test('another manifest never makes a refused bundle verified', async () => {
  const kinds = fc.constantFrom(...NAMES);
  const second = fc.tuple(kinds, fc.constantFrom('all', 'none', 'some'), folder);
  await fc.assert(
    fc.asyncProperty(
      tree,
      kinds,
      fc.boolean(),
      second,
      async (some, [list, algorithm], isListed, [other, what, at]) => {
        const before = { ...some, a: '1' };
        const after = { ...some, a: isListed ? '2' : '1', ...(isListed ? {} : { b: '3' }) };
        const bundle = { ...after, [list]: sumsText(algorithm, before) };
        if ((await verdictOf(bundle)) !== 'refused') return;
        const [name, kind] = other;
        const stated = what === 'all' ? inFolder('', after) : what === 'some' ? { a: after.a } : {};
        assert.equal(await verdictOf({ [at + name]: sumsText(kind, stated), ...bundle }), 'refused');
        const bag = { 'bagit.txt': BAGIT_TXT, 'manifest-sha256.txt': '' };
        assert.equal(await verdictOf({ ...bag, ...bundle }), 'refused');
      },
    ),
    { numRuns: 300 },
  );
});

test('both kinds at once are both compared: an empty bag switches no list off', async () => {
  const list = { SHA256SUMS: sumsText('sha256', { 'result.csv': 'rows: 12' }) };
  const bag = { 'bagit.txt': BAGIT_TXT, 'manifest-sha256.txt': '' };
  assert.equal(await verdictOf({ 'result.csv': 'rows: 12', ...list }), 'verified');
  assert.equal(await verdictOf({ 'result.csv': 'rows: 12', ...list, ...bag }), 'verified');
  assert.equal(await verdictOf({ 'result.csv': 'rows: 99', ...list, ...bag }), 'refused');
  const payload = { 'bagit.txt': BAGIT_TXT, 'manifest-sha256.txt': sumsText('sha256', { 'data/a': '1' }) };
  const outer = { ...payload, 'data/a': '1', SHA256SUMS: sumsText('sha256', { 'data/a': '1' }) };
  assert.equal(await verdictOf(outer), 'verified');
  assert.equal(await verdictOf({ ...outer, SHA256SUMS: sumsText('sha256', { 'data/a': '2' }) }), 'refused');
  assert.equal(await verdictOf({ ...outer, 'manifest-sha256.txt': sumsText('sha256', { 'data/a': '2' }) }), 'refused');
});

test('only a manifest that lists no file of the bundle is told to list none', async () => {
  const isTold = async (bundle: Content) => (await codesOf(bundle)).includes('evidence.manifests-list-nothing');
  const list = { SHA256SUMS: sumsText('sha256', { a: '1' }) };
  assert.ok(!(await isTold({ a: '1', ...list })));
  assert.ok(!(await isTold({ a: '2', ...list })));
  assert.ok(await isTold({ b: '1', ...list }));
  assert.ok(await isTold({ 'bagit.txt': BAGIT_TXT, 'manifest-sha256.txt': '' }));
});

test('a list in a folder inside is compared, and so is a bag there', async () => {
  const inner = { 'a/b/SHA256SUMS': sumsText('sha256', { x: '1' }), 'a/b/x': '1' };
  const outer = { ...inner, top: '2', SHA256SUMS: sumsText('sha256', { 'a/b/x': '1', top: '2' }) };
  assert.equal(await verdictOf(inner), 'verified');
  assert.equal(await verdictOf(outer), 'verified');
  assert.equal(await verdictOf({ ...outer, 'a/b/SHA256SUMS': sumsText('sha256', { x: '2' }) }), 'refused');
  const bag = { 'data/a': '1', 'bagit.txt': BAGIT_TXT, 'manifest-sha256.txt': sumsText('sha256', { 'data/a': '1' }) };
  assert.equal(await verdictOf(inFolder('one/', bag)), 'verified');
  assert.equal(await verdictOf({ ...inFolder('one/', bag), ...inFolder('two/', bag) }), 'verified');
  assert.equal(
    await verdictOf({ ...inFolder('one/', bag), ...inFolder('two/', { ...bag, 'data/a': '2' }) }),
    'refused',
  );
});

test('what looks like a manifest and is none is refused by name', async () => {
  for (const [path, content, why] of [
    ['B3SUMS', sumsText('sha256', { x: '1' }), 'BLAKE3'],
    ['a.b2', sumsText('sha512', { x: '1' }), 'BLAKE2'],
    ['x.sfv', 'x 3610A686\n', 'no line is a digest and a name'],
    ['checksums.json', '{"x":"6b86"}', 'no line is a digest and a name'],
    ['SHA256SUMS', '', 'no line is a digest and a name'],
    ['SHA256SUMS.gz', '\u001f\u008b', 'no line is a digest and a name'],
  ] as const) {
    const { findings } = await judged({ x: '1', [path]: content });
    const told = findings.find(({ code }) => code === 'evidence.manifest-not-read');
    assert.deepEqual([told?.where, told?.observed], [path, why]);
  }
  const link = new MemoryBundle({ x: '1' }).set('SHA256SUMS', 'x', 'symlink');
  assert.ok((await codesOf(link)).includes('evidence.manifest-not-read'));
});

test('a file that only its name makes a manifest, and none of whose lines names a file, is evidence like any other', async () => {
  for (const path of ['sha256.py', 'checksum.go', 'hash.txt', 'photo-md5.jpg', 'manifest.json', 'b3.txt', 'go.sum']) {
    const { layout, findings } = await judged({ x: '1', [path]: `text\n${'a'.repeat(64)}  elsewhere\n` });
    assert.deepEqual([layout, findings], ['plain', []], path);
  }
});

test('a digest alone, in a file that is called after another, is that file’s', async () => {
  for (const [list, algorithm] of [
    ['a.zip.sha256', 'sha256'],
    ['a.zip.sha256.txt', 'sha256'],
    ['a.zip.SHA512', 'sha512'],
    ['a.zip.sha1', 'sha1'],
  ] as const) {
    const bundle = { 'a.zip': '1', [list]: `${digest(algorithm, '1')}\n` };
    assert.equal(await verdictOf(bundle), 'verified', list);
    assert.equal(await verdictOf({ ...bundle, 'a.zip': '2' }), 'refused', list);
    assert.equal(await verdictOf({ ...bundle, 'b.zip': '2' }), 'read', list);
  }
});

test('signatures beside a list need not be in it, are said not to be checked, and hide no other file', async () => {
  const bundle = { x: '1', SHA256SUMS: sumsText('sha256', { x: '1' }) };
  for (const signature of ['SHA256SUMS.asc', 'SHA256SUMS.sig', 'SHA256SUMS.gpg', 'SHA256SUMS.minisig']) {
    const signed = { ...bundle, [signature]: '-----BEGIN PGP SIGNATURE-----\n\niQ==\n' };
    assert.deepEqual(await codesOf(signed), ['evidence.manifest-signature-not-checked'], signature);
    assert.equal(await verdictOf(signed), 'verified');
    // A list of its own inside of a signature is one more list.
    assert.equal(await verdictOf({ ...bundle, [signature]: sumsText('sha256', { x: '2' }) }), 'refused');
  }
  for (const other of ['SHA256SUMS.csv', 'SHA256SUMS.bak', 'SHA256SUMS.d/x']) {
    assert.equal(await verdictOf({ ...bundle, [other]: 'x' }), 'refused', other);
  }
});

test('that only a weak digest vouches for a file is told, and not where a strong one does too', async () => {
  const files = { x: '1', y: '2' };
  const md5 = { ...files, MD5SUMS: sumsText('md5', files) };
  assert.deepEqual(await codesOf(md5), ['evidence.manifest-weak']);
  assert.deepEqual(await codesOf({ ...md5, SHA256SUMS: sumsText('sha256', files) }), []);
  assert.deepEqual(await codesOf({ ...md5, 'x.sha256': sumsText('sha256', { x: '1' }) }), ['evidence.manifest-weak']);
});

test('links that no hash covers are told, and refused where a manifest should list everything', async () => {
  const listed = { x: '1', y: '1', SHA256SUMS: sumsText('sha256', { x: '1', y: '1' }) };
  const linked = new MemoryBundle(listed).set('current', 'x', 'symlink');
  assert.deepEqual(await codesOf(linked), ['evidence.link-unlisted']);
  assert.deepEqual(await codesOf(new MemoryBundle(listed).set('y', 'x', 'symlink')), ['evidence.manifest-lists-link']);
  const plain = new MemoryBundle({ x: '1' }).set('current', 'x', 'symlink');
  assert.deepEqual(await codesOf(plain), ['evidence.link-not-covered']);
  const named = new MemoryBundle({ x: '1', 'x.sha256': sumsText('sha256', { x: '1' }) }).set('to', 'x', 'symlink');
  assert.equal(await verdictOf(named), 'read');
});

test('a name in another normal form is the same name, and in another case it is told as that', async () => {
  const file = 'Bản tường trình.txt';
  const [composed, decomposed] = [file.normalize('NFC'), file.normalize('NFD')];
  for (const [listed, there] of [
    [composed, decomposed],
    [decomposed, composed],
  ] as const) {
    const bundle = { [there]: 'vn', SHA256SUMS: sumsText('sha256', { [listed]: 'vn' }) };
    assert.deepEqual(await codesOf(bundle), ['evidence.manifest-name-form']);
    assert.equal(await verdictOf({ ...bundle, [there]: 'VN' }), 'refused');
    // Both files there, only one listed: the other is not listed.
    assert.deepEqual(await codesOf({ ...bundle, [listed]: 'vn' }), ['evidence.manifest-unlisted-file']);
    assert.equal(await verdictOf({ ...bundle, [there.toUpperCase()]: 'vn' }), 'refused');
  }
  const cased = { 'Report.TXT': '1', SHA256SUMS: sumsText('sha256', { 'report.txt': '1' }) };
  const { findings } = await judged(cased);
  assert.deepEqual(
    findings.map(({ code, where, observed }) => [code, where, observed]),
    [['evidence.manifest-name-case', 'SHA256SUMS, line 1: report.txt', 'Report.TXT']],
  );
});

test('many manifests over one folder are refused, and what they cost does not grow with their number', async () => {
  const lists = Object.fromEntries(Array.from({ length: 70 }, (_, i) => [`${i}.checksums`, '']));
  const sums = Object.keys(lists).map((name) => [`${name.replace('.', '-')}.txt`, sumsText('sha256', { x: '1' })]);
  assert.ok((await codesOf({ x: '1', ...Object.fromEntries(sums) })).includes('evidence.too-many-manifests'));
});

test('digests other than SHA-256 are computed in one reading of a file, however many lists state them', async () => {
  const files = { x: '1', 'y.row': '2' };
  const bundle = new MemoryBundle({
    ...files,
    ...Object.fromEntries(['md5', 'sha1', 'sha512'].map((one) => [`${one}sums`, sumsText(one, files)])),
    ...Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`${i}.md5`, sumsText('md5', files)])),
  });
  const read = new Map<string, number>();
  const content = bundle.readFile.bind(bundle);
  bundle.readFile = (path) => {
    read.set(path, (read.get(path) ?? 0) + 1);
    return content(path);
  };
  assert.equal(await verdictOf(bundle), 'verified');
  assert.deepEqual([read.get('x'), read.get('y.row')], [1, 1]);
});
