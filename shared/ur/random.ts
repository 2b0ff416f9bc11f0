import { sha256 } from '@noble/hashes/sha2.js';

/** The next number of a sequence, from 0 up to but not 1. */
export type Random = () => number;

const MASK = 0xffff_ffff_ffff_ffffn;
const rotateLeft = (value: bigint, by: bigint): bigint => ((value << by) | (value >> (64n - by))) & MASK;

/**
 * xoshiro256** seeded with the SHA-256 of `seed`, each number divided by 2^64, as BCR-2024-001 wants it: both sides of a
 * fountain code draw the same numbers. Nothing secret may come from it.
 */
export function xoshiro256(seed: Uint8Array): Random {
  const digest = new DataView(sha256(seed).buffer);
  let [a, b, c, d] = [
    digest.getBigUint64(0),
    digest.getBigUint64(8),
    digest.getBigUint64(16),
    digest.getBigUint64(24),
  ] as const;
  return () => {
    const drawn = (rotateLeft((b * 5n) & MASK, 7n) * 9n) & MASK;
    const shifted = (b << 17n) & MASK;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 45n);
    return Number(drawn) / 2 ** 64;
  };
}

/** `items` in an order that `random` draws. */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const left = [...items];
  return items.flatMap(() => left.splice(Math.floor(random() * left.length), 1));
}

/**
 * Draws an index with a probability in proportion to its weight: Walker's alias method with Vose's tables, built in
 * just this order, as the order decides which numbers come out.
 */
export function weightedIndex(weights: readonly number[]): (random: Random) => number {
  const count = weights.length;
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const scaled = weights.map((weight) => (weight * count) / sum);
  const threshold = new Array<number>(count).fill(1);
  const alias = new Array<number>(count).fill(0);
  const small: number[] = [];
  const large: number[] = [];
  for (let index = count - 1; index >= 0; index--) (at(scaled, index) < 1 ? small : large).push(index);
  for (let less = small.pop(), more = large.pop(); ; less = small.pop(), more = large.pop()) {
    if (less === undefined || more === undefined) break;
    threshold[less] = at(scaled, less);
    alias[less] = more;
    const rest = at(scaled, more) + at(scaled, less) - 1;
    scaled[more] = rest;
    (rest < 1 ? small : large).push(more);
  }
  return (random) => {
    const first = random();
    const second = random();
    const index = Math.floor(count * first);
    return second < at(threshold, index) ? index : at(alias, index);
  };
}

function at(numbers: readonly number[], index: number): number {
  const number = numbers[index];
  if (number === undefined) throw new RangeError(`no number at ${index}`);
  return number;
}
