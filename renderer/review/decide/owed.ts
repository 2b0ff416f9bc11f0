import type { OptionAvailability } from '../../../shared/rules/types.ts';
import type { Draft } from '../../workspace/rows.ts';

/** What a draft still lacks before its option can be put to the signing window. */
export interface Owed {
  readonly reason: boolean;
  /** How many open blockers are still to be acknowledged. */
  readonly acknowledgements: number;
}

export function owedFor(option: OptionAvailability, draft: Draft): Owed {
  return {
    reason: draft.reason.trim() === '',
    acknowledgements: option.acknowledge.length - acknowledgedOf(option, draft).length,
  };
}

/** The acknowledgements of the draft that the option asks for; others stay in the draft and out of the decision. */
export function acknowledgedOf(option: OptionAvailability, draft: Draft): readonly string[] {
  return option.acknowledge.filter((id) => draft.acknowledged.includes(id));
}

/** The draft with this blocker's acknowledgement given, or taken back. */
export function toggleAcknowledged(draft: Draft, blocker: string): Draft {
  const others = draft.acknowledged.filter((id) => id !== blocker);
  const wasGiven = others.length < draft.acknowledged.length;
  return { ...draft, acknowledged: wasGiven ? others : [...others, blocker] };
}
