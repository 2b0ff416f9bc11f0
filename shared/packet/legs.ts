import { type Passage, sentencesOf } from './passages.ts';
import type { BlockerLeg, PacketBlocker } from './types.ts';

export const IN_STATUS = /\(([a-z][a-z-]{0,40}) leg\)/i;
export const SPEAKS_OF_LEGS = /\blegs?\b/i;
/** What a clause about one leg may say: `clone leg proven`, `production leg: still OPEN`, `the clone leg is closed`. */
export const CLAUSE =
  /^(?:the )?([a-z][a-z-]{0,40}) leg(?::| is| was| remains)?(?: (?:now|still|already))?(?: (not(?: yet)?))? (open|closed|resolved|discharged|done|proven|pending|blocked)$/i;
export const CLOSED = /^(?:closed|resolved|discharged|done|proven)$/i;

/**
 * The legs of blockers: `partially discharged (clone leg)` in the status, `(clone leg proven; production leg still
 * OPEN)` wherever the text names the blocker. A leg is closed only by an unqualified closing word; where two places
 * disagree, it is open. Where the text speaks of a leg in any other way, the open legs of that blocker are left out: it
 * can then be discharged as a whole alone, since there may be legs that nobody read.
 */
export function readLegs(blockers: readonly PacketBlocker[], passages: readonly Passage[]): BlockerLeg[] {
  const legs = new Map<string, BlockerLeg>();
  const unclear = new Set<string>();
  const add = (leg: BlockerLeg) => {
    const key = `${leg.blocker}\n${leg.leg}`;
    const known = legs.get(key);
    if (known === undefined || (known.status === 'closed' && leg.status === 'open')) legs.set(key, leg);
  };
  for (const blocker of blockers) statusLeg(blocker).forEach(add);
  const ids = new Set(blockers.map((blocker) => blocker.id));
  const speaking = passages.filter((passage) => SPEAKS_OF_LEGS.test(passage.text));
  const elsewhere: string[] = [];
  for (const passage of speaking) {
    const [blocker, ...others] = passage.kind === 'cell' ? [] : blockersNamed(passage.text, ids);
    // A text that names no blocker, or several, could mean any by "the clone leg"; it is read for none.
    if (blocker === undefined || others.length > 0) {
      elsewhere.push(passage.text);
      continue;
    }
    const { read, understood } = proseLegs(blocker, passage.text);
    read.forEach(add);
    if (!understood) unclear.add(blocker);
  }
  const named = new Set([...legs.values()].map((leg) => leg.leg));
  const strange = elsewhere.some((text) => !namesKnownLegs(text, named));
  return [...legs.values()].filter((leg) => leg.status === 'closed' || !(strange || unclear.has(leg.blocker)));
}

function statusLeg(blocker: PacketBlocker): BlockerLeg[] {
  const leg = IN_STATUS.exec(blocker.statusText)?.[1];
  if (leg === undefined) return [];
  const closed = blocker.status === 'partial' && /\b(?:closed|resolved|discharged|done)\b/i.test(blocker.statusText);
  return [
    { blocker: blocker.id, leg: leg.toLowerCase(), status: closed ? 'closed' : 'open', statedAs: blocker.statusText },
  ];
}

function blockersNamed(text: string, ids: ReadonlySet<string>): string[] {
  const words = text.split(/[^A-Za-z0-9._:/-]+/).map((word) => word.replace(/[.:]+$/, ''));
  return [...new Set(words.filter((word) => ids.has(word)))];
}

/** Every clause that has the word must be understood, and none may speak of several legs. */
function proseLegs(blocker: string, text: string): { readonly read: BlockerLeg[]; readonly understood: boolean } {
  const clauses = sentencesOf(text)
    .flatMap((sentence) => sentence.split(/[;,()]|\band\b|\bbut\b|\s[—–-]\s/))
    .map((clause) => withoutId(clause, blocker))
    .filter((clause) => SPEAKS_OF_LEGS.test(clause));
  const read = clauses.flatMap((clause): BlockerLeg[] => {
    const [, leg, negation, state] = CLAUSE.exec(clause) ?? [];
    if (leg === undefined || state === undefined) return [];
    const status = negation === undefined && CLOSED.test(state) ? 'closed' : 'open';
    return [{ blocker, leg: leg.toLowerCase(), status, statedAs: clause }];
  });
  return { read, understood: read.length === clauses.length };
}

function withoutId(clause: string, blocker: string): string {
  const text = clause.trim();
  const behind = text.startsWith(blocker) ? text.slice(blocker.length).replace(/^\s*:?\s*/, '') : text;
  return behind.replace(/[.!?]+$/, '');
}

/** Whether each mention of a leg is of one that was read. */
function namesKnownLegs(text: string, named: ReadonlySet<string>): boolean {
  return Array.from(text.matchAll(/(?:(?<![a-z-])([a-z][a-z-]{0,40})\s+)?\blegs?\b/gi)).every(
    ([mention, leg = '']) => named.has(leg.toLowerCase()) && !/legs$/i.test(mention),
  );
}
