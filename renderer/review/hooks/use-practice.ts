import { useState } from 'react';
import type { Failure } from '../../../shared/failure/failure.ts';
import { useCrash } from '../../ui/use-crash.ts';
import { ask } from './bridge.ts';

/** The ways into practice and out of it. Each ends this window: another one takes its place. */
export function usePractice() {
  const [isChanging, setIsChanging] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const crash = useCrash();
  const change = (channel: 'practice/begin' | 'practice/leave') => () => {
    setIsChanging(true);
    ask(channel, {}).then((answer) => {
      if (answer.ok) return;
      setIsChanging(false);
      setFailure(answer.error);
    }, crash);
  };
  return { begin: change('practice/begin'), leave: change('practice/leave'), isChanging, failure };
}
