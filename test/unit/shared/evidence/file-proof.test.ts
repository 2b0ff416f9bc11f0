import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { utf8 } from '../../../../shared/encoding/bytes.ts';
import {
  fileProofText,
  parseFileProof,
  proveFile,
  proveFiles,
  verifyFileProof,
} from '../../../../shared/evidence/file-proof.ts';
import { evidenceFile } from '../../../../shared/evidence/leaf.ts';
import { inPathOrder, treeHashes } from '../../../../shared/evidence/tree-fold.ts';

const files = inPathOrder([
  ...Array.from({ length: 23 }, (_, i) => evidenceFile(`dumps/table-${i}.sql`, utf8(`rows of ${i}`))),
  evidenceFile('a link', utf8('dumps'), 'symlink'),
  evidenceFile('caf\u00e9 "x"', utf8('y'), 'executable'),
]);
const { merkleSha256, dirHash, files: count } = treeHashes(files);

test('every regular file is proven part of the tree, by a file that reads back', () => {
  for (const { path, kind, sha256 } of files) {
    const proof = proveFile(files, path);
    if (kind === 'symlink') {
      assert.equal(proof, null);
      continue;
    }
    assert.ok(proof);
    assert.equal(proof.sha256, sha256);
    assert.equal(proof.size, count);
    const text = fileProofText(proof);
    assert.ok(text.length < 600);
    const read = parseFileProof(utf8(text));
    assert.deepEqual(read, { ok: true, value: proof });
    assert.deepEqual(verifyFileProof(proof, merkleSha256), []);
  }
  assert.equal(proveFile(files, 'not there'), null);
});

test('proofs that are made together are those that are made one by one, in trees of any size', () => {
  for (let size = 0; size <= 40; size += 1) {
    const tree = inPathOrder(Array.from({ length: size }, (_, i) => evidenceFile(`${i}.sql`, utf8(`${i}`))));
    const lines = tree.map(({ sha256, path }) => `${sha256}  ${path}`);
    const together = proveFiles(lines, new Set([...tree.map(({ path }) => path), 'not there']));
    assert.deepEqual(
      together,
      tree.map(({ path }) => proveFile(tree, path)),
    );
  }
});

test('a proof of a changed file, name, place, path or tree is refused', () => {
  const proof = proveFile(files, 'dumps/table-7.sql') ?? assert.fail();
  const otherRoot = createHash('sha256').update('x').digest('hex');
  for (const [claim, root] of [
    [proof, otherRoot],
    [proof, dirHash],
    [proof, ''],
    [proof, 'not hex'],
    [{ ...proof, sha256: dirHash }, merkleSha256],
    [{ ...proof, path: 'dumps/table-8.sql' }, merkleSha256],
    [{ ...proof, index: proof.index + 1 }, merkleSha256],
    [{ ...proof, size: proof.index }, merkleSha256],
    [{ ...proof, hashes: proof.hashes.slice(1) }, merkleSha256],
    [{ ...proof, hashes: [...proof.hashes].reverse() }, merkleSha256],
  ] as const) {
    const codes = verifyFileProof(claim, root).map(({ code }) => code);
    assert.deepEqual(codes, ['evidence.inclusion-proof-refused']);
  }
});

test('a proof file with any defect of form is refused', () => {
  const good = fileProofText(proveFile(files, 'dumps/table-7.sql') ?? assert.fail());
  for (const [change, code] of [
    [(t: string) => t.replace('v1', 'v2'), 'evidence.inclusion-proof-malformed'],
    [(t: string) => t.replace('"index":', '"more":1,"index":'), 'evidence.inclusion-proof-malformed'],
    [(t: string) => t.replace(/"index":\d+/, '"index":-1'), 'evidence.inclusion-proof-malformed'],
    [(t: string) => t.replace('  dumps', ' dumps'), 'evidence.inclusion-proof-malformed'],
    [(t: string) => t.replace('  dumps', '  ../dumps'), 'evidence.inclusion-proof-malformed'],
    [(t: string) => t.replace(/"line":"./, '"line":"X'), 'evidence.inclusion-proof-malformed'],
    [(t: string) => t.replace(/="\]/, '-"]'), 'evidence.inclusion-proof-malformed'],
    [(t: string) => t.slice(1), 'json.syntax'],
    [(t: string) => `${t.slice(0, -2)},"index":1}`, 'json.duplicate-key'],
    [(t: string) => t.replace('"index"', `"x":"${'x'.repeat(20_000)}","index"`), 'json.too-large'],
  ] as const) {
    const changed = change(good);
    assert.notEqual(changed, good);
    const read = parseFileProof(utf8(changed));
    assert.equal(read.ok ? 'read' : read.error.code, code, changed.slice(0, 200));
  }
});
