import { createContext, useCallback, useContext, useEffect, useMemo, useReducer } from 'react';
import type { JobView } from '../../../shared/contract/views.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import type { Result } from '../../../shared/result.ts';
import { useCrash } from '../../ui/use-crash.ts';
import { ask, onEvent } from '../hooks/bridge.ts';
import { type JobsState, noJobs, reduceJobs } from './jobs.ts';

export type JobCommand = 'pause' | 'resume' | 'cancel' | 'dismiss';

export interface Jobs extends JobsState {
  readonly started: (jobs: readonly JobView[]) => void;
  readonly command: (command: JobCommand, job: string) => void;
}

/** Apart from the other context: progress comes many times a second, and concerns few. */
export const JobsContext = createContext<Jobs | null>(null);

export function useJobs(): Jobs {
  const jobs = useContext(JobsContext);
  if (jobs === null) throw new Error('imports were asked for outside the review window');
  return jobs;
}

/** The imports of this station, kept up to date by its events. */
export function useJobsOfStation(): Jobs {
  const [state, dispatch] = useReducer(reduceJobs, noJobs);
  const crash = useCrash();

  const list = useCallback(() => {
    ask('import/jobs', {}).then((answer) => {
      if (answer.ok) dispatch({ kind: 'listed', jobs: answer.value });
      else dispatch({ kind: 'failed', failure: answer.error });
    }, crash);
  }, [crash]);

  useEffect(() => {
    list();
    return onEvent((event) => {
      if (event.kind === 'job') dispatch({ kind: 'changed', job: event.job });
    });
  }, [list]);

  const started = useCallback(
    (jobs: readonly JobView[]) => {
      dispatch({ kind: 'started', jobs });
      // One that is over at once may have said so before this answer that it was started.
      list();
    },
    [list],
  );

  const command = useCallback(
    (name: JobCommand, job: string) => {
      const settle = (answer: Result<JobView | null, Failure>) => {
        if (!answer.ok) dispatch({ kind: 'failed', failure: answer.error });
        else if (answer.value === null) dispatch({ kind: 'dismissed', job });
        else dispatch({ kind: 'changed', job: answer.value });
      };
      ask(`import/${name}`, { job }).then(settle, crash);
    },
    [crash],
  );

  return useMemo(() => ({ ...state, started, command }), [state, started, command]);
}
