import { type Passage, sentencesOf } from './passages.ts';

/**
 * Every grant that the text names, each once, those of the gates first. Every grant named anywhere is
 * needed, so a name too many locks more than was meant, which is safe; a name too few would be a hole.
 *
 * Five ways to name one are known:
 * 1. `distinct grant per A/B/C`, `a grant for A and B`: what follows, cut at `/`, `,`, `+` and `and`;
 * 2. `separate REAL_RUN grant`, `A/B grants`, `the cutover grant`: the words right before, if they are a name;
 * 3. `explicit production OPT-4`: a thing with a coded name that must be given explicitly, separately, distinctly;
 * 4. a gate that speaks of something explicit, separate or distinct and fits none of these: its words as they stand;
 * 5. the items of a list under a heading that speaks of grants (given by the caller as `listed`).
 */
export function readGrants(
  gates: readonly string[],
  passages: readonly Passage[],
  listed: readonly string[],
): string[] {
  const names = new Map<string, string>();
  const prose = passages.filter((passage) => passage.kind !== 'cell').flatMap((passage) => inText(passage.text));
  const found = [...gates.flatMap(inGate), ...prose, ...listed];
  for (const name of found) if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), name);
  return [...names.values()];
}

function inGate(gate: string): string[] {
  const named = inText(gate);
  if (named.length > 0) return named;
  const [, unnamed] = /\b(?:distinct|separate|explicit)(?![a-z])\W*(.+)$/i.exec(gate) ?? [];
  return unnamed === undefined ? [] : [unnamed];
}

function inText(text: string): string[] {
  return sentencesOf(text).flatMap((sentence) => {
    const words = sentence.split(' ');
    return words.flatMap((word, at) => {
      if (GRANT.test(bare(word))) return [...namesBefore(words, at), ...namesAfter(words, at)];
      return QUALIFIER.test(bare(word)) ? codedName(words, at) : [];
    });
  });
}

const GRANT = /(?:^|[^a-z])grants?$/i;
const QUALIFIER = /^(?:distinct|separate|explicit)$/i;
const PREPOSITION = /^(?:per|for|covering|to)$/i;
const JOINER = /^(?:and|or|plus|\+|&)$/i;
/** Words that announce a name, or qualify a grant, and are no part of its name. */
const DETERMINER =
  /^(?:an?|the|its|their|our|own|each|every|any|all|of|one|two|valid|signed|explicit|separate|distinct|dedicated|individual|single|single-use|new|further|expiring|time-limited|short-lived|per-\S+)$/i;
/** The same inside a list of names, where anything longer may be one. */
const ARTICLE = /^(?:an?|the|its|their|our|own|each|every|any|all|of)$/i;
/** Words that end the search for a name: nothing before them belongs to the grant. */
const STOP =
  /^(?:no|not|this|that|these|those|such|some|same|with|without|only|also|until|before|after|by|to|in|on|is|are|be|has|have|needs?|requires?|issues?|gives?|holds?|uses?|asks?|may|can|must|will|should|does|do|required|missing|following|first|second|other|more|owner|operator|auditor|document|packet|\d+|—|–|-|=)$/i;
/** A name that was coined for this: capitals, an underscore or a digit in it. */
const CODED = /[A-Z].*[A-Z0-9]|_|\d/;
/** What a grant may be said to be for without being named: "a grant per irreversible action". */
const NAMELESS =
  /^(?:(?:irreversible|mutating|production|single) )*(?:actions?|steps?|operations?|them|it|these|those)$/i;
const NAME_WORDS = 3;
const CLAUSE_WORDS = 200;
/** Longer ones are no words, and looking for their ends would take long. */
const LONGEST_WORD = 256;

/** Rule 2. The words back to one that ends the search, in groups parted by `and`, `plus` and commas. */
function namesBefore(words: readonly string[], at: number): string[] {
  const groups: string[][] = [[]];
  for (let i = at - 1; i >= Math.max(0, at - CLAUSE_WORDS); i--) {
    const word = words[i] ?? '';
    if (STOP.test(bare(word)) || GRANT.test(bare(word)) || /[;:)]$/.test(word)) break;
    if (JOINER.test(word)) groups.unshift([]);
    else {
      if (word.endsWith(',')) groups.unshift([]);
      groups[0]?.unshift(bare(word));
    }
    if (word.startsWith('(')) break;
  }
  return groups.flatMap((group, i) => nameOfGroup(group, i === groups.length - 1));
}

/** The group right before the grant is a name if it is announced or looks like one; others only if they are coded. */
function nameOfGroup(group: readonly string[], isLast: boolean): string[] {
  const announcedAt = group.findLastIndex((word) => DETERMINER.test(word));
  const name = group.slice(announcedAt + 1);
  const last = name.at(-1);
  if (last === undefined) return [];
  if (!CODED.test(last) && !(isLast && (announcedAt >= 0 || last.includes('-')))) return [];
  return namesIn(name.length > NAME_WORDS ? last : name.join(' '));
}

/** Rule 1. To the end of the clause; each part at most three words. */
function namesAfter(words: readonly string[], at: number): string[] {
  if (bare(words[at] ?? '') !== words[at] || !PREPOSITION.test(words[at + 1] ?? '')) return [];
  const rest = words.slice(at + 2, at + 2 + CLAUSE_WORDS).join(' ');
  return namesIn(rest.split(/[.;:()](?:\s|$)|\s[—–-]\s|\s\(/)[0] ?? '');
}

/** Rule 3: up to two plain words and then a coded one, after the qualifier; with a grant near, rule 2 has it. */
function codedName(words: readonly string[], at: number): string[] {
  const following = words.slice(at + 1, at + 1 + NAME_WORDS);
  if (words.slice(at, at + NAME_WORDS + 2).some((word) => GRANT.test(bare(word)))) return [];
  const coded = following.findIndex((word) => CODED.test(bare(word)));
  const name = following.slice(0, coded + 1).map(bare);
  return name.slice(0, -1).some((word) => STOP.test(word) || JOINER.test(word)) || coded < 0 ? [] : [name.join(' ')];
}

function namesIn(list: string): string[] {
  return list
    .split(/\s*(?:\/|,|\+|&|\b(?:and|or|plus)\b)\s*/)
    .map((part) => part.split(' ').map(bare))
    .map((part) => part.filter((word) => word !== '' && !ARTICLE.test(word)))
    .map((part) => part.slice(0, NAME_WORDS).join(' '))
    .filter((name) => name !== '' && !NAMELESS.test(name));
}

/** A word without the punctuation around it; `/`, `-` and `_` inside it belong to names. */
function bare(word: string): string {
  if (word.length > LONGEST_WORD) return word;
  return word.replace(/^[("'“`]+|[)"'”`.,;:!?]+$/g, '');
}
