import type { Failure } from '../../../shared/failure/failure.ts';
import { inOrder } from '../../ui/in-order.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import type { Asked } from '../hooks/use-answer.ts';
import { NoAnswer } from './Answered.tsx';

interface DamagedProps {
  readonly asked: Asked<readonly Failure[]>;
  readonly renew: () => void;
}

/** What is here and cannot be shown any more, above the list that it is missing from. */
export function Damaged({ asked, renew }: DamagedProps) {
  if (asked.state === 'failed') return <NoAnswer asked={asked} renew={renew} />;
  if (asked.state === 'loading') return null;
  return inOrder(asked.value, (problem) => <FailureNotice problem={problem} />);
}
