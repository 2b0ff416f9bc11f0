import { useCallback } from 'react';
import { inOrder } from '../ui/in-order.ts';
import { ProblemNotice } from '../ui/Notice.tsx';
import { NoAnswer } from './Answered.tsx';
import { ask } from './bridge.ts';
import { useAnswer } from './use-answer.ts';

/** What is here and cannot be shown any more, above the list that it is missing from. */
export function Damaged({ what }: { readonly what: 'packet' | 'bundle' }) {
  const [damaged, renew] = useAnswer(useCallback(() => ask(`${what}/damaged`, {}), [what]));
  if (damaged.state === 'failed') return <NoAnswer asked={damaged} renew={renew} />;
  if (damaged.state === 'loading') return null;
  return inOrder(damaged.value, (problem) => <ProblemNotice problem={problem} />);
}
