import { type Finding, finding } from '../finding/index.ts';

/** How one revision stands to another of the same packet id; `unordered` where nobody can say which is later. */
export type RevisionOrder = 'earlier' | 'later' | 'same' | 'unordered';

/** "2", "1.10", "3b", "2026-06-12", each with "v", "r" or "rev" before it or without; what comes after is a suffix. */
const NUMBERED = /^(?:v|r|rev)?[. ]?([0-9]+(?:[.-][0-9]+)*)([a-z](?![a-z0-9]))?/i;

/**
 * The order of revisions, for the whole console. Revisions are compared by the numbers that they begin with, one by one
 * ("1.10" is later than "1.9"; a number that is missing counts as 0), then by one letter after them ("3" before "3a"
 * before "3b"). A suffix orders nothing: "2-final" is later than "1" and earlier than "3", but nobody can say whether it
 * is later than "2", so these two are unordered. So are two texts of which one begins with no number.
 */
export function revisionOrder(revision: string, other: string): RevisionOrder {
  if (revision === other) return 'same';
  const [left, right] = [parse(revision), parse(other)];
  if (left === null || right === null) return 'unordered';
  for (let at = 0; at < Math.max(left.numbers.length, right.numbers.length); at += 1) {
    const order = compareDigits(left.numbers[at] ?? '', right.numbers[at] ?? '');
    if (order !== 0) return order > 0 ? 'later' : 'earlier';
  }
  if (left.letter === right.letter) return 'unordered';
  return left.letter > right.letter ? 'later' : 'earlier';
}

export function isLaterRevision(revision: string, other: string): boolean {
  return revisionOrder(revision, other) === 'later';
}

/** Bytes of a packet and the revision that they state. */
interface StatedRevision {
  readonly sha256: string;
  readonly revision: string;
}

/**
 * Why a packet's bytes cannot be told from other bytes with the same packet id; nothing where they are in order. A
 * revision that begins with no number is refused itself, and leaves revisions that begin with one as they are.
 */
export function revisionFindings(one: StatedRevision, others: readonly StatedRevision[]): readonly Finding[] {
  return others.flatMap(({ sha256, revision }) => {
    if (sha256 === one.sha256) return [];
    const order = revisionOrder(one.revision, revision);
    const stated = { observed: `revision ${revision} (${sha256})` };
    if (order === 'same') return [finding('packet.revision-repeated', one.sha256, stated)];
    const isOthersFault = parse(one.revision) !== null && parse(revision) === null;
    return order === 'unordered' && !isOthersFault ? [finding('packet.revision-unordered', one.sha256, stated)] : [];
  });
}

/** The first error, among a packet's findings, that other bytes with its id cause; `null` where there is none. */
export function revisionConflict(findings: readonly Finding[]): Finding | null {
  return (
    findings.find(({ code }) => code === 'packet.revision-repeated' || code === 'packet.revision-unordered') ?? null
  );
}

/** The numbers, each without zeros before it, and the letter or none; `null` where the text begins with no number. */
function parse(revision: string): { readonly numbers: readonly string[]; readonly letter: string } | null {
  const [, numbers, letter = ''] = NUMBERED.exec(revision.trim()) ?? [];
  if (numbers === undefined) return null;
  return { numbers: numbers.split(/[.-]/).map((digits) => digits.replace(/^0+/, '')), letter: letter.toLowerCase() };
}

/** Digits without zeros before them, of any length: the longer number is the larger. */
function compareDigits(left: string, right: string): number {
  if (left.length !== right.length) return left.length - right.length;
  if (left === right) return 0;
  return left > right ? 1 : -1;
}
