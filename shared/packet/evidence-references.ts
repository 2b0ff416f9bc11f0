import { type Finding, finding } from '../finding/index.ts';
import { type Passage, sentencesOf } from './passages.ts';
import { atLine } from './source.ts';
import type { EvidenceReference } from './types.ts';

export interface EvidenceReading {
  readonly evidence: readonly EvidenceReference[];
  readonly findings: readonly Finding[];
}

/** Digests that say themselves that they are of a tree: Go's `h1:`, Software Heritage directory identifiers. */
const TREE_DIGEST = /\b(?:h1:[A-Za-z0-9+/]{43}=|swh:[12]:dir:[0-9a-f]{40}(?:[0-9a-f]{24})?\b)/g;
const HEX_DIGEST = /(?<![0-9A-Za-z])(?:[0-9a-f]{64}|[0-9A-F]{64})(?![0-9A-Za-z])/g;
const SHORT_TREE = /\btree(?: (?:sha-?1|hash|id|digest|object))*[ :=]+([0-9a-f]{40})(?![0-9A-Za-z])/gi;
const SPEAKS_OF_EVIDENCE = /\b(?:trees?|evidence|bundles?|dirHash|manifest)\b/i;
/** As long as a digest, or nearly: one that lost a character, or gained one. */
const LONG_HEX = /[0-9a-f]{60,}/gi;
/** What follows "tree" and begins like hex means to be a digest, whatever became of it. */
const MEANT = /\btree(?: (?:hash|sha-?256|sha-?1|id|digest))*[ :=]+((?=[0-9a-f]*\d)[0-9a-f]{6,}\S*)/gi;

/** Every tree hash that the text names as evidence, as written, each once. */
export function readEvidence(passages: readonly Passage[]): EvidenceReading {
  const found = new Set<string>();
  const findings: Finding[] = [];
  for (const { text, line } of passages) {
    for (const sentence of sentencesOf(text)) {
      const hex = new Set(sentence.match(HEX_DIGEST) ?? []);
      const short = Array.from(sentence.matchAll(SHORT_TREE), ([, sha1 = '']) => sha1);
      for (const digest of [...(sentence.match(TREE_DIGEST) ?? []), ...short]) found.add(digest);
      const explained = SPEAKS_OF_EVIDENCE.test(sentence);
      for (const observed of hex) {
        if (explained) found.add(observed);
        else findings.push(finding('packet.digest-unexplained', atLine(line), { observed }));
      }
      const attempts = [
        ...Array.from(sentence.matchAll(MEANT), ([, meant = '']) => meant),
        ...(sentence.match(LONG_HEX) ?? []),
      ];
      for (const meant of attempts) {
        const [digest = ''] = /^[0-9a-f]+/i.exec(meant) ?? [];
        if (!hex.has(digest) && !found.has(digest)) {
          findings.push(finding('packet.digest-malformed', atLine(line), { observed: meant }));
        }
      }
    }
  }
  return { evidence: [...found].map((treeHash) => ({ treeHash })), findings };
}
