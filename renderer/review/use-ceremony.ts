import { useState } from 'react';
import type { Problem } from '../../shared/contract/channel.ts';
import type { Result } from '../../shared/result.ts';
import { useCrash } from '../ui/use-crash.ts';

/** How far the signing window is with what was put to it. */
export type Ceremony<Signed> =
  | { readonly state: 'none' | 'open' | 'cancelled' }
  | { readonly state: 'signed'; readonly signed: Signed }
  | { readonly state: 'refused'; readonly problem: Problem };

/**
 * Follows what was asked of the signing window: a decision, a grant, a receipt, ... The page hears of what came of it by
 * the station's event; `onSigned` is called besides.
 */
export function useCeremony<Signed>(onSigned?: () => void) {
  const [ceremony, setCeremony] = useState<Ceremony<Signed>>({ state: 'none' });
  const crash = useCrash();
  const follow = (asked: Promise<Result<Signed | null, Problem>>) => {
    setCeremony({ state: 'open' });
    asked.then((answer) => {
      setCeremony(stateAfter(answer));
      if (answer.ok && answer.value !== null) onSigned?.();
    }, crash);
  };
  return { ceremony, follow };
}

function stateAfter<Signed>(answer: Result<Signed | null, Problem>): Ceremony<Signed> {
  if (!answer.ok) return { state: 'refused', problem: answer.error };
  return answer.value === null ? { state: 'cancelled' } : { state: 'signed', signed: answer.value };
}
