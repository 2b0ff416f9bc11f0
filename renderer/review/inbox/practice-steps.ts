import type { PacketRow } from '../../workspace/rows.ts';
import { ask } from '../hooks/bridge.ts';
import { useAnswer } from '../hooks/use-answer.ts';

/** What whoever practises does after the first decision, in this order. */
export const PRACTICE_STEPS = ['export', 'open', 'execute', 'leave'] as const;
export type PracticeStep = (typeof PRACTICE_STEPS)[number];

const askDecisions = () => ask('decision/list', {});

/** Whether a decision has left this station. */
export function useAnyExported(): boolean {
  const [asked] = useAnswer(askDecisions);
  return asked.state === 'ready' && asked.value.some(({ exportedAt }) => exportedAt !== null);
}

export function isPracticeDone(step: PracticeStep, packets: readonly PacketRow[], anyExported: boolean): boolean {
  switch (step) {
    case 'export':
      return anyExported;
    case 'open':
      return packets.some(({ openBlockers }) => openBlockers === 0);
    case 'execute':
      return packets.some((one) => one.decided !== null && one.decided !== one.default);
    case 'leave':
      return false;
  }
}
