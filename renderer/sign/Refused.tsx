import { strings } from '../strings/index.ts';
import { FailureNotice } from '../ui/Notice.tsx';
import type { Step } from './use-step.ts';

const text = strings.sign.wait;

/**
 * Why a step was refused, and how long the next try must wait: to be seen second by second, and said aloud when the
 * wait begins and when it is over.
 */
export function Refused({ step: { failure, waitsFor } }: { readonly step: Pick<Step, 'failure' | 'waitsFor'> }) {
  if (failure === null) return null;
  const { retryAfter } = failure;
  return (
    <>
      <FailureNotice failure={failure} />
      {retryAfter === undefined ? null : (
        <>
          <p className="tabular" aria-hidden="true">
            {waitsFor > 0 ? text.left(waitsFor) : text.over}
          </p>
          <p className="unseen" role="status">
            {waitsFor > 0 ? text.left(retryAfter) : text.over}
          </p>
        </>
      )}
    </>
  );
}
