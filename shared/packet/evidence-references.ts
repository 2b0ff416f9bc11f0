import { type Finding, finding } from '../finding/index.ts';
import type { Passage } from './passages.ts';
import { skeletonOf } from './skeleton.ts';
import { atLine } from './source.ts';
import type { EvidenceReference } from './types.ts';

export interface EvidenceReading {
  readonly evidence: readonly EvidenceReference[];
  /** Where each was found. */
  readonly places: readonly { readonly line: number; readonly treeHash: string }[];
  readonly findings: readonly Finding[];
}

/** Digests that say themselves that they are of a tree: Go's `h1:`, Software Heritage directory identifiers. */
export const TREE_DIGEST = /\b(?:h1:[A-Za-z0-9+/]{43}=|swh:[12]:dir:[0-9a-f]{40}(?:[0-9a-f]{24})?\b)/g;
/** Hexadecimal digits that stand together, and are more than a short id. */
export const HEX_RUN = /[0-9a-f]{32,}/gi;
/** Findings of one passage: the first ones tell what is wrong. */
const MOST_MALFORMED = 10;
const SHA256 = /^(?:[0-9a-f]{64}|[0-9A-F]{64})$/;
const SHA1 = /^[0-9a-f]{40}$/;
export const SPEAKS_OF_EVIDENCE = /\b(?:trees?|evidence|bundles?|dirHash|manifest|proofs?)\b/i;
export const SPEAKS_OF_COMMITS = /\bcommits?\b/i;
/** What follows "tree" and begins like hex means to be a digest, whatever became of it. */
export const MEANT =
  /\btree(?: (?:hash|sha-?256|sha-?1|id|digest))*[ :=]+((?=[0-9a-f]{0,64}\d)[0-9a-f]{6,64})(?![0-9a-f])/gi;
/** Groups of hex digits with something between them: a digest that was cut, wrapped or spaced out. */
export const GROUPS = /(?<![0-9a-zA-Z])[0-9a-f]{4,}(?:[\s:-]{1,3}[0-9a-f]{4,}){1,40}(?![0-9a-zA-Z])/gi;

/**
 * Every tree hash in the text, as written, each once. 64 hexadecimal digits are a reference wherever they stand; 40 are
 * one where the passage speaks of a tree or of evidence, and not of a commit. Anything that could have been a digest and is none is an error:
 * a reference must not be lost on the way here.
 */
export function readEvidence(passages: readonly Passage[]): EvidenceReading {
  const places: { line: number; treeHash: string }[] = [];
  const findings: Finding[] = [];
  for (const { text, line } of passages) {
    const shown = skeletonOf(text);
    const explained = SPEAKS_OF_EVIDENCE.test(shown) && !SPEAKS_OF_COMMITS.test(shown);
    const malformed = new Set<string>();
    const add = (treeHash: string) => {
      if (text.includes(treeHash)) places.push({ line, treeHash });
      else malformed.add(treeHash);
    };
    for (const [digest] of shown.matchAll(TREE_DIGEST)) add(digest);
    const rest = shown.replace(TREE_DIGEST, ' ');
    for (const run of rest.matchAll(HEX_RUN)) {
      const [digits] = run;
      const part =
        /[0-9a-z]/i.test(rest[run.index - 1] ?? ' ') || /[0-9a-z]/i.test(rest[run.index + digits.length] ?? ' ');
      if (!part && SHA256.test(digits)) add(digits);
      else if (!part && SHA1.test(digits) && explained) add(digits);
      else if (digits.length > 40 || explained) malformed.add(digits);
    }
    for (const [groups] of rest.matchAll(GROUPS)) if (isCutDigest(groups)) malformed.add(groups);
    for (const [, meant = ''] of rest.matchAll(MEANT)) {
      if (meant.length !== 64 && meant.length !== 40) malformed.add(meant);
    }
    const some = [...malformed].slice(0, MOST_MALFORMED);
    const longest = some.filter((one) => !some.some((other) => other !== one && other.includes(one)));
    for (const observed of longest) findings.push(finding('packet.digest-malformed', atLine(line), { observed }));
  }
  const hashes = [...new Set(places.map((place) => place.treeHash))];
  return { evidence: hashes.map((treeHash) => ({ treeHash })), places, findings };
}

/** At least 40 digits in all, most groups with a number in them, so that no words are taken for one. */
function isCutDigest(groups: string): boolean {
  const parts = groups.match(/[0-9a-f]+/gi) ?? [];
  const digits = parts.join('');
  return digits.length >= 40 && parts.filter((part) => /\d/.test(part)).length * 2 >= parts.length && !isUuid(groups);
}

function isUuid(groups: string): boolean {
  return /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(groups);
}
