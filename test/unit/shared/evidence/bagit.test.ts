import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { equalBytes, utf8 } from '../../../../shared/encoding/bytes.ts';
import {
  bagFolder,
  type FindableTree,
  isBag,
  isBagTagFile,
  PAYLOAD_LINKS,
  payloadLinkLine,
  readBag,
} from '../../../../shared/evidence/bagit.ts';
import { BAG_VERSIONS, parseBagInfo } from '../../../../shared/evidence/bagit-tags.ts';
import { BAGIT_TXT, bagInfoText, bagManifestText } from '../../../../shared/evidence/bagit-write.ts';
import { evidenceFile } from '../../../../shared/evidence/leaf.ts';
import { withTopFolder } from '../../../../shared/evidence/spelling.ts';
import { inPathOrder } from '../../../../shared/evidence/tree-fold.ts';
import type { EvidenceFile } from '../../../../shared/evidence/types.ts';
import type { FindingCode } from '../../../../shared/finding/index.ts';
import { oneHostile } from '../../../helpers/harmed.ts';
import { MemoryBundle } from './checks/bundle.ts';
import { codesOf, judged, verdictOf } from './manifests/judged.ts';

/** A bag's files by path. */
type Bag = Map<string, Uint8Array>;

const PAYLOAD: [string, string][] = [
  ['data/a.txt', 'one'],
  ['data/50% done\r.log', 'two'],
  ['data/caf\u00e9/b c', 'three'],
];

test('what the writer makes, the reader finds nothing wrong with', async () => {
  const bag = goodBag();
  const reading = readBag({ folder: '', tagFiles: tagFilesOf(bag) });
  assert.equal(reading.version, '1.0');
  assert.deepEqual(reading.info, [
    { label: 'Bagging-Date', value: '2026-06-12' },
    { label: 'External-Description', value: 'first line second line' },
    { label: 'Payload-Oxum', value: '11.3' },
  ]);
  const { layout, findings, manifests } = await judged(bundleOf(bag));
  assert.deepEqual([layout, findings], ['bag', []]);
  const sha256 = createHash('sha256').update(content(bag, 'manifest-sha256.txt')).digest('hex');
  assert.ok(manifests.some((one) => one.path === 'manifest-sha256.txt' && one.sha256 === sha256));
});

test('each version is read, drafts with md5sum stars and their own percent-encoding', async () => {
  for (const version of BAG_VERSIONS.filter((one) => one !== '1.0')) {
    const bag = goodBag();
    bag.set('bagit.txt', utf8(`BagIt-Version: ${version}\r\nTag-File-Character-Encoding: UTF-8\r\n`));
    bag.set(
      'manifest-sha256.txt',
      utf8(
        text(bag, 'manifest-sha256.txt').replace('%25', '%').replaceAll('  data', ' *data').replace('*data', './data'),
      ),
    );
    assert.deepEqual(await codes(withTagManifest(bag)), [], version);
  }
});

const UNVOUCHED_PAYLOAD = PAYLOAD.map(() => 'evidence.unvouched-file' as const);

const DEFECTS: [string, FindingCode[], (bag: Bag) => void][] = [
  ['no bagit.txt', ['evidence.bag-without-declaration'], (bag) => bag.delete('bagit.txt')],
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
    'a fetch.txt that lists what is not there',
    ['evidence.bag-incomplete'],
    (bag) => bag.set('fetch.txt', utf8('https://example.org/a 3 data/gone.txt\n')),
  ],
  [
    'a fetch.txt that is none',
    ['evidence.bag-fetch-malformed'],
    (bag) => bag.set('fetch.txt', utf8('https://example.org/a data/a.txt\n')),
  ],
  [
    'a fetch.txt that lists a tag file',
    ['evidence.bag-payload-path'],
    (bag) => bag.set('fetch.txt', utf8('https://example.org/a - bag-info.txt\n')),
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
  [
    'no SHA-256 manifest',
    ['evidence.bag-manifest-missing', ...UNVOUCHED_PAYLOAD],
    (bag) => bag.delete('manifest-sha256.txt'),
  ],
  [
    'a manifest whose name is not in lower case',
    ['evidence.bag-manifest-missing', 'evidence.bag-manifest-not-verified', ...UNVOUCHED_PAYLOAD],
    (bag) => rename(bag, 'manifest-sha256.txt', 'manifest-SHA256.txt'),
  ],
  [
    'manifests of an algorithm that nobody knows alone',
    ['evidence.bag-manifest-missing', 'evidence.bag-manifest-not-verified', ...UNVOUCHED_PAYLOAD],
    (bag) => rename(bag, 'manifest-sha256.txt', 'manifest-sha256d.txt'),
  ],
  [
    'a payload file whose name is in another normal form than in its manifest',
    ['evidence.manifest-name-form'],
    (bag) => rename(bag, 'data/caf\u00e9/b c', 'data/cafe\u0301/b c'),
  ],
  [
    'a payload file whose name is in another case than in its manifest',
    ['evidence.manifest-name-case'],
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
    'an MD5 manifest beside it that states something else',
    ['evidence.manifest-differs'],
    (bag) =>
      bag.set('manifest-md5.txt', utf8(md5Manifest().replace(/^[0-9a-f]/, (digit) => (digit === '0' ? '1' : '0')))),
  ],
  [
    'an MD5 manifest that leaves a file out',
    ['evidence.manifest-unlisted-file'],
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
  test(`${defect}: ${expected.join(', ')}`, async () => {
    const bag = goodBag();
    damage(bag);
    assert.deepEqual((await codes(withTagManifest(bag))).sort(), [...expected].sort());
  });
}

const TAG_DEFECTS: [string, FindingCode[], (bag: Bag) => void][] = [
  [
    'a changed tag file',
    ['evidence.manifest-differs'],
    (bag) => edit(bag, 'bag-info.txt', (t) => t.replace('2026', '2025')),
  ],
  ['a missing tag file', ['evidence.manifest-missing-file'], (bag) => bag.delete('bag-info.txt')],
  [
    'a tag file in no tag manifest',
    ['evidence.bag-tag-unlisted', 'evidence.unvouched-file'],
    (bag) => bag.set('notes/read me', utf8('x')),
  ],
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
  test(`${defect}: ${expected.join(', ')}`, async () => {
    const bag = goodBag();
    damage(bag);
    assert.deepEqual(await codes(bag), expected);
  });
}

test('a payload file in whose place a link is cannot be compared, and that is what is told', async () => {
  const bundle = bundleOf(goodBag()).set('data/a.txt', 'b', 'symlink');
  assert.deepEqual(await codesOf(bundle), ['evidence.bag-oxum', 'evidence.manifest-lists-link']);
});

test('a link of the payload is refused, unless the bag states which links it has', async () => {
  const linked = (bag: Bag, target: string) => bundleOf(bag).set('data/link', target, 'symlink');
  assert.deepEqual(await codesOf(linked(goodBag(), 'a.txt')), ['evidence.link-unlisted']);
  const line = payloadLinkLine(createHash('sha256').update('a.txt').digest('hex'), 'data/link');
  const bag = goodBag();
  edit(bag, 'bag-info.txt', (t) => `${t}${PAYLOAD_LINKS}: ${createHash('sha256').update(line).digest('hex')}\n`);
  withTagManifest(bag);
  assert.deepEqual(await codesOf(linked(bag, 'a.txt')), []);
  assert.deepEqual(await codesOf(linked(bag, 'b.txt')), ['evidence.bag-links']);
  assert.deepEqual(await codesOf(linked(bag, 'a.txt').set('data/more', 'a.txt', 'symlink')), ['evidence.bag-links']);
  assert.deepEqual(await codesOf(bundleOf(bag)), ['evidence.bag-links']);
});

test('a bag of other algorithms alone is verified by them, and weak ones are told', async () => {
  for (const [algorithm, told] of [
    ['sha512', []],
    ['sha1', ['evidence.manifest-weak']],
    ['md5', ['evidence.manifest-weak']],
  ] as const) {
    const bag = goodBag();
    bag.delete('manifest-sha256.txt');
    bag.delete('tagmanifest-sha256.txt');
    const inPayload = (path: string): boolean => path.startsWith('data/');
    bag.set(`manifest-${algorithm}.txt`, utf8(bagManifestText(digests(bag, algorithm, inPayload))));
    assert.deepEqual(await codes(bag), told, algorithm);
    edit(bag, 'data/a.txt', () => 'onE');
    assert.ok((await codes(bag)).includes('evidence.manifest-differs'), algorithm);
  }
});

test('no manifest of a bag is passed over for its spelling', async () => {
  const bag = goodBag();
  bag.set('manifest-sha3512.txt', utf8(md5Manifest()));
  bag.set('manifest-SHA512.txt', utf8(md5Manifest()));
  const { findings } = await judged(bundleOf(withTagManifest(bag)));
  assert.deepEqual(
    findings.map(({ code, where }) => [code, where]),
    [
      ['evidence.bag-manifest-not-verified', 'manifest-SHA512.txt'],
      ['evidence.bag-manifest-not-verified', 'manifest-sha3512.txt'],
    ],
  );
});

test('a completed bag that keeps its fetch.txt is whole', async () => {
  const bag = goodBag();
  bag.set('fetch.txt', utf8('https://example.org/a 3 data/a.txt\nhttps://example.org/b - data/50%25 done%0D.log\n'));
  assert.deepEqual(await codes(withTagManifest(bag)), []);
  bag.delete('data/a.txt');
  assert.ok((await codes(bag)).includes('evidence.bag-incomplete'));
});

test('a bag without its bagit.txt is never more than refused, under whatever name that is left', async () => {
  for (const left of [null, 'BAGIT.TXT', 'Bagit.txt']) {
    const bag = goodBag();
    if (left === null) bag.delete('bagit.txt');
    else rename(bag, 'bagit.txt', left);
    assert.ok((await codes(bag)).includes('evidence.bag-without-declaration'), `${left}`);
    for (const name of ['manifest-sha256.txt', 'tagmanifest-sha256.txt']) bag.delete(name);
    assert.equal(await verdictOf(bundleOf(bag)), 'refused', `${left}, bag-info.txt alone`);
  }
});

test('a file beside the payload that nothing vouches for keeps a bag from being verified', async () => {
  const bag: Bag = new Map([['result.csv', utf8('forged')]]);
  bag.set('bagit.txt', utf8(BAGIT_TXT));
  bag.set('manifest-sha256.txt', utf8(''));
  assert.equal(await verdictOf(bundleOf(bag)), 'read');
});

test('before 1.0 one compared manifest lists every payload file, and the others need not', async () => {
  const bag = goodBag();
  edit(bag, 'manifest-sha256.txt', (t) => t.replace('%25', '%'));
  edit(bag, 'bagit.txt', (t) => t.replace('1.0', '0.97'));
  bag.set('manifest-sha512.txt', utf8(''));
  const withCompared = () => {
    return codes(withTagManifest(bag));
  };
  assert.deepEqual(await withCompared(), []);
  edit(bag, 'manifest-sha256.txt', (t) => t.replace(/^.*\n/, ''));
  assert.deepEqual(await withCompared(), ['evidence.manifest-unlisted-file']);
  edit(bag, 'bagit.txt', (t) => t.replace('0.97', '1.0'));
  assert.ok((await withCompared()).length > 1);
});

for (const version of BAG_VERSIONS) {
  const name = version < '0.96' ? 'package-info.txt' : 'bag-info.txt';
  test(`the octets and files of a bag of ${version} are those that its ${name} states`, async () => {
    const bag: Bag = new Map([['data/a', utf8('one')]]);
    bag.set('bagit.txt', utf8(BAGIT_TXT.replace('1.0', version)));
    bag.set('manifest-sha256.txt', utf8(bagManifestText(digests(bag, 'sha256', (path) => path === 'data/a'))));
    for (const [oxum, expected] of [
      ['3.1', []],
      ['4.1', ['evidence.bag-oxum']],
      ['nonsense', ['evidence.bag-oxum-malformed']],
    ] as const) {
      bag.set(name, utf8(`Payload-Oxum: ${oxum}\n`));
      const { info } = readBag({ folder: '', tagFiles: tagFilesOf(bag) });
      const { findings } = await judged(bundleOf(bag));
      assert.deepEqual(info, [{ label: 'Payload-Oxum', value: oxum }]);
      assert.deepEqual(
        findings.map(({ code, where }) => `${code} ${where}`),
        expected.map((code) => `${code} ${name}`),
      );
    }
  });
}

test('tag files are read in the encoding that the bag declares', async () => {
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
    assert.deepEqual(await codes(bag), [], name);
    bag.set('bag-info.txt', Uint8Array.of(0x41, 0xd8, 0x00));
    if (name !== 'ISO-8859-1') assert.deepEqual(await codes(bag), ['evidence.manifest-not-utf8'], name);
  }
});

test('a bag without the optional tag files is one too', async () => {
  const bag = goodBag();
  for (const optional of ['bag-info.txt', 'tagmanifest-sha256.txt']) bag.delete(optional);
  assert.deepEqual(await codes(bag), []);
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

test('a line of blanks takes no longer to refuse than it is', async () => {
  const bag = goodBag();
  edit(bag, 'bag-info.txt', (text) => `${text}a${' '.repeat(1_000_000)}b\n`);
  assert.deepEqual(await codes(withTagManifest(bag)), ['evidence.bag-info-malformed']);
});

test('no bytes in any tag file make the reader throw, and but for the tag manifest none is changed unfound', async () => {
  const good = goodBag();
  const tagFiles = new Map([...good].filter(([name]) => isBagTagFile(name)));
  await fc.assert(
    fc.asyncProperty(oneHostile(tagFiles), async ([name, damaged]) => {
      const bag = goodBag();
      bag.set(name, damaged);
      if ((await codes(bag)).length > 0 || equalBytes(damaged, content(good, name))) return;
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
    { label: 'Payload-Oxum', value: '11.3' },
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

function tagFilesOf(bag: Bag): ReadonlyMap<string, Uint8Array> {
  return new Map([...bag].filter(([path]) => isBagTagFile(path)));
}

function bundleOf(bag: Bag): MemoryBundle {
  return new MemoryBundle(Object.fromEntries(bag));
}

async function codes(bag: Bag): Promise<string[]> {
  return await codesOf(bundleOf(bag));
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
