import { useState } from 'react';
import type { Problem } from '../../shared/contract/channel.ts';
import type { Result } from '../../shared/result.ts';
import { useCrash } from '../ui/use-crash.ts';

/** One step of a ceremony: under way, or refused with the reason until it is tried again. */
export function useStep<T extends 'closed' | 'next'>(done: (value: T) => void) {
  const [isWorking, setIsWorking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const crash = useCrash();
  const take = (step: Promise<Result<T, Problem>>) => {
    setIsWorking(true);
    setProblem(null);
    step.then((answer) => {
      // A window that is being closed takes no second press.
      setIsWorking(answer.ok && answer.value === 'closed');
      if (answer.ok) done(answer.value);
      else setProblem(answer.error);
    }, crash);
  };
  return { isWorking, problem, take };
}
