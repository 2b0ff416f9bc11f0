import type { ReactNode } from 'react';
import { strings } from '../../strings/index.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import type { Asked } from '../hooks/use-answer.ts';

interface AnsweredProps<T> {
  readonly asked: Asked<T>;
  readonly renew: () => void;
  readonly children: (value: T) => ReactNode;
}

/** What is shown of an answer: the content, or why there is none. */
export function Answered<T>({ asked, renew, children }: AnsweredProps<T>) {
  return asked.state === 'ready' ? children(asked.value) : <NoAnswer asked={asked} renew={renew} />;
}

interface NoAnswerProps {
  readonly asked: Exclude<Asked<unknown>, { state: 'ready' }>;
  readonly renew: () => void;
}

/** That an answer is on its way, or the refusal with a way to try again. */
export function NoAnswer({ asked, renew }: NoAnswerProps) {
  if (asked.state === 'loading') {
    return (
      <p className="loading" role="status">
        {strings.shell.loading}
      </p>
    );
  }
  return (
    <FailureNotice
      failure={asked.failure}
      actions={
        <button type="button" onClick={renew}>
          {strings.shell.retry}
        </button>
      }
    />
  );
}
