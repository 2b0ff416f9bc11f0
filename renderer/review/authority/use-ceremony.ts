import { useState } from 'react';
import type { Sha256 } from '../../../shared/bytes.ts';
import type { Problem } from '../../../shared/contract/channel.ts';
import type { Result } from '../../../shared/result.ts';
import { useCrash } from '../../ui/use-crash.ts';

/** How far the signing window is with one grant, discharge, co-signature or revocation. */
export type Ceremony =
  | { readonly state: 'none' | 'open' | 'cancelled' | 'signed' }
  | { readonly state: 'refused'; readonly problem: Problem };

/** Follows what was asked of the signing window. The page hears of what came of it by the station's event. */
export function useCeremony() {
  const [ceremony, setCeremony] = useState<Ceremony>({ state: 'none' });
  const crash = useCrash();
  const follow = (asked: Promise<Result<Sha256 | null, Problem>>) => {
    setCeremony({ state: 'open' });
    asked.then((answer) => setCeremony(stateAfter(answer)), crash);
  };
  return { ceremony, follow };
}

function stateAfter(answer: Result<Sha256 | null, Problem>): Ceremony {
  if (!answer.ok) return { state: 'refused', problem: answer.error };
  return { state: answer.value === null ? 'cancelled' : 'signed' };
}
