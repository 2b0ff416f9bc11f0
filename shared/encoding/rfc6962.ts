/**
 * Merkle trees of RFC 6962, section 2.1, and their proofs, verified as RFC 9162, sections 2.1.3.2 and 2.1.4.2 say.
 *
 * A proof is nothing but the roots of certain ranges of leaves, so making one is a single pass over the leaf
 * hashes that keeps O(log n) hashes a range: a million leaves need not be in memory.
 */
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { equalBytes } from './bytes.ts';

/** SHA-256 of all the bytes in one call: 32 bytes. */
export type Sha256Function = (data: Uint8Array) => Uint8Array;

/** Domain separation (RFC 6962, section 2.1): a leaf can never be taken for a node. */
const LEAF = 0x00;
const NODE = 0x01;
const HASH_LENGTH = 32;
const NODE_LENGTH = 1 + 2 * HASH_LENGTH;

/** SHA-256(0x00 || data). */
export function leafHash(data: Uint8Array, sha256: Sha256Function = nobleSha256): Uint8Array {
  const input = new Uint8Array(1 + data.length);
  input[0] = LEAF;
  input.set(data, 1);
  return sha256(input);
}

/** SHA-256(0x01 || left || right). */
export function nodeHash(left: Uint8Array, right: Uint8Array, sha256: Sha256Function = nobleSha256): Uint8Array {
  return hashNode(new Uint8Array(NODE_LENGTH), left, right, sha256);
}

/** @param input 65 bytes to write into: a streaming tree reuses them for its million nodes. */
function hashNode(input: Uint8Array, left: Uint8Array, right: Uint8Array, sha256: Sha256Function): Uint8Array {
  input[0] = NODE;
  input.set(left, 1);
  input.set(right, 1 + HASH_LENGTH);
  return sha256(input);
}

/** A tree that takes its leaf hashes one by one and keeps only the roots of its complete subtrees: O(log n) hashes. */
export class StreamingTree {
  readonly #sha256: Sha256Function;
  /** Roots of the complete subtrees, largest first: one for each 1 bit of `#size`. */
  readonly #subtrees: Uint8Array[] = [];
  readonly #nodeInput = new Uint8Array(NODE_LENGTH);
  #size = 0;

  constructor(sha256: Sha256Function = nobleSha256) {
    this.#sha256 = sha256;
  }

  /** How many leaves were appended. */
  get size(): number {
    return this.#size;
  }

  /** @param hash the leaf's hash (see `leafHash`), not its data. */
  append(hash: Uint8Array): void {
    let merged = hash;
    for (let rest = this.#size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
      const left = this.#subtrees.pop();
      if (left === undefined) throw new Error('a Merkle tree lost a subtree');
      merged = hashNode(this.#nodeInput, left, merged, this.#sha256);
    }
    this.#subtrees.push(merged);
    this.#size += 1;
  }

  /** The tree head over the leaves so far; more may be appended afterwards. SHA-256 of nothing for no leaves. */
  root(): Uint8Array {
    const last = this.#subtrees.at(-1);
    if (last === undefined) return this.#sha256(new Uint8Array());
    return this.#subtrees.slice(0, -1).reduceRight((right, left) => nodeHash(left, right, this.#sha256), last);
  }
}

/** The tree head MTH over leaf hashes. */
export function merkleRoot(leafHashes: Iterable<Uint8Array>, sha256: Sha256Function = nobleSha256): Uint8Array {
  const tree = new StreamingTree(sha256);
  for (const hash of leafHashes) tree.append(hash);
  return tree.root();
}

/**
 * The audit path PATH(index, D[size]), nearest sibling first (RFC 6962, section 2.1.1).
 * @param leafHashes exactly `size` hashes, read once.
 * @throws when the index is not below the size, or the number of hashes is not the size: bugs of the caller.
 */
export function inclusionProof(
  leafHashes: Iterable<Uint8Array>,
  index: number,
  size: number,
  sha256: Sha256Function = nobleSha256,
): Uint8Array[] {
  if (!isCount(index) || !isCount(size) || index >= size) throw new RangeError(`no leaf ${index} in a tree of ${size}`);
  return rangeRoots(leafHashes, size, siblingRanges(index, 0, size), sha256);
}

/**
 * PROOF(oldSize, D[newSize]): that the first `oldSize` leaves of the tree are unchanged (RFC 6962, section 2.1.2).
 * Empty when the sizes are equal, and for an old tree of no leaves, which any tree extends.
 * @param leafHashes exactly `newSize` hashes, read once.
 * @throws when the sizes are out of order, or the number of hashes is not `newSize`: bugs of the caller.
 */
export function consistencyProof(
  leafHashes: Iterable<Uint8Array>,
  oldSize: number,
  newSize: number,
  sha256: Sha256Function = nobleSha256,
): Uint8Array[] {
  if (!isCount(oldSize) || !isCount(newSize) || oldSize > newSize) {
    throw new RangeError(`a tree of ${newSize} does not extend one of ${oldSize}`);
  }
  const ranges = oldSize === 0 ? [] : unchangedRanges(oldSize, 0, newSize, true);
  return rangeRoots(leafHashes, newSize, ranges, sha256);
}

export interface InclusionClaim {
  readonly leafHash: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
}

/** Whether the leaf is at this index of the tree with this size and root (RFC 9162, section 2.1.3.2). */
export function verifyInclusion(claim: InclusionClaim, sha256: Sha256Function = nobleSha256): boolean {
  const { index, size, proof, root } = claim;
  if (!isCount(index) || !isCount(size) || index >= size) return false;
  if (!areHashes([claim.leafHash, root, ...proof])) return false;
  let node = index;
  let last = size - 1;
  let hash = claim.leafHash;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash, sha256);
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)];
    } else {
      hash = nodeHash(hash, sibling, sha256);
    }
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 && equalBytes(hash, root);
}

export interface ConsistencyClaim {
  readonly oldSize: number;
  readonly newSize: number;
  readonly oldRoot: Uint8Array;
  readonly newRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/**
 * Whether the new tree extends the old one (RFC 9162, section 2.1.4.2). Two cases that the RFC leaves to the
 * caller are closed here: equal sizes need equal roots and no proof, and an old tree of no leaves needs the root
 * of no leaves and no proof.
 */
export function verifyConsistency(claim: ConsistencyClaim, sha256: Sha256Function = nobleSha256): boolean {
  const { oldSize, newSize, oldRoot, newRoot, proof } = claim;
  if (!isCount(oldSize) || !isCount(newSize) || oldSize > newSize) return false;
  if (!areHashes([oldRoot, newRoot, ...proof])) return false;
  if (oldSize === newSize) return proof.length === 0 && equalBytes(oldRoot, newRoot);
  if (oldSize === 0) return proof.length === 0 && equalBytes(oldRoot, sha256(new Uint8Array()));

  let node = oldSize - 1;
  let last = newSize - 1;
  while (node % 2 === 1) [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  // An old tree of a power of two is itself the first node of the path; the proof leaves it out.
  const [first, ...rest] = node === 0 ? [oldRoot, ...proof] : proof;
  if (first === undefined) return false;
  let oldHash = first;
  let newHash = first;
  for (const sibling of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      oldHash = nodeHash(sibling, oldHash, sha256);
      newHash = nodeHash(sibling, newHash, sha256);
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)];
    } else {
      newHash = nodeHash(newHash, sibling, sha256);
    }
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 && equalBytes(oldHash, oldRoot) && equalBytes(newHash, newRoot);
}

/** Leaves from `start` up to, not including, `end`. */
interface LeafRange {
  readonly start: number;
  readonly end: number;
}

/** The ranges whose roots are the audit path of one leaf, nearest first. */
function siblingRanges(index: number, start: number, end: number): LeafRange[] {
  if (end - start === 1) return [];
  const middle = start + largestPowerOfTwoBelow(end - start);
  return index < middle
    ? [...siblingRanges(index, start, middle), { start: middle, end }]
    : [...siblingRanges(index, middle, end), { start, end: middle }];
}

/** SUBPROOF of RFC 6962, section 2.1.2, as ranges. `known`: the verifier has the root of this range already. */
function unchangedRanges(oldEnd: number, start: number, end: number, known: boolean): LeafRange[] {
  if (oldEnd === end) return known ? [] : [{ start, end }];
  const middle = start + largestPowerOfTwoBelow(end - start);
  return oldEnd <= middle
    ? [...unchangedRanges(oldEnd, start, middle, known), { start: middle, end }]
    : [...unchangedRanges(oldEnd, middle, end, false), { start, end: middle }];
}

/** The roots of disjoint ranges, in the ranges' order, from one pass over the leaves. */
function rangeRoots(
  leafHashes: Iterable<Uint8Array>,
  size: number,
  ranges: readonly LeafRange[],
  sha256: Sha256Function,
): Uint8Array[] {
  const trees = ranges.map((range) => ({ range, tree: new StreamingTree(sha256) }));
  const inOrder = [...trees].sort((a, b) => a.range.start - b.range.start);
  let next = 0;
  let leaf = 0;
  for (const hash of leafHashes) {
    while (leaf >= (inOrder[next]?.range.end ?? Number.POSITIVE_INFINITY)) next += 1;
    const current = inOrder[next];
    if (current !== undefined && leaf >= current.range.start) current.tree.append(hash);
    leaf += 1;
  }
  if (leaf !== size) throw new RangeError(`${leaf} leaf hashes were given for a tree of ${size}`);
  return trees.map(({ tree }) => tree.root());
}

function largestPowerOfTwoBelow(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function areHashes(hashes: readonly Uint8Array[]): boolean {
  return hashes.every((hash) => hash.length === HASH_LENGTH);
}
