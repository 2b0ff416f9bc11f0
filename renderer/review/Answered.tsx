import type { ReactNode } from 'react';
import { strings } from '../strings/index.ts';
import { ProblemNotice } from '../ui/Notice.tsx';
import type { Asked } from './use-answer.ts';

interface AnsweredProps<T> {
  readonly asked: Asked<T>;
  readonly renew: () => void;
  readonly children: (value: T) => ReactNode;
}

/** What is shown of an answer: the content, that it is on its way, or the refusal with a way to try again. */
export function Answered<T>({ asked, renew, children }: AnsweredProps<T>) {
  switch (asked.state) {
    case 'loading':
      return (
        <p className="loading" role="status">
          {strings.shell.loading}
        </p>
      );
    case 'failed':
      return (
        <ProblemNotice
          problem={asked.problem}
          actions={
            <button type="button" onClick={renew}>
              {strings.shell.retry}
            </button>
          }
        />
      );
    case 'ready':
      return children(asked.value);
  }
}
