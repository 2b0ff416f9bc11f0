import { type Passage, sentencesOf } from './passages.ts';

/**
 * Every grant that the text names, each once, those of the gates first. DESIGN.md: every grant named anywhere is
 * needed, so a name too many locks more than was meant, which is safe; a name too few would be a hole.
 *
 * Four ways to name one are known:
 * 1. `distinct grant per A/B/C`, `a grant for A and B`: what follows, cut at `/`, `,`, `+` and `and`;
 * 2. `separate REAL_RUN grant`, `A/B grants`, `the cutover grant`: the words right before, if they are a name;
 * 3. `explicit production OPT-4`: a thing with a coded name that must be given explicitly, separately, distinctly;
 * 4. the items of a list under a heading that speaks of grants (given by the caller as `listed`).
 */
export function readGrants(
  gates: readonly string[],
  passages: readonly Passage[],
  listed: readonly string[],
): string[] {
  const names = new Map<string, string>();
  const texts = [...gates, ...passages.filter((passage) => passage.kind !== 'cell').map((passage) => passage.text)];
  const found = [...texts.flatMap((text) => sentencesOf(text).flatMap(grantsOf)), ...listed];
  for (const name of found) if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), name);
  return [...names.values()];
}

function grantsOf(sentence: string): string[] {
  const words = sentence.split(' ');
  return words.flatMap((word, at) => {
    const bare = bareWord(word);
    if (/^grants?$/i.test(bare)) return [...namesBefore(words, at), ...(bare === word ? namesAfter(words, at) : [])];
    return QUALIFIER.test(bare) && !words.slice(at, at + 5).some((near) => /^grants?\b/i.test(near))
      ? codedName(words, at + 1)
      : [];
  });
}

const QUALIFIER = /^(?:distinct|separate|explicit)$/i;
const PREPOSITION = /^(?:per|for|covering|to)$/i;
/** Words that qualify or determine a grant without naming it. */
const NOT_A_NAME =
  /^(?:an?|the|its|their|his|her|our|own|each|every|any|all|no|not|this|that|these|those|such|some|one|two|\d+|of|or|and|plus|with|without|by|to|is|are|has|have|needs?|requires?|may|can|must|will|should|does|do|valid|signed|explicit|separate|distinct|dedicated|individual|single|single-use|per-\S+|new|same|first|second|other|further|more|expiring|time-limited|short-lived|required|missing|following|owner|operator|auditor|document|packet|only|also|\+|—|–|-|=|&)$/i;
const CODED = /[A-Z].*[A-Z0-9]|_|\d/;
const NAME_WORDS = 3;

/** Rule 2. With a determiner or qualifier before them, up to three words; else the last word, if it is a coded one. */
function namesBefore(words: readonly string[], at: number): string[] {
  const name: string[] = [];
  let from = at - 1;
  for (; from >= 0 && name.length < NAME_WORDS; from--) {
    const word = words[from] ?? '';
    const bare = bareWord(word);
    if (bare === '' || NOT_A_NAME.test(bare) || (bare !== word && from !== at - 1 && !word.startsWith('('))) break;
    if (/[,;:)]$/.test(word)) break;
    name.unshift(bare);
  }
  const last = name.at(-1);
  if (last === undefined) return [];
  const announced =
    /^(?:an?|the|its|own|distinct|separate|explicit|dedicated|individual|each|every|signed|single-use)$/i;
  const whole = announced.test(bareWord(words[from] ?? ''));
  const enumerated = enumeratedBefore(words, from);
  if (whole) return splitNames(name.join(' '));
  return CODED.test(last) || last.includes('-') ? [...enumerated, ...splitNames(last)] : [];
}

/** `REAL_RUN, CUTOVER and REPOINT grants`: coded names that are joined to the last one. */
function enumeratedBefore(words: readonly string[], from: number): string[] {
  const names: string[] = [];
  for (let at = from; at >= 0; at--) {
    const word = words[at] ?? '';
    if (/^(?:and|plus|\+|&)$/i.test(word)) continue;
    if (!CODED.test(bareWord(word))) break;
    names.unshift(bareWord(word));
  }
  return names;
}

/** Rule 1. To the end of the clause; each part at most three words, and a part such as "action" names nothing. */
function namesAfter(words: readonly string[], at: number): string[] {
  if (!PREPOSITION.test(words[at + 1] ?? '')) return [];
  const clause =
    words
      .slice(at + 2)
      .join(' ')
      .split(/[.;:()](?:\s|$)|\s[—–-]\s|\(/)[0] ?? '';
  return splitNames(clause);
}

function splitNames(list: string): string[] {
  return list
    .split(/\s*(?:\/|,|\+|&|\band\b|\bor\b)\s*/)
    .map((part) =>
      part
        .split(' ')
        .map(bareWord)
        .filter((word) => word !== '' && !/^(?:each|every|the|an?|of|any|all)$/i.test(word)),
    )
    .map((part) => part.slice(0, NAME_WORDS).join(' '))
    .filter(
      (name) =>
        name !== '' &&
        !/^(?:(?:irreversible|mutating|production|single) )*(?:actions?|steps?|operations?|them|it|these|those)$/i.test(
          name,
        ),
    );
}

/** Rule 3: up to two plain words and then a coded one, after the qualifier. */
function codedName(words: readonly string[], from: number): string[] {
  const name: string[] = [];
  for (const word of words.slice(from, from + NAME_WORDS)) {
    name.push(bareWord(word));
    if (CODED.test(bareWord(word))) return [name.join(' ')];
    if (bareWord(word) !== word || NOT_A_NAME.test(word)) return [];
  }
  return [];
}

/** A word without the punctuation around it; `/`, `-` and `_` inside it belong to names. */
function bareWord(word: string): string {
  return word.replace(/^[("'“`]+|[)"'”`.,;:!?]+$/g, '');
}
