import { type Finding, finding } from '../finding/index.ts';
import { assertNever } from '../result.ts';
import { sentencesOf } from './passages.ts';

export interface GrantsReading {
  readonly grants: readonly string[];
  /** Where each was found first. */
  readonly places: readonly { readonly name: string; readonly where: string }[];
  readonly findings: readonly Finding[];
}

/** What names grants: the gates of blockers, running text, and the items of lists under headings that speak of grants. */
export interface GrantSources {
  readonly gates: readonly Stated[];
  readonly passages: readonly Stated[];
  readonly listed: readonly Stated[];
  /** Ids that are no grant though they hold such a word: `AUTHORIZE_EXECUTION`. */
  readonly ids: readonly string[];
  /** Grants that are listed elsewhere already. */
  readonly known?: readonly string[];
}

/** Text with the place where it stands. */
export interface Stated {
  readonly text: string;
  readonly where: string;
}

/**
 * Every grant that the packet names, each once, those of the gates first. Every grant named anywhere is needed, so a
 * name too many locks more than was meant, which is safe. A name too few would be a hole: so every word for authority
 * that somebody gives (grant, permit, approve, authorise, ...) is a name, belongs to one, or is an error.
 *
 * Five ways to name a grant are known:
 * 1. `distinct grant per A/B/C`, `a grant for A and B`, `a grant of A`: what follows, cut at `/`, `,`, `+` and `and`;
 * 2. `separate REAL_RUN grant`, `A/B grants`, `the cutover grant`: the words right before, if they are a name;
 * 3. `explicit production OPT-4`: a thing with a coded name that must be given explicitly, separately, distinctly;
 * 4. a gate that speaks of something explicit, separate or distinct and fits none of these: its words as they stand;
 * 5. the items of a list under a heading that speaks of grants.
 *
 * `per-action grants`, `its own explicit grant` and the like name none; they are understood where the packet names at
 * least one grant elsewhere.
 */
export function readGrants({ gates, passages, listed, ids, known: elsewhere = [] }: GrantSources): GrantsReading {
  const names = new Map<string, { readonly name: string; readonly where: string }>();
  const gateMentions = gates.map((gate) => ({ ...gate, mentions: inGate(gate.text) }));
  const proseMentions = passages.map((passage) => ({ ...passage, mentions: mentionsIn(passage.text) }));
  const stated = [...gateMentions, ...proseMentions];
  const found = [
    ...stated.flatMap(({ mentions, where }) => mentions.flatMap((one) => one.names.map((name) => ({ name, where })))),
    ...listed.flatMap((item) => listedNames(item).map((name) => ({ name, where: item.where }))),
  ];
  for (const one of found) {
    const key = one.name.toLowerCase();
    if (one.name !== '' && !names.has(key)) names.set(key, one);
  }
  const known = new Set([...names.keys(), ...[...ids, ...elsewhere].map((id) => id.toLowerCase())]);
  const findings = stated.flatMap(({ mentions, where }) =>
    mentions.flatMap((mention) => problemOf(mention, known, names.size + elsewhere.length > 0, where)),
  );
  const unnamed = listed.filter((item) => !isListed(item));
  return {
    grants: [...names.values()].map((one) => one.name),
    places: [...names.values()],
    findings: [
      ...findings,
      ...unnamed.map(({ text, where }) => finding('packet.grant-unclear', where, { observed: text })),
    ],
  };
}

/** One word for authority that somebody gives, and the names that stand with it. */
interface Mention {
  readonly word: string;
  readonly names: readonly string[];
  /**
   * `generic`: names none and means those named elsewhere. `word`: is only understood as the name of one, or a part of
   * it. `stray`: a coined word beside a grant, which may be one more. `unclear`: could name one that was not read.
   */
  readonly kind: 'named' | 'generic' | 'word' | 'stray' | 'unclear';
}

function problemOf(mention: Mention, known: ReadonlySet<string>, anyNamed: boolean, where: string): Finding[] {
  const tooLong = mention.names.filter((name) => !isName(name));
  if (tooLong.length > 0) return [finding('packet.grant-unclear', where, { observed: tooLong.join(', ') })];
  return isUnderstood(mention, known, anyNamed)
    ? []
    : [finding('packet.grant-unclear', where, { observed: mention.word })];
}

function isUnderstood({ kind, word }: Mention, known: ReadonlySet<string>, anyNamed: boolean): boolean {
  switch (kind) {
    case 'named':
      return true;
    case 'generic':
      return anyNamed;
    case 'word':
      return word
        .toLowerCase()
        .split('/')
        .every((part) => known.has(part) || !AUTHORITY.test(part));
    case 'stray':
      return [...known].some((name) => name.split(/[\s/]+/).includes(word.toLowerCase()));
    case 'unclear':
      return false;
    default:
      return assertNever(kind, 'mention of a grant');
  }
}

/** Whether an item of a list of grants is names and nothing else. */
export function isNamesAlone(item: Stated): boolean {
  return headOf(item) === item.text.trim();
}

/** The names in an item up to its first dash, colon or parenthesis. */
function listedNames(item: Stated): string[] {
  return namesIn(headOf(item));
}

function headOf({ text }: Stated): string {
  return (text.split(/\s[—–-]\s|[:(.;]/)[0] ?? '').trim();
}

/** An item must be a name or several, and what explains them must not name one more. */
function isListed(item: Stated): boolean {
  const names = listedNames(item);
  return names.length > 0 && names.every(isName) && straysIn(item.text, names).length === 0;
}

/** One name: not too long, and not two that a word joins which this grammar does not know. */
function isName(name: string): boolean {
  const words = name.split(' ');
  if (name === '' || words.length > NAME_WORDS || name.length > LONGEST_NAME) return false;
  const coded = words.flatMap((word, at) => (CODED.test(word) ? [at] : []));
  const apart = coded.some((at, i) => i > 0 && at - (coded[i - 1] ?? at) > 1);
  return !apart && !words.some((word) => FOREIGN_JOINER.test(word));
}

/** Words that were coined for something and stand in a text about grants, and are in none of the names read there. */
function straysIn(text: string, names: readonly string[]): string[] {
  const named = new Set(names.flatMap((name) => name.toLowerCase().split(/[\s/]+/)));
  const coined = text
    .split(/[\s/]+/)
    .map(bare)
    .filter((word) => COINED.test(word));
  return coined.filter((word) => !named.has(word.toLowerCase()));
}

function inGate(gate: string): Mention[] {
  const mentions = mentionsIn(gate);
  const names = mentions.flatMap((mention) => mention.names);
  if (names.length > 0) return [...mentions, ...straysIn(gate, names).map(stray)];
  const [, unnamed] = /\b(?:distinct|separate|explicit)(?![a-z])\W*(.+)$/i.exec(gate) ?? [];
  return unnamed === undefined ? mentions : [{ word: gate, names: [unnamed], kind: 'named' }];
}

function mentionsIn(text: string): Mention[] {
  return sentencesOf(text).flatMap((sentence) => {
    const words = sentence.split(' ');
    const mentions = words.flatMap((word, at): Mention[] => {
      if (GRANT.test(bare(word))) return [mentionOfGrant(words, at)];
      if (QUALIFIER.test(bare(word))) {
        const names = codedName(words, at);
        return names.length === 0 ? [] : [{ word, names, kind: 'named' }];
      }
      return isAuthority(words, at) ? [{ word: bare(word), names: [], kind: 'word' }] : [];
    });
    const names = mentions.flatMap((mention) => mention.names);
    return names.length === 0 ? mentions : [...mentions, ...straysIn(sentence, names).map(stray)];
  });
}

function stray(word: string): Mention {
  return { word, names: [], kind: 'stray' };
}

function mentionOfGrant(words: readonly string[], at: number): Mention {
  const before = namesBefore(words, at);
  const after = namesAfter(words, at);
  const names = [...before.names, ...after];
  const word = words.slice(Math.max(0, at - 3), at + 2).join(' ');
  const several = words.slice(Math.max(0, at - 4), at).some((one) => SEVERAL.test(bare(one)));
  if (before.lost || (several && names.length === 1)) return { word, names, kind: 'unclear' };
  if (names.length > 0) return { word, names, kind: 'named' };
  // "a grant named X", "grants are X and Y", "grant needed: X": a name may follow in a way that is not read.
  return { word, names, kind: isGeneric(words, at) ? 'generic' : 'unclear' };
}

/** A grant that is qualified and ends its clause, or is said to be for something that has no name. */
function isGeneric(words: readonly string[], at: number): boolean {
  const word = words[at] ?? '';
  const before = bare(words[at - 1] ?? '');
  const qualified = DETERMINER.test(before) || STOP.test(before) || at === 0;
  const ends = /[.,;:!?)]["'”’]?$/.test(word) ? !word.endsWith(':') : at === words.length - 1;
  const next = words[at + 1] ?? '';
  return qualified && (ends || JOINER.test(next) || PREPOSITION.test(next));
}

/** Any other word for authority, where it is not said to be absent ("not authorized", "a separately-authorized lane"). */
function isAuthority(words: readonly string[], at: number): boolean {
  const word = bare(words[at] ?? '');
  if (!AUTHORITY.test(word) && !word.split(/[/_-]/).some((part) => AUTHORITY.test(part))) return false;
  if (/^(?:un|non-?|separately-|not-)(?:authori[sz]ed|approved|permitted|licen[cs]ed)$/i.test(word)) return false;
  const before = bare(words[at - 1] ?? '');
  return !(/^(?:authori[sz]ed|approved|permitted|granted)$/i.test(word) && /^not$/i.test(before));
}

/** Words that say that somebody gives, or has to give, authority. */
export const AUTHORITY =
  /^(?:grant(?:s|ed|ing|ees?)?|permits?|permitt(?:ed|ing)|permissions?|authori[sz](?:e|es|ed|ing|ations?)|consent(?:s|ed|ing)?|licen[cs](?:e|es|ed|ing)|approv(?:e|es|ed|ing|als?)|sign-?offs?|clearance|go-ahead|freigaben?|genehmig\w*|erlaubnis|zustimmung|autoriz\w*|autoris\w*|permisos?|aprobaci[oó]n(?:es)?|duyệt|phép|одобрени[ея]|разрешени[ея])$/iu;

export const GRANT = /(?:^|[^a-z])grants?$/i;
export const QUALIFIER = /^(?:distinct|separate|explicit)$/i;
export const PREPOSITION = /^(?:per|for|covering|to|of)$/i;
export const JOINER = /^(?:and|or|plus|\+|&)$/i;
/** Words that announce a name, or qualify a grant, and are no part of its name. */
export const DETERMINER =
  /^(?:an?|the|its|their|our|own|each|every|any|all|of|one|two|valid|signed|explicit|separate|distinct|dedicated|individual|single|single-use|new|further|expiring|time-limited|short-lived|per-\S+)$/i;
/** The same inside a list of names, where anything longer may be one. */
export const ARTICLE = /^(?:an?|the|its|their|our|own|each|every|any|all|of)$/i;
/** Words that end the search for a name: nothing before them belongs to the grant. */
export const STOP =
  /^(?:no|not|this|that|these|those|such|some|same|with|without|only|also|until|before|after|by|to|in|on|is|are|be|has|have|needs?|requires?|issues?|gives?|holds?|uses?|asks?|may|can|must|will|should|does|do|required|missing|following|first|second|other|more|owner|operator|auditor|document|packet|\d+|—|–|-|=)$/i;
/** "two REAL_RUN grants": more than one, with one name. */
export const SEVERAL = /^(?:two|three|four|five|six|seven|several|multiple|both|[2-9]|\d{2,})$/i;
/** Words that join two names and are none that part them here. */
export const FOREIGN_JOINER =
  /^(?:und|oder|sowie|et|ou|y|e|và|hoặc|with|followed|by|as|well|then|also|likewise|too|и|или|und\/oder|samt|plus)$/iu;
/** A word of capitals that can only be a name. */
export const COINED = /^(?:[A-Z][A-Z0-9]*(?:[_-][A-Z0-9]+)+|[A-Z]{4,})$/;
/** A name that was coined for this: capitals, an underscore or a digit in it. */
export const CODED = /[A-Z].*[A-Z0-9]|_|\d/;
/** What a grant may be said to be for without being named: "a grant per irreversible action". */
export const NAMELESS =
  /^(?:(?:irreversible|mutating|production|single) )*(?:actions?|steps?|operations?|them|it|these|those)$/i;
/** Words of a name before the word "grant" that nothing announces. */
const UNANNOUNCED_WORDS = 3;
/** Words and characters of the longest name. */
const NAME_WORDS = 8;
const LONGEST_NAME = 200;
const CLAUSE_WORDS = 200;
/** Longer ones are no words, and looking for their ends would take long. */
const LONGEST_WORD = 256;

/** Rule 2. The words back to one that ends the search, in groups parted by `and`, `plus` and commas. */
function namesBefore(
  words: readonly string[],
  at: number,
): { readonly names: readonly string[]; readonly lost: boolean } {
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
  const read = groups.map((group, i) => nameOfGroup(group, i === groups.length - 1));
  return { names: read.flatMap((one) => one ?? []), lost: read.includes(null) };
}

/** "ALL blockers resolved + per-action grants": what is joined to a grant and is none. */
export const NO_NAME =
  /^(?:all |every |each )?(?:the )?(?:blockers?|preconditions?|gates?)(?: (?:closed|resolved|discharged))?$/i;

/**
 * The group right before the grant is a name if it is announced or looks like one; others only if they are coded.
 * `null` where the group could be a name and is not understood.
 */
function nameOfGroup(group: readonly string[], isLast: boolean): string[] | null {
  const announcedAt = group.findLastIndex((word) => DETERMINER.test(word));
  const name = group.slice(announcedAt + 1);
  const last = name.at(-1);
  if (last === undefined || NO_NAME.test(group.join(' '))) return [];
  if (!CODED.test(last) && !(isLast && (announcedAt >= 0 || last.includes('-')))) return null;
  return announcedAt < 0 && name.length > UNANNOUNCED_WORDS ? null : namesIn(name.join(' '));
}

/** Rule 1. To the end of the clause, or to the next grant. */
function namesAfter(words: readonly string[], at: number): string[] {
  if (bare(words[at] ?? '') !== words[at] || !PREPOSITION.test(words[at + 1] ?? '')) return [];
  const following = words.slice(at + 2, at + 2 + CLAUSE_WORDS);
  const next = following.findIndex((word) => GRANT.test(bare(word)));
  const rest = (next < 0 ? following : following.slice(0, next)).join(' ');
  return namesIn(rest.split(/[.;:()](?:\s|$)|\s[—–-]\s|\s\(/)[0] ?? '');
}

/** Rule 3: up to two plain words and then a coded one, after the qualifier; with a grant near, rule 2 has it. */
function codedName(words: readonly string[], at: number): string[] {
  const following = words.slice(at + 1, at + 1 + UNANNOUNCED_WORDS);
  if (words.slice(at, at + UNANNOUNCED_WORDS + 2).some((word) => GRANT.test(bare(word)))) return [];
  const coded = following.findIndex((word) => CODED.test(bare(word)));
  const name = following.slice(0, coded + 1).map(bare);
  return name.slice(0, -1).some((word) => STOP.test(word) || JOINER.test(word)) || coded < 0 ? [] : [name.join(' ')];
}

function namesIn(list: string): string[] {
  return list
    .split(/\s*(?:\/|,|\+|&|\b(?:and|or|plus)\b)\s*/)
    .map((part) => part.split(' ').map(bare))
    .map((part) => part.filter((word) => word !== '' && !isArticle(word, part)))
    .map((part) => part.join(' '))
    .filter((name) => name !== '' && !NAMELESS.test(name));
}

/** "A" by itself, in a list of names, is a name. */
function isArticle(word: string, part: readonly string[]): boolean {
  return ARTICLE.test(word) && (part.length > 1 || word === word.toLowerCase());
}

/** A word without the punctuation around it; `/`, `-` and `_` inside it belong to names. */
function bare(word: string): string {
  if (word.length > LONGEST_WORD) return word;
  return word.replace(/^[("'“`]+|[)"'”`.,;:!?]+$/g, '');
}
