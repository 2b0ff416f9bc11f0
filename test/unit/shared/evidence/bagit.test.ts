import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { equalBytes, utf8 } from '../../../../shared/bytes.ts';
import {
  bagFolder,
  type FindableTree,
  isBag,
  isBagTagFile,
  otherManifests,
  payloadOxum,
  verifyBag,
} from '../../../../shared/evidence/bagit.ts';
import { BAG_VERSIONS, parseBagInfo } from '../../../../shared/evidence/bagit-tags.ts';
import { BAGIT_TXT, bagInfoText, bagManifestText } from '../../../../shared/evidence/bagit-write.ts';
import { evidenceFile } from '../../../../shared/evidence/leaf.ts';
import { insideFolder, withTopFolder } from '../../../../shared/evidence/spelling.ts';
import { inPathOrder } from '../../../../shared/evidence/tree-fold.ts';
import type { EvidenceFile } from '../../../../shared/evidence/types.ts';
import { type Finding, type FindingCode, finding } from '../../../../shared/finding/index.ts';
import { oneHostile } from '../../../helpers/harmed.ts';

/** A bag's files by path. */
type Bag = Map<string, Uint8Array>;

const PAYLOAD: [string, string][] = [
  ['data/a.txt', 'one'],
  ['data/50% done\r.log', 'two'],
  ['data/caf\u00e9/b c', 'three'],
];

test('what the writer makes, the reader finds nothing wrong with', () => {
  const bag = goodBag();
  const reading = read(bag);
  assert.deepEqual(reading.findings, []);
  assert.equal(reading.version, '1.0');
  assert.deepEqual(reading.info, [
    { label: 'Bagging-Date', value: '2026-06-12' },
    { label: 'External-Description', value: 'first line second line' },
    { label: 'Payload-Oxum', value: '11.3' },
  ]);
  assert.equal(reading.bagManifest, createHash('sha256').update(content(bag, 'manifest-sha256.txt')).digest('hex'));
});

test('each version is read, drafts with md5sum stars and their own percent-encoding', () => {
  for (const version of BAG_VERSIONS.filter((one) => one !== '1.0')) {
    const bag = goodBag();
    bag.set('bagit.txt', utf8(`BagIt-Version: ${version}\r\nTag-File-Character-Encoding: UTF-8\r\n`));
    bag.set(
      'manifest-sha256.txt',
      utf8(
        text(bag, 'manifest-sha256.txt').replace('%25', '%').replaceAll('  data', ' *data').replace('*data', './data'),
      ),
    );
    assert.deepEqual(codes(withTagManifest(bag)), [], version);
  }
});

const DEFECTS: [string, FindingCode[], (bag: Bag) => void][] = [
  ['no bagit.txt', ['evidence.bag-declaration'], (bag) => bag.delete('bagit.txt')],
  [
    'bagit.txt in another order',
    ['evidence.bag-declaration'],
    (bag) => edit(bag, 'bagit.txt', (t) => t.split('\n').reverse().join('\n').trim()),
  ],
  ['a third line in bagit.txt', ['evidence.bag-declaration'], (bag) => edit(bag, 'bagit.txt', (t) => `${t}X: y\n`)],
  [
    'a byte order mark in bagit.txt',
    ['evidence.bag-byte-order-mark'],
    (bag) => edit(bag, 'bagit.txt', (t) => `\uFEFF${t}`),
  ],
  [
    'a byte order mark in bag-info.txt',
    ['evidence.bag-byte-order-mark'],
    (bag) => edit(bag, 'bag-info.txt', (t) => `\uFEFF${t}`),
  ],
  ['a bagit.txt that is not UTF-8', ['evidence.manifest-not-utf8'], (bag) => bag.set('bagit.txt', Uint8Array.of(0xff))],
  [
    'a byte order mark in a manifest',
    ['evidence.bag-byte-order-mark', ...Array<FindingCode>(3).fill('evidence.manifest-unlisted-file')],
    (bag) => edit(bag, 'manifest-sha256.txt', (t) => `\uFEFF${t}`),
  ],
  ['an unknown version', ['evidence.bag-version'], (bag) => edit(bag, 'bagit.txt', (t) => t.replace('1.0', '1.1'))],
  ['another encoding', ['evidence.bag-encoding'], (bag) => edit(bag, 'bagit.txt', (t) => t.replace('UTF-8', 'KOI8-R'))],
  [
    'a fetch.txt',
    ['evidence.bag-incomplete'],
    (bag) => bag.set('fetch.txt', utf8('https://example.org/a 3 data/a.txt\n')),
  ],
  ['a changed payload file', ['evidence.manifest-differs'], (bag) => edit(bag, 'data/a.txt', () => 'onE')],
  [
    'a payload file of another length',
    ['evidence.manifest-differs', 'evidence.bag-oxum'],
    (bag) => edit(bag, 'data/a.txt', () => 'o'),
  ],
  [
    'a missing payload file',
    ['evidence.manifest-missing-file', 'evidence.bag-oxum'],
    (bag) => bag.delete('data/a.txt'),
  ],
  [
    'an unlisted payload file',
    ['evidence.manifest-unlisted-file', 'evidence.bag-oxum'],
    (bag) => bag.set('data/new', utf8('x')),
  ],
  ['no SHA-256 manifest', ['evidence.bag-manifest-missing'], (bag) => bag.delete('manifest-sha256.txt')],
  [
    'a manifest whose name is not in lower case',
    ['evidence.bag-manifest-missing', 'evidence.bag-manifest-not-verified'],
    (bag) => rename(bag, 'manifest-sha256.txt', 'manifest-SHA256.txt'),
  ],
  [
    'manifests of an algorithm that nobody knows alone',
    ['evidence.bag-manifest-missing', 'evidence.bag-manifest-not-verified'],
    (bag) => rename(bag, 'manifest-sha256.txt', 'manifest-sha256d.txt'),
  ],
  [
    'a payload file whose name is in another normal form than in its manifest',
    ['evidence.manifest-unlisted-file', 'evidence.manifest-missing-file'],
    (bag) => rename(bag, 'data/caf\u00e9/b c', 'data/cafe\u0301/b c'),
  ],
  [
    'a payload file whose name is in another case than in its manifest',
    ['evidence.manifest-unlisted-file', 'evidence.manifest-missing-file'],
    (bag) => rename(bag, 'data/a.txt', 'data/A.txt'),
  ],
  [
    'a duplicate line',
    ['evidence.manifest-duplicate'],
    (bag) => edit(bag, 'manifest-sha256.txt', (t) => t.replace(/^.*\n/, '$&$&')),
  ],
  [
    'a malformed line',
    ['evidence.manifest-malformed-line'],
    (bag) => edit(bag, 'manifest-sha256.txt', (t) => `${t}nonsense\n`),
  ],
  [
    'a digest of another length',
    ['evidence.manifest-malformed-line'],
    (bag) => edit(bag, 'manifest-sha256.txt', (t) => `${t}${'a'.repeat(40)}  data/z\n`),
  ],
  [
    'a tag file in a payload manifest',
    ['evidence.bag-payload-path'],
    (bag) => edit(bag, 'manifest-sha256.txt', (t) => `${t}${'a'.repeat(64)}  bagit.txt\n`),
  ],
  [
    'a path that leaves the bag',
    ['evidence.manifest-path'],
    (bag) => edit(bag, 'manifest-sha256.txt', (t) => `${t}${'a'.repeat(64)}  data/../../x\n`),
  ],
  [
    'an absolute path',
    ['evidence.manifest-path'],
    (bag) => edit(bag, 'manifest-sha256.txt', (t) => `${t}${'a'.repeat(64)}  /data/x\n`),
  ],
  [
    'a bare percent sign',
    ['evidence.bag-percent-encoding'],
    (bag) => edit(bag, 'manifest-sha256.txt', (t) => t.replace('%25', '%')),
  ],
  [
    'a manifest that is not UTF-8',
    [
      'evidence.manifest-not-utf8',
      'evidence.manifest-unlisted-file',
      'evidence.manifest-unlisted-file',
      'evidence.manifest-unlisted-file',
    ],
    (bag) => bag.set('manifest-sha256.txt', Uint8Array.of(0xff)),
  ],
  [
    'an MD5 manifest beside it',
    ['evidence.bag-manifest-not-verified'],
    (bag) => bag.set('manifest-md5.txt', utf8(md5Manifest())),
  ],
  [
    'an MD5 manifest that leaves a file out',
    ['evidence.bag-manifest-not-verified', 'evidence.manifest-unlisted-file'],
    (bag) => bag.set('manifest-md5.txt', utf8(md5Manifest().replace(/^.*a\.txt\n/m, ''))),
  ],
  ['a wrong octet count', ['evidence.bag-oxum'], (bag) => edit(bag, 'bag-info.txt', (t) => t.replace('11.3', '12.3'))],
  [
    'a Payload-Oxum that is none',
    ['evidence.bag-oxum-malformed'],
    (bag) => edit(bag, 'bag-info.txt', (t) => t.replace('11.3', '11')),
  ],
  [
    'two of them',
    ['evidence.bag-oxum-malformed'],
    (bag) => edit(bag, 'bag-info.txt', (t) => `${t}Payload-Oxum: 11.3\n`),
  ],
  [
    'a bag-info line without a colon',
    ['evidence.bag-info-malformed'],
    (bag) => edit(bag, 'bag-info.txt', (t) => `${t}nonsense\n`),
  ],
];

for (const [defect, expected, damage] of DEFECTS) {
  test(`${defect}: ${expected.join(', ')}`, () => {
    const bag = goodBag();
    damage(bag);
    assert.deepEqual(codes(withTagManifest(bag)), expected);
  });
}

const TAG_DEFECTS: [string, FindingCode[], (bag: Bag) => void][] = [
  [
    'a changed tag file',
    ['evidence.manifest-differs'],
    (bag) => edit(bag, 'bag-info.txt', (t) => t.replace('2026', '2025')),
  ],
  ['a missing tag file', ['evidence.manifest-missing-file'], (bag) => bag.delete('bag-info.txt')],
  ['a tag file in no tag manifest', ['evidence.bag-tag-unlisted'], (bag) => bag.set('notes/read me', utf8('x'))],
  [
    'a payload manifest in no tag manifest',
    ['evidence.bag-tag-manifest-incomplete'],
    (bag) => edit(bag, 'tagmanifest-sha256.txt', (t) => t.replace(/^.* manifest-sha256\.txt\n/m, '')),
  ],
  [
    'a tag manifest in a tag manifest',
    ['evidence.bag-payload-path'],
    (bag) => edit(bag, 'tagmanifest-sha256.txt', (t) => `${t}${'a'.repeat(64)}  tagmanifest-md5.txt\n`),
  ],
  [
    'a payload file in a tag manifest',
    ['evidence.bag-payload-path'],
    (bag) => edit(bag, 'tagmanifest-sha256.txt', (t) => `${t}${'a'.repeat(64)}  data/a.txt\n`),
  ],
];

for (const [defect, expected, damage] of TAG_DEFECTS) {
  test(`${defect}: ${expected.join(', ')}`, () => {
    const bag = goodBag();
    damage(bag);
    assert.deepEqual(codes(bag), expected);
  });
}

test('a payload file in whose place a link is counts as missing', () => {
  const bag = goodBag();
  const { tagFiles, files } = input(bag);
  const linked = files.map((file) =>
    file.path === 'data/a.txt' ? evidenceFile(file.path, utf8('b'), 'symlink') : file,
  );
  const found = verifyBag({ tagFiles, files: linked }).findings.map(({ code }) => code);
  assert.deepEqual(found, ['evidence.manifest-missing-file', 'evidence.bag-oxum']);
});

test('a bag of other algorithms alone is refused until the digests of one are compared', () => {
  const bag = goodBag();
  bag.delete('manifest-sha256.txt');
  bag.delete('tagmanifest-sha256.txt');
  bag.set('manifest-md5.txt', utf8(md5Manifest()));
  bag.set('manifest-sha512.txt', utf8(bagManifestText(digests(bag, 'sha512', (path) => path.startsWith('data/')))));
  assert.deepEqual(codes(bag), [
    'evidence.bag-manifest-missing',
    'evidence.bag-manifest-not-verified',
    'evidence.bag-manifest-not-verified',
  ]);

  const { tagFiles, files } = input(bag);
  const told = (compared: ReadonlyMap<string, readonly Finding[]>) =>
    verifyBag({ tagFiles, files, compared }).findings.map(({ code, where }) => `${code} ${where}`);
  assert.deepEqual(told(new Map([['manifest-sha512.txt', []]])), [
    'evidence.bag-manifest-not-verified manifest-md5.txt',
  ]);
  const differs = finding('evidence.manifest-differs', 'manifest-md5.txt, line 2: data/a.txt');
  const both = new Map([
    ['manifest-md5.txt', [differs]],
    ['manifest-sha512.txt', []],
  ]);
  assert.deepEqual(told(both), [`evidence.manifest-differs ${differs.where}`]);
});

test('every manifest of another algorithm is to be compared, and none is passed over for its spelling', () => {
  const bag = goodBag();
  assert.deepEqual(otherManifests(input(bag).tagFiles), []);
  bag.set('manifest-md5.txt', utf8(md5Manifest()));
  bag.set('tagmanifest-sha1.txt', utf8(''));
  bag.set('manifest-sha3512.txt', utf8(md5Manifest()));
  bag.set('manifest-SHA512.txt', utf8(md5Manifest()));
  assert.deepEqual(
    otherManifests(input(bag).tagFiles).map(({ name, algorithm }) => [name, algorithm]),
    [
      ['manifest-md5.txt', 'md5'],
      ['tagmanifest-sha1.txt', 'sha1'],
    ],
  );
  const notVerified = read(bag).findings.filter(({ code }) => code === 'evidence.bag-manifest-not-verified');
  assert.deepEqual(
    notVerified.map(({ where }) => where),
    ['manifest-SHA512.txt', 'manifest-md5.txt', 'manifest-sha3512.txt', 'tagmanifest-sha1.txt'],
  );
});

test('before 1.0 one compared manifest lists every payload file, and the others need not', () => {
  const bag = goodBag();
  edit(bag, 'manifest-sha256.txt', (t) => t.replace('%25', '%'));
  edit(bag, 'bagit.txt', (t) => t.replace('1.0', '0.97'));
  bag.set('manifest-sha512.txt', utf8(''));
  const withCompared = () => {
    const compared = new Map([['manifest-sha512.txt', []]]);
    return verifyBag({ ...input(withTagManifest(bag)), compared }).findings.map(({ code }) => code);
  };
  assert.deepEqual(withCompared(), []);
  edit(bag, 'manifest-sha256.txt', (t) => t.replace(/^.*\n/, ''));
  assert.deepEqual(withCompared(), ['evidence.manifest-unlisted-file']);
  edit(bag, 'bagit.txt', (t) => t.replace('0.97', '1.0'));
  assert.ok(withCompared().length > 1);
});

for (const version of BAG_VERSIONS) {
  const name = version < '0.96' ? 'package-info.txt' : 'bag-info.txt';
  test(`the octets and files of a bag of ${version} are those that its ${name} states`, () => {
    const bag: Bag = new Map([['data/a', utf8('one')]]);
    bag.set('bagit.txt', utf8(BAGIT_TXT.replace('1.0', version)));
    bag.set('manifest-sha256.txt', utf8(bagManifestText(digests(bag, 'sha256', (path) => path === 'data/a'))));
    for (const [oxum, expected] of [
      ['3.1', []],
      ['4.1', ['evidence.bag-oxum']],
      ['nonsense', ['evidence.bag-oxum-malformed']],
    ] as const) {
      bag.set(name, utf8(`Payload-Oxum: ${oxum}\n`));
      const { info, findings } = read(bag);
      assert.deepEqual(info, [{ label: 'Payload-Oxum', value: oxum }]);
      assert.deepEqual(
        findings.map(({ code, where }) => `${code} ${where}`),
        expected.map((code) => `${code} ${name}`),
      );
    }
  });
}

test('tag files are read in the encoding that the bag declares', () => {
  const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
  const utf16 = (text: string): Uint8Array =>
    Uint8Array.from(
      `\uFEFF${text}`.split('').flatMap((character) => [character.charCodeAt(0) >> 8, character.charCodeAt(0) & 0xff]),
    );
  const little = (text: string): Uint8Array =>
    new Uint8Array(Uint16Array.from(`\uFEFF${text}`, (character) => character.charCodeAt(0)).buffer);
  for (const [name, encode] of [
    ['ISO-8859-1', latin1],
    ['utf-16', utf16],
    ['UTF-16', little],
  ] as const) {
    const bag = goodBag();
    bag.delete('tagmanifest-sha256.txt');
    edit(bag, 'bagit.txt', (t) => t.replace('UTF-8', name));
    for (const tag of ['bag-info.txt', 'manifest-sha256.txt']) bag.set(tag, encode(text(bag, tag)));
    assert.deepEqual(codes(bag), [], name);
    bag.set('bag-info.txt', Uint8Array.of(0x41, 0xd8, 0x00));
    if (name !== 'ISO-8859-1') assert.deepEqual(codes(bag), ['evidence.manifest-not-utf8'], name);
  }
});

test('a bag without the optional tag files is one too', () => {
  const bag = goodBag();
  for (const optional of ['bag-info.txt', 'tagmanifest-sha256.txt']) bag.delete(optional);
  assert.deepEqual(codes(bag), []);
});

test('a tree without bagit.txt at its root is no bag', () => {
  assert.ok(isBag(tree([evidenceFile('bagit.txt', utf8(''))])));
  assert.ok(!isBag(tree([evidenceFile('bagit.txt', utf8('x'), 'symlink')])));
  assert.ok(!isBag(tree([evidenceFile('data/bagit.txt', utf8(''))])));
});

test('a bag is found at the root and in the only folder there, as in an archive of it', () => {
  const files = leaves(goodBag());
  const wrapped = withTopFolder(files, 'my bag');
  assert.equal(bagFolder(tree(files)), '');
  assert.equal(bagFolder(tree(wrapped)), 'my bag');
  assert.equal(bagFolder(tree([...wrapped, evidenceFile('zz', utf8(''))])), null);
  assert.equal(bagFolder(tree([])), null);
  const { tagFiles } = input(goodBag());
  assert.deepEqual(verifyBag({ tagFiles, files: insideFolder(wrapped, 'my bag') }).findings, []);
});

test('a label that would be read otherwise is not written; a value stays on one line', () => {
  for (const label of ['', ' a', 'a ', 'a:b', 'a\nb']) assert.throws(() => bagInfoText([{ label, value: '' }]));
  fc.assert(
    fc.property(fc.string(), (value) => {
      const { entries, findings } = parseBagInfo(
        'bag-info.txt',
        utf8(bagInfoText([{ label: 'Note', value }])),
        'UTF-8',
      );
      assert.deepEqual(findings, []);
      assert.equal(entries.length, 1);
    }),
  );
});

test('a line of blanks takes no longer to refuse than it is', () => {
  const bag = goodBag();
  edit(bag, 'bag-info.txt', (text) => `${text}a${' '.repeat(1_000_000)}b\n`);
  assert.deepEqual(codes(withTagManifest(bag)), ['evidence.bag-info-malformed']);
});

test('no bytes in any tag file make the reader throw, and but for the tag manifest none is changed unfound', () => {
  const good = goodBag();
  const tagFiles = new Map([...good].filter(([name]) => isBagTagFile(name)));
  fc.assert(
    fc.property(oneHostile(tagFiles), ([name, damaged]) => {
      const bag = goodBag();
      bag.set(name, damaged);
      if (read(bag).findings.length > 0 || equalBytes(damaged, content(good, name))) return;
      // Nothing says how the tag manifest itself is to be written.
      assert.ok(name.startsWith('tagmanifest-'), name);
    }),
    { numRuns: 600 },
  );
});

function goodBag(): Bag {
  const bag: Bag = new Map(PAYLOAD.map(([path, text]) => [path, utf8(text)]));
  bag.set('bagit.txt', utf8(BAGIT_TXT));
  bag.set('manifest-sha256.txt', utf8(bagManifestText(digests(bag, 'sha256', (path) => path.startsWith('data/')))));
  const info = [
    { label: 'Bagging-Date', value: '2026-06-12' },
    { label: 'External-Description', value: 'first line\n  second line' },
    { label: 'Payload-Oxum', value: payloadOxum(leaves(bag)) },
  ];
  bag.set('bag-info.txt', utf8(bagInfoText(info)));
  return withTagManifest(bag);
}

function withTagManifest(bag: Bag): Bag {
  const isTag = (path: string): boolean => !path.startsWith('data/') && !path.startsWith('tagmanifest-');
  return bag.set('tagmanifest-sha256.txt', utf8(bagManifestText(digests(bag, 'sha256', isTag))));
}

function md5Manifest(): string {
  return bagManifestText(digests(goodBag(), 'md5', (path) => path.startsWith('data/')));
}

function digests(bag: Bag, algorithm: string, wanted: (path: string) => boolean): { path: string; digest: string }[] {
  return leaves(bag)
    .filter(({ path }) => wanted(path))
    .map(({ path }) => ({ path, digest: createHash(algorithm).update(content(bag, path)).digest('hex') }));
}

function read(bag: Bag) {
  return verifyBag(input(bag));
}

function input(bag: Bag) {
  return { tagFiles: new Map([...bag].filter(([path]) => isBagTagFile(path))), files: leaves(bag) };
}

function codes(bag: Bag): FindingCode[] {
  return read(bag).findings.map(({ code }) => code);
}

function leaves(bag: Bag) {
  return inPathOrder([...bag].map(([path, bytes]) => evidenceFile(path, bytes)));
}

function content(bag: Bag, path: string): Uint8Array {
  return bag.get(path) ?? assert.fail(path);
}

function text(bag: Bag, path: string): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(content(bag, path));
}

function edit(bag: Bag, path: string, change: (text: string) => string): void {
  bag.set(path, utf8(change(text(bag, path))));
}

function rename(bag: Bag, from: string, to: string): void {
  bag.set(to, content(bag, from));
  bag.delete(from);
}

function tree(files: Iterable<EvidenceFile>): FindableTree {
  return { files, find: (path) => [...files].find((file) => file.path === path) ?? null };
}
