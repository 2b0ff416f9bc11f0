import { useState } from 'react';
import type { Failure } from '../../../shared/failure/failure.ts';
import type { Result } from '../../../shared/result.ts';
import { useToasts } from '../../ui/Toasts.tsx';
import { useCrash } from '../../ui/use-crash.ts';
import { sayRefused } from './say-refused.ts';
import { useIsHere } from './use-is-here.ts';

/** How far the signing window is with what was put to it. */
export type Ceremony<Done> =
  | { readonly state: 'none' | 'open' | 'cancelled' }
  | { readonly state: 'done'; readonly done: Done }
  | { readonly state: 'refused'; readonly failure: Failure };

/**
 * Follows what was asked of the signing window: a decision, a grant, an enrolment, ... The page hears of what came of it
 * by the station's event; `onDone` is called besides. A refusal is told as a toast to whoever has gone elsewhere.
 */
export function useCeremony<Done>(onDone?: () => void) {
  const [ceremony, setCeremony] = useState<Ceremony<Done>>({ state: 'none' });
  const crash = useCrash();
  const isHere = useIsHere();
  const { tell } = useToasts();
  const follow = (asked: Promise<Result<Done | null, Failure>>) => {
    setCeremony({ state: 'open' });
    asked.then((answer) => {
      if (isHere.current) setCeremony(stateAfter(answer));
      else if (!answer.ok) tell({ key: answer.error.code, tone: 'danger', text: sayRefused(answer.error) });
      if (answer.ok && answer.value !== null) onDone?.();
    }, crash);
  };
  return { ceremony, follow };
}

/** How things stand once the main process has answered. */
export function stateAfter<Done>(answer: Result<Done | null, Failure>): Ceremony<Done> {
  if (!answer.ok) return { state: 'refused', failure: answer.error };
  return answer.value === null ? { state: 'cancelled' } : { state: 'done', done: answer.value };
}
