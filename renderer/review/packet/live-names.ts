import type { NeededGrantView } from '../../../shared/contract/authority-views.ts';
import type { PacketView } from '../../../shared/contract/views.ts';
import type { DocumentBlock } from '../../../shared/packet/types.ts';
import { strings } from '../../strings/index.ts';
import type { State } from '../../ui/Mark.tsx';
import type { PacketPart } from '../hooks/route.ts';
import { asText } from './document-as-text.ts';

/** An id, a grant or a hash that the document names, and how it stands now. */
export interface LiveName {
  readonly name: string;
  readonly state: State;
  /** How it stands, in words. */
  readonly words: string;
  /** Where its state is shown. */
  readonly part: PacketPart;
}

/** A stretch of a text; `live` where it is a name. */
interface Piece {
  readonly words: string;
  readonly live: LiveName | null;
}

const text = strings.packet.live;

const BLOCKER_STATES = { open: 'open', partial: 'partial', waiting: 'partial', closed: 'closed' } as const;
const GRANT_STATES = { 'in-force': 'closed', 'used-up': 'partial', missing: 'open' } as const;
const EVIDENCE_STATES = {
  matched: 'closed',
  'not-supplied': 'open',
  'not-computed': 'open',
  unmatched: 'failed',
} as const;

/** Everything that a packet names and that has a state here; `needed`: its grants, `null` while they are not known. */
export function liveNamesOf(view: PacketView, needed: readonly NeededGrantView[] | null): readonly LiveName[] {
  return [
    ...view.options.map(
      ({ option, available }): LiveName => ({
        name: option,
        state: available ? 'closed' : 'open',
        words: `${text.option}: ${available ? strings.packet.option.available : strings.packet.option.locked}`,
        part: 'glance',
      }),
    ),
    ...view.blockers.map(
      ({ id, now }): LiveName => ({
        name: id,
        state: BLOCKER_STATES[now],
        words: `${text.blocker}: ${strings.standing.state[now]}`,
        part: 'blockers',
      }),
    ),
    ...(needed ?? [])
      .filter(({ blocker }) => blocker === null)
      .map(
        ({ action, state }): LiveName => ({
          name: action,
          state: GRANT_STATES[state],
          words: `${text.grant}: ${strings.authority.grants.needed[state]}`,
          part: 'blockers',
        }),
      ),
    ...view.evidence.map(
      ({ treeHash, match }): LiveName => ({
        name: treeHash,
        state: EVIDENCE_STATES[match.kind],
        words: `${text.evidence}: ${strings.packet.evidence.states[match.kind]}`,
        part: 'evidence',
      }),
    ),
  ];
}

/** A document that names more than this is shown without the ways to their states: each is some elements to lay out. */
const MOST_NAMED = 5000;

/** Finds names in the texts of a document, unless it names very many. */
export function findNamesIn(
  document: readonly DocumentBlock[],
  names: readonly LiveName[],
): ReturnType<typeof findNames> {
  const find = findNames(names);
  return find(asText(document)).length > MOST_NAMED ? findNames([]) : find;
}

/** Finds names in texts: each as a whole, the longest where one is part of another. */
export function findNames(names: readonly LiveName[]): (text: string) => readonly Piece[] {
  const byName = new Map(names.map((one) => [one.name, one]));
  const longestFirst = [...byName.keys()].filter((name) => name !== '').sort((a, b) => b.length - a.length);
  if (longestFirst.length === 0) return (words) => [{ words, live: null }];
  const escaped = longestFirst.map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_-])(?:${escaped.join('|')})(?![\\p{L}\\p{N}_-])`, 'gu');
  return (words) => {
    const pieces: Piece[] = [];
    let at = 0;
    for (const { 0: found, index } of words.matchAll(pattern)) {
      if (index > at) pieces.push({ words: words.slice(at, index), live: null });
      pieces.push({ words: found, live: byName.get(found) ?? null });
      at = index + found.length;
    }
    return at < words.length || pieces.length === 0 ? [...pieces, { words: words.slice(at), live: null }] : pieces;
  };
}
