import { inOrder } from '../../ui/in-order.ts';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { NoAnswer } from '../Answered.tsx';
import { ask } from '../bridge.ts';
import { useAnswer } from '../use-answer.ts';

const askDamaged = () => ask('packet/damaged', {});

/** What the journal has and the vault cannot show any more, above the list that it is missing from. */
export function Damaged() {
  const [damaged, renew] = useAnswer(askDamaged);
  if (damaged.state === 'failed') return <NoAnswer asked={damaged} renew={renew} />;
  if (damaged.state === 'loading') return null;
  return inOrder(damaged.value, (problem) => <ProblemNotice problem={problem} />);
}
