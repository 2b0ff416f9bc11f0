import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fromHex, toBase64, utf8 } from '../../../../shared/encoding/bytes.ts';
import { evidenceFile } from '../../../../shared/evidence/leaf.ts';
import { matchDigestSet, matchTree, parseClaimedHash, toH1 } from '../../../../shared/evidence/match.ts';
import { foldSpellings, insideFolder, soleTopFolder, withTopFolder } from '../../../../shared/evidence/spelling.ts';
import { treeHashes } from '../../../../shared/evidence/tree-fold.ts';
import type { TreeAlgorithm } from '../../../../shared/evidence/types.ts';

const files = [evidenceFile('a', utf8('1')), evidenceFile('data/b', utf8('2'), 'executable')];
const bagManifest = 'b'.repeat(64);
const asRoot = { ...treeHashes(files), bagManifest };
const sha1 = asRoot.gitTreeSha1;
const sha256 = asRoot.dirHash;

test('each spelling of a hash is read as what it is', () => {
  assert.deepEqual(parseClaimedHash(sha256), { form: 'sha256', hex: sha256 });
  assert.deepEqual(parseClaimedHash(sha256.toUpperCase()), { form: 'sha256', hex: sha256 });
  assert.deepEqual(parseClaimedHash(base64(sha256)), { form: 'sha256', hex: sha256 });
  assert.deepEqual(parseClaimedHash(sha1), { form: 'sha1', hex: sha1 });
  assert.deepEqual(parseClaimedHash(base64(sha1)), { form: 'sha1', hex: sha1 });
  assert.deepEqual(parseClaimedHash(toH1(sha256)), { form: 'h1', hex: sha256 });
  assert.deepEqual(parseClaimedHash(`swh:1:dir:${sha1}`), { form: 'swhid-1', hex: sha1 });
  assert.deepEqual(parseClaimedHash(`swh:2:dir:${sha256}`), { form: 'swhid-2', hex: sha256 });
});

test('anything else is not a hash', () => {
  for (const text of [
    '',
    ` ${sha256}`,
    `${sha256}\n`,
    `${sha256.slice(1)}`,
    `${sha256}0`,
    `A${sha256.slice(1)}`.replace(/.$/, 'b'),
    `\uFF10${sha256.slice(1)}`,
    `\u0430${sha256.slice(1)}`,
    `${sha256.slice(0, 32)}\u200B${sha256.slice(32)}`,
    base64(sha256).slice(0, -1),
    `${base64(sha256).slice(0, -2)}${base64(sha256).at(-2) === 'A' ? 'B' : 'A'}=`.replace(/.=$/, '-='),
    `h1:${sha256}`,
    `H1:${base64(sha256)}`,
    `h1:${base64(sha1)}`,
    `h1: ${base64(sha256)}`,
    `swh:1:dir:${sha256}`,
    `swh:2:dir:${sha1}`,
    `swh:1:cnt:${sha1}`,
    `swh:1:dir:${sha1.toUpperCase()}X`,
    `swh:1:dir:${sha1};origin=https://example.org`,
    `sha256:${sha256}`,
    'd41d8cd98f00b204e9800998ecf8427e',
  ]) {
    assert.equal(parseClaimedHash(text), null, JSON.stringify(text));
  }
});

test('no text at all makes the reader throw, and what it takes is hex of the right length', () => {
  const pieces = fc.oneof(fc.string(), fc.constantFrom('h1:', 'swh:1:dir:', '=', sha256, sha1, base64(sha256), 'A'));
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 4 }), (parts) => {
      const claim = parseClaimedHash(parts.join(''));
      if (claim !== null) assert.match(claim.hex, /^([0-9a-f]{40}|[0-9a-f]{64})$/);
    }),
  );
});

test('a bare hash is matched with whichever algorithm made it', () => {
  const algorithms: TreeAlgorithm[] = [
    'dirHash',
    'gitTreeSha256',
    'gitTreeSha1',
    'merkleSha256',
    'sha256sumDot',
    'bagManifest',
  ];
  for (const algorithm of algorithms) {
    assert.deepEqual(match(asRoot[algorithm] ?? ''), { kind: 'matched', algorithm, spelling: 'asRoot' });
  }
  assert.deepEqual(match('0'.repeat(64)), { kind: 'unmatched' });
});

test('a form that names its algorithm matches with no other', () => {
  assert.equal(match(toH1(asRoot.dirHash)).kind, 'matched');
  assert.equal(match(`h1:${base64(asRoot.merkleSha256)}`).kind, 'unmatched');
  assert.equal(match(`swh:1:dir:${asRoot.gitTreeSha1}`).kind, 'matched');
  assert.equal(match(`swh:2:dir:${asRoot.gitTreeSha256}`).kind, 'matched');
  assert.equal(match(`swh:2:dir:${asRoot.dirHash}`).kind, 'unmatched');
});

test('the root is tried as given, inside its own folder, without the only folder, and as a payload', () => {
  const payload = treeHashes(insideFolder(files, 'data'));
  const wrapped = [...withTopFolder(files, 'bundle')];
  const withTop = treeHashes(wrapped);
  assert.equal(match(payload.dirHash).kind, 'unmatched');
  assert.deepEqual(match(payload.dirHash, { payload }), { kind: 'matched', algorithm: 'dirHash', spelling: 'payload' });
  assert.deepEqual(match(withTop.gitTreeSha1, { withTopFolder: withTop }), {
    kind: 'matched',
    algorithm: 'gitTreeSha1',
    spelling: 'withTopFolder',
  });
  const spellings = foldSpellings(asRoot, files, { label: 'bundle', bag: '' });
  assert.deepEqual(spellings, { asRoot, payload, withTopFolder: withTop });
  assert.deepEqual(foldSpellings(treeHashes(wrapped), wrapped, { label: 'not/a name', bag: null }), {
    asRoot: withTop,
    withoutTopFolder: treeHashes(files),
  });
  const inFolder = foldSpellings(treeHashes(wrapped), wrapped, { label: '.', bag: 'bundle' });
  assert.deepEqual(inFolder.payload, payload);
  assert.equal(soleTopFolder(files), null);
  assert.equal(soleTopFolder([]), null);
  assert.equal(soleTopFolder(wrapped), 'bundle');
  assert.deepEqual([...insideFolder(wrapped, 'bundle')], files);
});

test('of a digest set every algorithm that is understood must match, and one must be', () => {
  const { dirHash, gitTreeSha1 } = asRoot;
  assert.deepEqual(matchDigestSet({ dirHash, gitTreeSha1, blake9: 'x' }, asRoot), {
    kind: 'matched',
    algorithms: ['dirHash', 'gitTreeSha1'],
  });
  assert.deepEqual(matchDigestSet({ dirHash, gitTreeSha1: dirHash }, asRoot), {
    kind: 'unmatched',
    differing: ['gitTreeSha1'],
  });
  assert.deepEqual(matchDigestSet({ bagManifest }, treeHashes(files)), {
    kind: 'unmatched',
    differing: ['bagManifest'],
  });
  assert.deepEqual(matchDigestSet({ blake9: 'x' }, asRoot), { kind: 'not-understood' });
  assert.deepEqual(matchDigestSet({}, asRoot), { kind: 'not-understood' });
});

function match(text: string, others: Omit<Parameters<typeof matchTree>[1], 'asRoot'> = {}) {
  const claim = parseClaimedHash(text);
  assert.ok(claim, text);
  return matchTree(claim, { asRoot, ...others });
}

function base64(hex: string): string {
  return toBase64(fromHex(hex) ?? assert.fail(hex));
}
