import type { ReactNode } from 'react';
import { strings } from '../strings/index.ts';
import { Cancel } from './Cancel.tsx';
import type { Step } from './use-step.ts';

interface StepActionsProps {
  readonly step: Pick<Step, 'isWorking'>;
  /** What pressing does. */
  readonly action: string;
  readonly canSubmit: boolean;
  /** What is to be said beside them. */
  readonly children?: ReactNode;
}

/** The end of a ceremony's form: doing it, and the way out. */
export function StepActions({ step, action, canSubmit, children }: StepActionsProps) {
  return (
    <div className="actions">
      <button type="submit" className="button-primary" disabled={!canSubmit}>
        {step.isWorking ? strings.sign.working : action}
      </button>
      <Cancel />
      {children}
    </div>
  );
}
