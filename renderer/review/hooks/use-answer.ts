import { useCallback, useEffect, useRef, useState } from 'react';
import type { StationEvent } from '../../../shared/contract/events.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import type { Result } from '../../../shared/result.ts';
import { useCrash } from '../../ui/use-crash.ts';
import { onEvent } from './bridge.ts';

/** What is known of an answer of the main process. */
export type Asked<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: T }
  | { readonly state: 'failed'; readonly failure: Failure };

const VAULT = ['vault'] as const;

type Question<T> = () => Promise<Result<T, Failure>>;

/**
 * Asks when a screen opens, and again at each event of a kind that can change the answer, and when `renew` is
 * called. Both arguments must be memoised; while the question stays the same, its last answer is shown until the next is there.
 */
export function useAnswer<T>(
  question: Question<T>,
  changedBy: readonly StationEvent['kind'][] = VAULT,
): readonly [asked: Asked<T>, renew: () => void] {
  const [answered, setAnswered] = useState<{ readonly question: Question<T>; readonly answer: Result<T, Failure> }>();
  const crash = useCrash();
  const newest = useRef(0);

  const renew = useCallback(() => {
    newest.current += 1;
    const turn = newest.current;
    question().then((answer) => {
      if (turn === newest.current) setAnswered({ question, answer });
    }, crash);
  }, [question, crash]);

  useEffect(() => {
    renew();
    return onEvent((event) => {
      if (changedBy.includes(event.kind)) renew();
    });
  }, [renew, changedBy]);

  return [asked(answered?.question === question ? answered.answer : undefined), renew];
}

function asked<T>(answer: Result<T, Failure> | undefined): Asked<T> {
  if (answer === undefined) return { state: 'loading' };
  return answer.ok ? { state: 'ready', value: answer.value } : { state: 'failed', failure: answer.error };
}
