import type { HashMatch, WhichHashView } from '../../../shared/contract/evidence-views.ts';
import type { IdentityView, PacketView } from '../../../shared/contract/views.ts';
import { plainText, type Sentence, say } from '../../../shared/strings/forms/say.ts';
import { strings } from '../../strings/index.ts';
import type { BundleRow, PacketRow } from '../../workspace/rows.ts';
import { wordsOf } from '../../workspace/words.ts';
import { type Route, SECTIONS } from '../hooks/route.ts';

/** What a choice does: it shows a screen, signs out, or shows the keyboard's list. Nothing else can be done from here. */
export type Choice = Route | 'lock' | 'keys' | 'help';

/** One line of the palette. */
export interface Place {
  readonly key: string;
  readonly label: Sentence;
  /** What kind of thing it is, or what tells it from its neighbours; empty where the group says it. */
  readonly detail: Sentence;
  readonly choice: Choice;
}

export type GroupName = keyof typeof strings.palette.groups;

export interface Group {
  readonly name: GroupName;
  /** At most `MOST_SHOWN` of them. */
  readonly places: readonly Place[];
  /** How many more there are. */
  readonly more: number;
}

/** Of one group at once: whoever looks for one of more types another letter. */
export const MOST_SHOWN = 8;

/** What is looked through, as far as it is known yet. */
export interface Known {
  readonly inHand: PacketView | null;
  /** What the workspace found for the query. */
  readonly packets: readonly PacketRow[];
  readonly bundles: readonly BundleRow[];
  /** What the query is as a hash. */
  readonly hash: WhichHashView | null;
  readonly identities: readonly IdentityView[];
  readonly isSignedIn: boolean;
}

/**
 * What the query leads to, in groups. For an empty query that is what can be done and where one can go: nothing of what
 * was imported.
 */
export function placesFor(query: string, known: Known): readonly Group[] {
  const { hash, inHand, packets, bundles, identities } = known;
  const all: Readonly<Record<GroupName, readonly Place[]>> = {
    hash: hash?.kind === 'compared' ? hash.matches.map(placeOfMatch) : [],
    inHand: inHand === null ? [] : named(query, partsOf(inHand)),
    packets: rowsFor(query, packets).map(placeOfPacket),
    bundles: rowsFor(query, bundles).map(placeOfBundle),
    people: query === '' ? [] : named(query, identities.map(placeOfPerson)),
    sections: named(query, SECTIONS.map(placeOfSection)),
    tasks: named(query, tasksOf(known)),
  };
  return ORDER.map((name) => ({
    name,
    places: all[name].slice(0, MOST_SHOWN),
    more: Math.max(0, all[name].length - MOST_SHOWN),
  })).filter(({ places }) => places.length > 0);
}

const ORDER: readonly GroupName[] = ['hash', 'inHand', 'packets', 'bundles', 'people', 'sections', 'tasks'];

/** A hash is long and has no blanks; shorter beginnings are found among the names. */
export function mayBeHash(query: string): boolean {
  return /^\S{16,400}$/.test(query);
}

/** Whether each word of the query begins one of these words: as the lists are searched. */
function isFound(query: string, words: readonly string[]): boolean {
  return wordsOf(query).every((beginning) => words.some((word) => word.startsWith(beginning)));
}

function named(query: string, places: readonly Place[]): readonly Place[] {
  return places.filter(({ label }) => isFound(query, wordsOf(plainText(label))));
}

/** What the workspace found, without what it found for an earlier query: its next answer comes a moment later. */
function rowsFor<Row extends { readonly words: readonly string[] }>(query: string, rows: readonly Row[]) {
  return query === '' ? [] : rows.filter(({ words }) => isFound(query, words));
}

function partsOf({ summary, reading, blockers }: PacketView): readonly Place[] {
  const { kinds } = strings.palette;
  const at = { at: 'packet', packet: summary.sha256 } as const;
  const { options, grants } = reading.packet;
  return [
    ...options.map(({ id }) => part('option', id, { ...at, part: 'glance', show: id })),
    ...blockers.map(({ id }) => part('blocker', id, { ...at, part: 'blockers', show: id })),
    ...grants.map((grant) => part('grant', grant, { ...at, part: 'blockers', show: grant })),
  ];
  function part(kind: keyof typeof kinds, id: string, to: Route): Place {
    return { key: `${kind} ${id}`, label: say`${id}`, detail: [kinds[kind]], choice: to };
  }
}

function placeOfMatch({ bundle, label, algorithm }: HashMatch): Place {
  return {
    key: `match ${bundle} ${algorithm}`,
    label: say`${label}`,
    detail: [algorithm],
    choice: { at: 'bundle', bundle },
  };
}

function placeOfPacket({ sha256, id, revision, title }: PacketRow): Place {
  return {
    key: `packet ${sha256}`,
    label: say`${id} · ${title}`,
    detail: strings.packet.list.revision(revision),
    choice: { at: 'packet', packet: sha256, part: 'glance' },
  };
}

function placeOfBundle({ id, label, verdict, checks, errors }: BundleRow): Place {
  return {
    key: `bundle ${id}`,
    label: say`${label}`,
    detail: [strings.evidence.verdictOf(verdict, checks, errors)],
    choice: { at: 'bundle', bundle: id },
  };
}

function placeOfPerson({ id, name, roles }: IdentityView): Place {
  return {
    key: `person ${id}`,
    label: say`${name}`,
    detail: [roles.map((role) => strings.terms.role[role]).join(', ')],
    choice: { at: 'people' },
  };
}

function placeOfSection(section: (typeof SECTIONS)[number], at: number): Place {
  return {
    key: `section ${section}`,
    label: [strings.shell.sections[section]],
    detail: [`Ctrl+${at + 1}`],
    choice: { at: section },
  };
}

function atGlance({ summary }: PacketView): Route {
  return { at: 'packet', packet: summary.sha256, part: 'glance' };
}

function tasksOf({ inHand, isSignedIn }: Known): readonly Place[] {
  const { tasks } = strings.palette;
  return [
    ...(inHand === null ? [] : [task('decide', atGlance(inHand))]),
    ...(inHand === null || inHand.decisions.length === 0 ? [] : [task('dossier', atGlance(inHand))]),
    task('import', { at: 'inbox' }),
    ...(isSignedIn ? [task('lock', 'lock')] : [task('signIn', { at: 'people' })]),
    task('enrol', { at: 'people' }),
    task('trust', { at: 'people' }),
    task('vaultCheck', { at: 'station' }),
    task('challenge', { at: 'station' }),
    task('log', { at: 'station' }),
    task('language', { at: 'station' }),
    task('help', 'help'),
    task('keys', 'keys'),
  ];
  function task(key: keyof typeof tasks, choice: Choice): Place {
    return { key: `task ${key}`, label: [tasks[key]], detail: [], choice };
  }
}
