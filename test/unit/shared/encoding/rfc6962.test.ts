import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { fromHex, toHex, utf8 } from '../../../../shared/encoding/bytes.ts';
import {
  consistencyProof,
  inclusionProof,
  leafHash,
  merkleRoot,
  nodeHash,
  StreamingTree,
  verifyConsistency,
  verifyInclusion,
} from '../../../../shared/encoding/rfc6962.ts';

/** The reference inputs and roots of Certificate Transparency's own test data (merkletree test vectors). */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const leaves = LEAVES.map((hex) => leafHash(bytes(hex)));

test('roots are those of the CT vectors; the empty tree is the hash of nothing', () => {
  assert.equal(toHex(merkleRoot([])), toHex(createHash('sha256').digest()));
  for (const [i, root] of ROOTS.entries()) assert.equal(toHex(merkleRoot(leaves.slice(0, i + 1))), root);
});

test('proofs are those of the CT vectors', () => {
  const inclusion = (index: number, size: number) => inclusionProof(leaves.slice(0, size), index, size).map(toHex);
  assert.deepEqual(inclusion(0, 1), []);
  assert.deepEqual(inclusion(0, 8), [
    '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
  ]);
  assert.deepEqual(inclusion(5, 8), [
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ]);
  assert.deepEqual(inclusion(2, 3), ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']);
  const consistency = (old: number, size: number) => consistencyProof(leaves.slice(0, size), old, size).map(toHex);
  assert.deepEqual(consistency(1, 1), []);
  assert.deepEqual(consistency(6, 8), [
    '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ]);
  assert.deepEqual(consistency(2, 5), [
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
  ]);
});

test("the streaming tree gives the recursive definition's root at every size, with any SHA-256", () => {
  const node = (data: Uint8Array): Uint8Array => createHash('sha256').update(data).digest();
  const tree = new StreamingTree(node);
  const hashes: Uint8Array[] = [];
  for (let size = 1; size <= 70; size++) {
    hashes.push(leafHash(utf8(`entry ${size}`)));
    tree.append(hashes.at(-1) ?? new Uint8Array());
    assert.equal(tree.size, size);
    assert.equal(toHex(tree.root()), toHex(definition(hashes)));
  }
});

test('every leaf of every tree is proven, and nothing else is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 130 }), fc.nat(), fc.nat(), fc.nat(), (size, at, flip, other) => {
      const hashes = numbered(size);
      const index = at % size;
      const root = merkleRoot(hashes);
      const proof = inclusionProof(hashes, index, size);
      const leaf = hashes[index] ?? new Uint8Array();
      const claim = { leafHash: leaf, index, size, proof, root };
      assert.ok(verifyInclusion(claim));
      assert.ok(!verifyInclusion({ ...claim, root: flipped(root, flip) }));
      assert.ok(!verifyInclusion({ ...claim, leafHash: flipped(leaf, flip) }));
      assert.ok(!verifyInclusion({ ...claim, proof: [...proof, root] }));
      assert.ok(!verifyInclusion({ ...claim, size: index }));
      if (other % size !== index) assert.ok(!verifyInclusion({ ...claim, index: other % size }));
      if (proof.length > 0) {
        assert.ok(!verifyInclusion({ ...claim, proof: proof.slice(1) }));
        assert.ok(!verifyInclusion({ ...claim, proof: proof.map((h, i) => (i === 0 ? flipped(h, flip) : h)) }));
      }
    }),
  );
});

test('a tree that was only added to is proven consistent, and no other', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 130 }), fc.nat(), fc.nat(), (newSize, at, flip) => {
      const hashes = numbered(newSize);
      const oldSize = at % (newSize + 1);
      const oldRoot = merkleRoot(hashes.slice(0, oldSize));
      const newRoot = merkleRoot(hashes);
      const proof = consistencyProof(hashes, oldSize, newSize);
      const claim = { oldSize, newSize, oldRoot, newRoot, proof };
      assert.ok(verifyConsistency(claim));
      assert.ok(!verifyConsistency({ ...claim, oldRoot: flipped(oldRoot, flip) }));
      assert.ok(!verifyConsistency({ ...claim, proof: [...proof, newRoot] }));
      assert.ok(!verifyConsistency({ ...claim, newSize: oldSize - 1 }));
      if (oldSize > 0) assert.ok(!verifyConsistency({ ...claim, newRoot: flipped(newRoot, flip) }));
      for (const i of proof.keys()) {
        assert.ok(!verifyConsistency({ ...claim, proof: proof.map((h, j) => (i === j ? flipped(h, flip) : h)) }));
        assert.ok(!verifyConsistency({ ...claim, proof: proof.filter((_, j) => i !== j) }));
      }
    }),
  );
});

test('sizes beyond 2^32 are computed without losing bits', () => {
  const size = 2 ** 40 + 1;
  const [left, right] = [leafHash(utf8('left')), leafHash(utf8('right'))];
  const claim = { leafHash: right, index: size - 1, size, proof: [left], root: nodeHash(left, right) };
  assert.ok(verifyInclusion(claim));
  assert.ok(!verifyInclusion({ ...claim, index: 0 }));
  assert.ok(!verifyInclusion({ ...claim, size: 2 ** 53 }));
});

test('the wrong number of leaves is an exception, not a wrong proof', () => {
  assert.throws(() => inclusionProof(leaves, 0, 7), RangeError);
  assert.throws(() => inclusionProof(leaves, 8, 8), RangeError);
  assert.throws(() => consistencyProof(leaves, 9, 8), RangeError);
});

function bytes(hex: string): Uint8Array {
  return fromHex(hex) ?? assert.fail(hex);
}

function numbered(size: number): Uint8Array[] {
  return Array.from({ length: size }, (_, i) => leafHash(utf8(`leaf ${i}`)));
}

function flipped(hash: Uint8Array, where: number): Uint8Array {
  const bit = where % 256;
  return hash.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
}

/** MTH as RFC 6962, section 2.1, writes it down. */
function definition(hashes: readonly Uint8Array[]): Uint8Array {
  const [only] = hashes;
  if (only !== undefined && hashes.length === 1) return only;
  let k = 1;
  while (k * 2 < hashes.length) k *= 2;
  return nodeHash(definition(hashes.slice(0, k)), definition(hashes.slice(k)));
}
