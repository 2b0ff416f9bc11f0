// Cases of evidence trees: what dirHash and its neighbours are of, archives, manifests, hashes that are written down.
import { createHash } from 'node:crypto';
import { utf8 } from '../../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../../shared/encoding/digest.ts';
import { fileProofText, proveFile } from '../../../shared/evidence/file-proof.ts';
import { treeHashes } from '../../../shared/evidence/tree-fold.ts';
import type { EvidenceFile } from '../../../shared/evidence/types.ts';
import { type ArchiveEntry, gzipOf, tarOf, zipOf } from './archives.ts';
import type { Content, Expected, SuiteCase } from './case.ts';
import { type Cases, contentsOf, type Files, path } from './parts.ts';

/** The leaves of a tree as a reader finds them. */
export function leavesOf(files: Files): readonly EvidenceFile[] {
  const leaves = Object.entries(files).flatMap(([name, content]) => leaf(name, content) ?? []);
  return leaves.sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
}

function leaf(name: string, content: Content): EvidenceFile | null {
  if (content === null || (typeof content === 'object' && 'folder' in content)) return null;
  const bytes = bytesOf(content);
  const isLink = typeof content === 'object' && 'link' in content;
  const isExecutable = typeof content === 'object' && 'executable' in content;
  const git = (algorithm: string) => createHash(algorithm).update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
  return {
    path: name,
    kind: isLink ? 'symlink' : isExecutable ? 'executable' : 'file',
    size: bytes.length,
    sha256: sha256Hex(bytes),
    git: { sha1: git('sha1'), sha256: git('sha256') },
  };
}

function bytesOf(content: Exclude<Content, null | { folder: true }>): Uint8Array {
  if (typeof content === 'string') return utf8(content);
  if ('link' in content) return utf8(content.link);
  return 'base64' in content ? Buffer.from(content.base64, 'base64') : utf8(content.text);
}

function hashesOf(files: Files) {
  const { bagManifest: _, ...hashes } = treeHashes(leavesOf(files));
  return hashes;
}

function under(folder: string, files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [`${folder}/${name}`, content]));
}

function treeCase(
  name: string,
  why: string,
  files: Files,
  tree: string,
  expect: string | null,
  expected: Expected,
): SuiteCase {
  const input = { tree: path(tree), expect };
  return { id: `tree/${name}`, part: 'tree', operation: 'verify-tree', why, files, input, expected };
}

/** A folder that claims nothing: read whole, and hashed. */
function hashed(name: string, why: string, files: Files): SuiteCase {
  return treeCase(name, why, { tree: { folder: true }, ...under('tree', files) }, 'tree', null, {
    verdict: 'read',
    values: hashesOf(files),
  });
}

const sums = (files: Readonly<Record<string, string>>) =>
  Object.entries(files)
    .map(([name, text]) => `${sha256Hex(utf8(text))}  ${name}\n`)
    .join('');

const PLAIN = { a: '1\n', 'b/c': '2\n' };

export function treeCases(): Cases {
  return [...dirHashes(), ...archives(), ...writtenDown(), ...manifests()];
}

function dirHashes(): Cases {
  const many = Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`part-${at}`, `${at}\n`]));
  return [
    hashed('example', 'the example of the page', PLAIN),
    hashed('empty', 'the tree of nothing: SHA-256 of no bytes', {}),
    hashed('empty-file', 'a file without bytes is a line', { empty: '' }),
    hashed('empty-folders', 'empty folders are in no hash', {
      ...PLAIN,
      none: { folder: true },
      'b/none': { folder: true },
    }),
    hashed('order-of-bytes', 'sorted by the bytes of the whole path: - before . before / before letters', {
      'a/b': '1',
      'a-b': '2',
      'a.b': '3',
      a0: '4',
      A: '5',
      ab: '6',
    }),
    hashed('order-above-bmp', 'by bytes of UTF-8, not by UTF-16 code units: U+FF5E before U+1F600', {
      '\uff5e': '1',
      '\u{1f600}': '2',
    }),
    hashed('not-normalised', 'names are not normalised: NFC and NFD are two names', {
      'caf\u00e9': '1',
      'cafe\u0301': '2',
    }),
    hashed('case', 'names that differ in case are two names', { README: '1', readme: '2' }),
    hashed('backslash', 'a backslash stands as it is, in dirHash and in sha256sumDot', { 'a\\b': '1', 'a\\nb': '2' }),
    hashed('carriage-return', 'so does CR', { 'a\rb': '1' }),
    hashed('spaces', 'blanks at the ends of a name stay', { ' a ': '1', 'b  c': '2' }),
    hashed('contents', 'bytes count: CRLF, no LF at the end, NUL', {
      crlf: 'a\r\n',
      none: 'a',
      nul: { base64: 'AAEC/w==' },
    }),
    hashed('links', 'a link is in git’s hashes alone', { a: '1\n', link: { link: 'a' } }),
    hashed('links-alone', 'a tree of links has no line', { link: { link: 'nowhere' } }),
    hashed('executable', 'the executable bit is in git’s hashes alone', {
      run: { text: '#!/bin/sh\n', executable: true },
      a: '1\n',
    }),
    hashed('git-order', 'a folder sorts as name/ in git’s trees', { 'a/x': '1', 'a.txt': '2', a0: '3' }),
    hashed('deep', 'folders inside of folders', { 'a/b/c/d/e/f/g/h': '1', 'a/b/c/x': '2' }),
    hashed('many', '21 leaves: a Merkle tree that is not full', many),
    hashed('one', 'one leaf: merkleSha256 is the hash of the leaf', { a: '1\n' }),
    hashed('same-content', 'the same content under two names is two lines', { a: '1\n', b: '1\n' }),
    treeCase(
      'name-with-line-feed',
      'a name with LF would make two lines of one',
      under('tree', { 'a\nb': '1' }),
      'tree',
      null,
      {
        verdict: 'refused',
        atLeast: ['evidence.path-control-character'],
      },
    ),
    treeCase(
      'link-leaves-root',
      'a link that leads out of the tree',
      under('tree', { link: { link: '../outside' } }),
      'tree',
      null,
      {
        verdict: 'refused',
        atLeast: ['evidence.link-leaves-root'],
      },
    ),
  ];
}

function archives(): Cases {
  const entries: readonly ArchiveEntry[] = [
    { name: 'a', content: '1\n' },
    { name: 'b/c', content: '2\n' },
  ];
  const values = hashesOf(PLAIN);
  const read = (name: string, why: string, file: string, bytes: Uint8Array): SuiteCase =>
    treeCase(name, why, contentsOf([[file, bytes]]), file, null, { verdict: 'read', values });
  const refused = (name: string, why: string, file: string, bytes: Uint8Array, code: string): SuiteCase =>
    treeCase(name, why, contentsOf([[file, bytes]]), file, null, { verdict: 'refused', atLeast: [code] });
  const more = (name: string) => [...entries, { name, content: '3\n' }];
  const tar = tarOf(entries);
  const zip = zipOf(entries);
  const exported = [{ name: 'statement.json', content: '{}\n' }];
  return [
    read('tar', 'the same tree from a tar', 'tree.tar', tar),
    read('zip', 'the same tree from a zip', 'tree.zip', zipOf(entries)),
    read('tar-order', 'the order of entries does not count', 'tree.tar', tarOf([...entries].reverse())),
    read(
      'tar-dot',
      './ before a name is no part of it',
      'tree.tar',
      tarOf(entries.map((one) => ({ ...one, name: `./${one.name}` }))),
    ),
    refused('tar-twice', 'one name twice', 'tree.tar', tarOf(more('a')), 'evidence.archive-duplicate'),
    refused('zip-twice', 'one name twice', 'tree.zip', zipOf(more('a')), 'evidence.archive-duplicate'),
    refused(
      'tar-leaves-root',
      'a name that leaves the root',
      'tree.tar',
      tarOf(more('../x')),
      'evidence.path-leaves-root',
    ),
    refused(
      'zip-leaves-root',
      'a name that leaves the root',
      'tree.zip',
      zipOf(more('b/../../x')),
      'evidence.path-leaves-root',
    ),
    refused('tar-absolute', 'an absolute name', 'tree.tar', tarOf(more('/x')), 'evidence.path-absolute'),
    refused('tar-cut', 'an archive that was cut off', 'tree.tar', tar.subarray(0, 700), 'evidence.archive-truncated'),
    refused(
      'tar-file-and-folder',
      'a name that is a file and a folder',
      'tree.tar',
      tarOf(more('a/x')),
      'evidence.path-conflict',
    ),
    refused(
      'zip-checksum',
      'content with another checksum than the archive says',
      'tree.zip',
      flipped(zipOf(entries)),
      'evidence.archive-crc',
    ),
    read('tar-gz', 'the same tree from a tar.gz', 'tree.tar.gz', gzipOf(tar)),
    read(
      'tar-gz-members',
      'every member of a gzip file counts',
      'tree.tar.gz',
      Buffer.concat([gzipOf(tar.subarray(0, 1000)), gzipOf(tar.subarray(1000))]),
    ),
    refused(
      'tar-gz-trailing',
      'zeros behind the last member of a gzip file are no member',
      'tree.tar.gz',
      Buffer.concat([gzipOf(tar), Buffer.alloc(512)]),
      'evidence.gzip-trailing-bytes',
    ),
    refused(
      'tar-hidden',
      'bytes in the padding of an entry are in no tree hash',
      'tree.tar',
      written(tar, 600, 'hidden'),
      'evidence.archive-hidden-bytes',
    ),
    refused(
      'tar-trailing',
      'behind the end of a tar stand zeros alone',
      'tree.tar',
      Buffer.concat([tar, Buffer.from('x')]),
      'evidence.archive-trailing-bytes',
    ),
    refused(
      'zip-hidden-before',
      'the first entry of a zip begins at byte 0',
      'tree.zip',
      Buffer.concat([zip.subarray(0, 4), zip]),
      'evidence.archive-hidden-bytes',
    ),
    refused(
      'zip-hidden-between',
      'the entries of a zip lie one after the other',
      'tree.zip',
      zipOf(entries, { gap: 'hidden' }),
      'evidence.archive-hidden-bytes',
    ),
    refused(
      'zip-hidden-behind-directory',
      'the directory of a zip ends where its end record begins',
      'tree.zip',
      zipOf(entries, { behindDirectory: 'hidden' }),
      'evidence.archive-hidden-bytes',
    ),
    refused(
      'zip-overlap',
      'two entries of a zip share no bytes',
      'tree.zip',
      zipOf([...entries, { name: 'c', content: '1\n', sameBytesAs: 0 }]),
      'evidence.archive-overlap',
    ),
    refused(
      'zip-trailing',
      'nothing stands behind the end record of a zip',
      'tree.zip',
      Buffer.concat([zip, Buffer.from('x')]),
      'evidence.archive-trailing-bytes',
    ),
    refused(
      'zip-two-names',
      'the local header has the name that the directory has',
      'tree.zip',
      written(zip, 30, 'x'),
      'evidence.archive-header-mismatch',
    ),
    refused(
      'zip-backslash',
      'a tool takes a backslash for a slash where a name has none',
      'tree.zip',
      zipOf(more('b\\d')),
      'evidence.path-not-plain',
    ),
    treeCase(
      'tar-backslash',
      'in a tar a backslash is a byte of the name',
      contentsOf([['tree.tar', tarOf(more('b\\d'))]]),
      'tree.tar',
      null,
      { verdict: 'read', values: hashesOf({ ...PLAIN, 'b\\d': '3\n' }) },
    ),
    treeCase(
      'export-in-archive',
      'an archive with a file that only exports have is no evidence by itself',
      contentsOf([['tree.tar', tarOf(exported)]]),
      'tree.tar',
      null,
      { verdict: 'refused', atLeast: ['dossier.in-archive'] },
    ),
    treeCase(
      'export-in-archive-expected',
      'where a hash asks for it, it is a tree like any other',
      contentsOf([['tree.tar', tarOf(exported)]]),
      'tree.tar',
      treeHashes(leavesOf({ 'statement.json': '{}\n' })).dirHash,
      { verdict: 'verified' },
    ),
  ];
}

/** The bytes with a text written over them. */
function written(bytes: Uint8Array, at: number, text: string): Buffer {
  const next = Buffer.from(bytes);
  next.write(text, at);
  return next;
}

/** The first byte of the first entry's content changed. */
function flipped(zip: Uint8Array): Uint8Array {
  return zip.map((byte, at) => (at === 31 ? byte ^ 1 : byte));
}

function writtenDown(): Cases {
  const { dirHash, sha256sumDot, merkleSha256, gitTreeSha1, gitTreeSha256 } = treeHashes(leavesOf(PLAIN));
  const base64 = (hex: string) => Buffer.from(hex, 'hex').toString('base64');
  const folder = under('tree', PLAIN);
  const top = treeHashes(leavesOf(under('tree', PLAIN)));
  const matched = (name: string, why: string, expect: string, files = folder): SuiteCase =>
    treeCase(`expect-${name}`, why, files, 'tree', expect, { verdict: 'verified' });
  const other = (name: string, why: string, expect: string): SuiteCase =>
    treeCase(`expect-${name}`, why, folder, 'tree', expect, { verdict: 'refused', atLeast: ['evidence.tree-differs'] });
  return [
    matched('dirhash', 'bare hex', dirHash),
    matched('upper', 'hex in upper case', dirHash.toUpperCase()),
    matched('h1', 'Go’s form', `h1:${base64(dirHash)}`),
    matched('base64', 'bare base64', base64(dirHash)),
    matched('sums-dot', 'as find, sort and sha256sum give it', sha256sumDot),
    matched('merkle', 'the Merkle root', merkleSha256),
    matched('git-sha1', 'git’s tree id', gitTreeSha1),
    matched('git-sha256', 'git’s tree id in a SHA-256 repository', gitTreeSha256),
    matched('swh-1', 'the identifier of a directory', `swh:1:dir:${gitTreeSha1}`),
    matched('swh-2', 'the same with SHA-256', `swh:2:dir:${gitTreeSha256}`),
    matched('with-top-folder', 'paths from the folder above', top.dirHash),
    matched('without-top-folder', 'paths from inside of the only folder', dirHash, under('tree/only', PLAIN)),
    matched('inner', 'paths from inside of a further folder', dirHash, under('tree/only/inside', PLAIN)),
    other('other', 'the hash of another tree', sha256Hex(utf8('another tree'))),
    other('h1-of-sums-dot', 'h1: is compared with dirHash alone', `h1:${base64(sha256sumDot)}`),
    other('swh-1-of-dirhash', 'swh: is compared with git’s hashes alone', `swh:2:dir:${dirHash}`),
  ];
}

function manifests(): Cases {
  const verifiedTree = (name: string, why: string, files: Files): SuiteCase =>
    treeCase(name, why, under('tree', files), 'tree', null, { verdict: 'verified', values: hashesOf(files) });
  const harmed = (name: string, why: string, files: Files, ...atLeast: readonly string[]): SuiteCase =>
    treeCase(name, why, under('tree', files), 'tree', null, {
      verdict: 'refused',
      ...(atLeast.length === 0 ? {} : { atLeast: [...atLeast] }),
    });
  const checksJson = (exit: string) => ({
    ...{ 'before.sql': 'one\n', 'after.sql': exit },
    'checks.json': `${JSON.stringify({
      type: 'urn:holdfast:checks:v1',
      checks: [{ id: 'same', type: 'entry-exit', title: 'Nothing changed', entry: 'before.sql', exit: 'after.sql' }],
    })}\n`,
  });
  const bag = {
    'bagit.txt': 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n',
    'data/a': '1\n',
    'manifest-sha256.txt': `${sha256Hex(utf8('1\n'))}  data/a\n`,
  };
  const linked = { ...bag, 'data/link': { link: 'a' } };
  const linksOf = (target: string) => sha256Hex(utf8(`${sha256Hex(utf8(target))}  data/link\n`));
  return [
    verifiedTree('sums', 'SHA256SUMS lists every file, and all of it holds', { ...PLAIN, SHA256SUMS: sums(PLAIN) }),
    harmed('sums-changed', 'a file is not what SHA256SUMS says', { ...PLAIN, a: 'x\n', SHA256SUMS: sums(PLAIN) }),
    harmed('sums-missing', 'a listed file is not there', { a: '1\n', SHA256SUMS: sums(PLAIN) }),
    harmed('sums-more', 'a file that SHA256SUMS does not list', { ...PLAIN, more: '', SHA256SUMS: sums(PLAIN) }),
    verifiedTree('checks', 'a check that passes vouches', checksJson('one\n')),
    harmed('checks-failed', 'a check that does not pass', checksJson('two\n')),
    harmed('checks-twice', 'checks.json is strict JSON', {
      'checks.json': '{"type":"urn:holdfast:checks:v1","checks":[],"checks":[]}',
    }),
    treeCase('bag', 'a bag that holds', under('tree', bag), 'tree', null, {
      verdict: 'verified',
      values: { ...hashesOf(bag), bagManifest: sha256Hex(utf8(bag['manifest-sha256.txt'])) },
    }),
    harmed('bag-payload-more', 'a payload file that the bag does not list', { ...bag, 'data/b': '' }),
    verifiedTree('bag-fetch', 'every file that fetch.txt lists is here', {
      ...bag,
      'fetch.txt': 'https://example.org/a 2 data/a\n',
    }),
    harmed(
      'bag-fetch-absent',
      'a file that fetch.txt lists is not here, and nothing is fetched',
      { ...bag, 'fetch.txt': 'https://example.org/b - data/b\n' },
      'evidence.bag-incomplete',
    ),
    harmed(
      'bag-fetch-malformed',
      'a line of fetch.txt has a length',
      { ...bag, 'fetch.txt': 'https://example.org/a data/a\n' },
      'evidence.bag-fetch-malformed',
    ),
    harmed(
      'bag-fetch-outside',
      'fetch.txt lists the payload alone',
      { ...bag, 'fetch.txt': 'https://example.org/a - bagit.txt\n' },
      'evidence.bag-payload-path',
    ),
    verifiedTree('bag-links', 'Payload-Links-SHA256 covers the links of the payload', {
      ...linked,
      'bag-info.txt': `Payload-Links-SHA256: ${linksOf('a')}\n`,
    }),
    verifiedTree('bag-links-none', 'of no links it is the SHA-256 of no bytes', {
      ...bag,
      'bag-info.txt': `Payload-Links-SHA256: ${sha256Hex(utf8(''))}\n`,
    }),
    harmed(
      'bag-links-other',
      'a link leads elsewhere than Payload-Links-SHA256 says',
      { ...linked, 'bag-info.txt': `Payload-Links-SHA256: ${linksOf('b')}\n` },
      'evidence.bag-links',
    ),
    harmed(
      'bag-links-upper',
      'the digest is in lower case',
      { ...linked, 'bag-info.txt': `Payload-Links-SHA256: ${linksOf('a').toUpperCase()}\n` },
      'evidence.bag-links',
    ),
    harmed('bag-links-unstated', 'no manifest covers a link of the payload', linked, 'evidence.link-unlisted'),
    harmed('bag-declaration', 'bagit.txt has a line more', { ...bag, 'bagit.txt': `${bag['bagit.txt']}More: 1\n` }),
  ];
}

export function proofCases(): Cases {
  const files = leavesOf(PLAIN);
  const { merkleSha256 } = treeHashes(files);
  const text = fileProofText(proveFile(files, 'b/c') ?? fail());
  const proofCase = (
    name: string,
    why: string,
    proof: string,
    expected: Expected,
    content: string | null = null,
  ): SuiteCase => ({
    id: `proof/${name}`,
    part: 'proof',
    operation: 'verify-proof',
    why,
    files: { 'proof.json': proof, ...(content === null ? {} : { content }) },
    input: { proof: path('proof.json'), tree: merkleSha256, content: content === null ? null : path('content') },
    expected,
  });
  const refusedFor = (...codes: readonly string[]): Expected => ({ verdict: 'refused', codes: [...codes] });
  const edited = (edit: (proof: Record<string, unknown>) => object) => JSON.stringify(edit(JSON.parse(text)));
  const verifiedProof: Expected = { verdict: 'verified', codes: [] };
  return [
    proofCase('good', 'the proof of the page’s example', text, verifiedProof),
    proofCase('good-content', 'with the file at hand', text, verifiedProof, '2\n'),
    proofCase('other-content', 'another file at hand', text, refusedFor('evidence.inclusion-proof-content'), '3\n'),
    proofCase(
      'other-line',
      'another line',
      text.replace('b/c"', 'b/d"'),
      refusedFor('evidence.inclusion-proof-refused'),
    ),
    proofCase(
      'other-index',
      'another place',
      edited((p) => ({ ...p, index: 0 })),
      refusedFor('evidence.inclusion-proof-refused'),
    ),
    proofCase(
      'index-size',
      'a place beyond the tree',
      edited((p) => ({ ...p, index: 2 })),
      refusedFor('evidence.inclusion-proof-refused'),
    ),
    proofCase(
      'other-size',
      'another size',
      edited((p) => ({ ...p, size: 3 })),
      refusedFor('evidence.inclusion-proof-refused'),
    ),
    proofCase(
      'no-hashes',
      'without its path',
      edited((p) => ({ ...p, hashes: [] })),
      refusedFor('evidence.inclusion-proof-refused'),
    ),
    proofCase(
      'member-more',
      'a member more',
      edited((p) => ({ ...p, more: 1 })),
      refusedFor('evidence.inclusion-proof-malformed'),
    ),
    proofCase(
      'member-missing',
      'a member less',
      edited(({ size: _, ...p }) => p),
      refusedFor('evidence.inclusion-proof-malformed'),
    ),
    proofCase(
      'path-out',
      'a path with ..',
      text.replace('b/c"', '../c"'),
      refusedFor('evidence.inclusion-proof-malformed'),
    ),
    proofCase(
      'upper-digest',
      'the digest of the line in upper case',
      text.replace(/"([0-9a-f]{64}) {2}/, (all) => all.toUpperCase()),
      refusedFor('evidence.inclusion-proof-malformed'),
    ),
    proofCase(
      'hash-unpadded',
      'a hash without its padding',
      text.replace('="]', '"]'),
      refusedFor('evidence.inclusion-proof-malformed'),
    ),
    proofCase('member-twice', 'strict JSON', text.replace('{', '{"size":2,'), refusedFor('json.duplicate-key')),
    proofCase(
      'fraction',
      'numbers are integers',
      text.replace('"size":2', '"size":2.0'),
      refusedFor('json.number-not-integer'),
    ),
  ];
}

function fail(): never {
  throw new Error('the file is in the tree');
}
