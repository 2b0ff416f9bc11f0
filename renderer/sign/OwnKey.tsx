import type { KeyView } from '../../shared/contract/views.ts';
import { strings } from '../strings/index.ts';
import { FailureNotice, Notice } from '../ui/Notice.tsx';
import { Say } from '../ui/Untrusted.tsx';
import { ask } from './bridge.ts';
import { waysOf } from './key-proof.ts';
import type { KeyEntry } from './use-key.ts';
import { useStep } from './use-step.ts';

const text = strings.sign.ownKey;

interface OwnKeyProps {
  readonly entry: KeyEntry;
  readonly next: () => void;
}

/** Where the signer has the key, if it is not kept here: in a file or behind an agent. */
export function OwnKey({ entry, next }: OwnKeyProps) {
  const { key, way, choose } = entry;
  if (key.kind === 'station') return null;
  const ways = waysOf(key);
  return (
    <fieldset className="own-key">
      <legend>{text.title}</legend>
      {ways.length === 1 ? null : (
        <div className="ways">
          {ways.map((one) => (
            <label key={one}>
              <input type="radio" name="way" checked={one === way} onChange={() => choose(one)} />
              {text.ways[one]}
            </label>
          ))}
        </div>
      )}
      {way === 'agent' ? <KeyAgent of={key} next={next} /> : <KeyFile name={key.keyFile} next={next} />}
    </fieldset>
  );
}

/** What to do while an agent is asked. */
export function AgentWait({ of: key }: { readonly of: KeyView }) {
  const inToken = key.kind === 'elsewhere' && key.inToken;
  return (
    <Notice tone="accent">
      <p role="status">{inToken ? text.waitToken : text.waitAgent}</p>
    </Notice>
  );
}

const keyAgentText = strings.sign.ownKey.agent;

interface KeyAgentProps {
  readonly of: Extract<KeyView, { kind: 'elsewhere' }>;
  readonly next: () => void;
}

/** The ssh-agent that is asked: that of the environment, or one whose socket is chosen. */
function KeyAgent({ of: { agent, inToken }, next }: KeyAgentProps) {
  const { isWorking, failure, take } = useStep(next);
  return (
    <div>
      <p className="soft">{inToken ? keyAgentText.leadToken : keyAgentText.lead}</p>
      <p>{agent === null ? keyAgentText.none : <Say it={keyAgentText.known[agent.origin](agent.name)} />}</p>
      {agent?.mayBeForwarded ? <Notice tone="danger">{keyAgentText.forwarded}</Notice> : null}
      <button type="button" disabled={isWorking} onClick={() => take(ask('ceremony/choose-agent', {}))}>
        {keyAgentText.choose}
      </button>
      {failure === null ? null : <FailureNotice failure={failure} />}
    </div>
  );
}

const keyFileText = strings.sign.ownKey.keyFile;

/** The signer's own private key file: chosen by the signer, known here by its name alone. */
function KeyFile({ name, next }: { readonly name: string | null; readonly next: () => void }) {
  const { isWorking, failure, take } = useStep(next);
  return (
    <div>
      <p className="soft">{keyFileText.lead}</p>
      {name === null ? null : (
        <p>
          <Say it={keyFileText.chosen(name)} />
        </p>
      )}
      <button type="button" disabled={isWorking} onClick={() => take(ask('ceremony/choose-key-file', {}))}>
        {keyFileText.choose}
      </button>
      {failure === null ? null : <FailureNotice failure={failure} />}
    </div>
  );
}
