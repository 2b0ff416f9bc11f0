import type { Part } from './read-record.ts';

/**
 * The parts with one more, in order; parts that overlap or touch are one. In whatever order parts are added, the outcome
 * is the same: just what lies in any of them.
 */
export function withPart(parts: readonly Part[], added: Part): readonly Part[] {
  if (added.last < added.first) return parts;
  const before = parts.filter(({ last }) => last + 1 < added.first);
  const after = parts.filter(({ first }) => first > added.last + 1);
  const joined = parts.slice(before.length, parts.length - after.length);
  const first = Math.min(added.first, joined[0]?.first ?? added.first);
  const last = Math.max(added.last, joined.at(-1)?.last ?? added.last);
  return [...before, { first, last }, ...after];
}

/** How much the parts hold together. */
export function lengthOf(parts: readonly Part[]): number {
  return parts.reduce((sum, { first, last }) => sum + last - first + 1, 0);
}

/** The longest parts, `most` of them at most, in order. */
export function longestParts(parts: readonly Part[], most: number): Part[] {
  if (parts.length <= most) return [...parts];
  return parts
    .toSorted((a, b) => lengthOf([b]) - lengthOf([a]) || a.first - b.first)
    .slice(0, most)
    .sort((a, b) => a.first - b.first);
}
