import type { KeyView } from '../../shared/contract/views.ts';
import { strings } from '../strings/index.ts';
import { FailureNotice, Notice } from '../ui/Notice.tsx';
import { Say } from '../ui/Untrusted.tsx';
import { ask } from './bridge.ts';
import { useStep } from './use-step.ts';

const text = strings.sign.ownKey.agent;

interface KeyAgentProps {
  readonly of: Extract<KeyView, { kind: 'elsewhere' }>;
  readonly next: () => void;
}

/** The ssh-agent that is asked: that of the environment, or one whose socket is chosen in the system's dialog. */
export function KeyAgent({ of: { agent, inToken }, next }: KeyAgentProps) {
  const { isWorking, problem, take } = useStep(next);
  return (
    <div>
      <p className="soft">{inToken ? text.leadToken : text.lead}</p>
      <p>{agent === null ? text.none : <Say it={text.known[agent.origin](agent.name)} />}</p>
      {agent?.mayBeForwarded ? <Notice tone="danger">{text.forwarded}</Notice> : null}
      <button type="button" disabled={isWorking} onClick={() => take(ask('ceremony/choose-agent', {}))}>
        {text.choose}
      </button>
      {problem === null ? null : <FailureNotice problem={problem} />}
    </div>
  );
}
