import type { OptionAvailability } from '../../../shared/rules/types.ts';
import type { Owed } from '../../strings/en/decide.ts';
import type { Draft } from '../../workspace/rows.ts';

/** What the draft still lacks before this option can be put to the signing window; empty when nothing. */
export function owedFor(option: OptionAvailability, draft: Draft): readonly Owed[] {
  return [
    ...(draft.reason.trim() === '' ? (['reason'] as const) : []),
    ...(acknowledgedOf(option, draft).length < option.acknowledge.length ? (['acknowledgements'] as const) : []),
  ];
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
