import { useEffect, useState } from 'react';
import type { Failure } from '../../shared/failure/failure.ts';
import type { Result } from '../../shared/result.ts';
import { useCrash } from '../ui/use-crash.ts';

const SECOND_MS = 1000;

/** How far a step of a ceremony is. */
export interface Step<T extends 'closed' | 'next' = 'closed' | 'next'> {
  readonly isWorking: boolean;
  /** Why it was refused, until it is tried again. */
  readonly failure: Failure | null;
  /** Seconds that the next try must still wait, counting down. The main process holds to it all the same. */
  readonly waitsFor: number;
  /** Neither under way nor to be waited for. */
  readonly mayTry: boolean;
  readonly take: (step: Promise<Result<T, Failure>>) => void;
}

/** One step of a ceremony: under way, or refused with the reason until it is tried again. */
export function useStep<T extends 'closed' | 'next'>(done: (value: T) => void): Step<T> {
  const [isWorking, setIsWorking] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [waitsFor, setWaitsFor] = useState(0);
  const crash = useCrash();

  useEffect(() => {
    if (waitsFor === 0) return;
    const timer = setTimeout(() => setWaitsFor(waitsFor - 1), SECOND_MS);
    return () => clearTimeout(timer);
  }, [waitsFor]);

  const take = (step: Promise<Result<T, Failure>>) => {
    setIsWorking(true);
    setFailure(null);
    step.then((answer) => {
      // A window that is being closed takes no second press.
      setIsWorking(answer.ok && answer.value === 'closed');
      if (answer.ok) return done(answer.value);
      setFailure(answer.error);
      setWaitsFor(answer.error.retryAfter ?? 0);
    }, crash);
  };
  return { isWorking, failure, waitsFor, mayTry: !isWorking && waitsFor === 0, take };
}
