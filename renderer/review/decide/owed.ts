import type { OptionAvailability } from '../../../shared/rules/types.ts';
import type { Draft } from '../../workspace/rows.ts';

/** What a draft still lacks before its option can be put to the signing window. */
export interface Owed {
  readonly reason: boolean;
  /** How many things are still to be acknowledged: open blockers, quoted clauses, unread passages. */
  readonly acknowledgements: number;
}

export function owedFor(option: OptionAvailability, draft: Draft): Owed {
  return {
    reason: draft.reason.trim() === '',
    acknowledgements: option.owed.length - acknowledgedOf(option, draft).length,
  };
}

/** The acknowledgements of the draft that the option asks for; others stay in the draft and out of the decision. */
export function acknowledgedOf(option: OptionAvailability, draft: Draft): readonly string[] {
  const given = new Set(draft.acknowledged);
  return option.owed.map(({ key }) => key).filter((key) => given.has(key));
}

/** The draft with one acknowledgement given, or taken back. */
export function toggleAcknowledged(draft: Draft, key: string): Draft {
  const others = draft.acknowledged.filter((one) => one !== key);
  const wasGiven = others.length < draft.acknowledged.length;
  return { ...draft, acknowledged: wasGiven ? others : [...others, key] };
}
