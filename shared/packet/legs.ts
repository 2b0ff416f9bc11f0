import { type Passage, sentencesOf } from './passages.ts';
import type { BlockerLeg, PacketBlocker } from './types.ts';

const LEG = /\b([a-z][a-z-]{0,40}) leg\b(?:\s+(?:is\s+|remains\s+)?((?:still\s+|not\s+(?:yet\s+)?)?[A-Za-z]+))?/gi;
const CLOSED = /^(?:closed|resolved|discharged|done|proven)$/i;
const IN_STATUS = /\(([a-z][a-z-]{0,40}) leg\)/i;

/**
 * The legs of blockers: `partially discharged (clone leg)` in the status, `(clone leg proven; production leg still
 * OPEN)` wherever the text names the blocker. A leg is closed only by an unqualified closing word; where two places
 * disagree, it is open.
 */
export function readLegs(blockers: readonly PacketBlocker[], passages: readonly Passage[]): BlockerLeg[] {
  const legs = new Map<string, BlockerLeg>();
  const add = (leg: BlockerLeg) => {
    const key = `${leg.blocker}\n${leg.leg}`;
    const known = legs.get(key);
    if (known === undefined || (known.status === 'closed' && leg.status === 'open')) legs.set(key, leg);
  };
  for (const blocker of blockers) statusLeg(blocker).forEach(add);
  const ids = new Set(blockers.map((blocker) => blocker.id));
  for (const passage of passages) {
    const named = passage.kind === 'cell' ? [] : blockersNamed(passage.text, ids);
    // A text that names two blockers could mean either by "the clone leg"; it is read for neither.
    if (named.length === 1) proseLegs(named[0] ?? '', passage.text).forEach(add);
  }
  return [...legs.values()];
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

function proseLegs(blocker: string, text: string): BlockerLeg[] {
  return sentencesOf(text).flatMap((sentence) =>
    Array.from(sentence.matchAll(LEG)).flatMap(([statedAs, leg = '', state]): BlockerLeg[] =>
      state === undefined
        ? []
        : [{ blocker, leg: leg.toLowerCase(), status: CLOSED.test(state) ? 'closed' : 'open', statedAs }],
    ),
  );
}
