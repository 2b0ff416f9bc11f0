import type { KeyView } from '../../shared/contract/views.ts';
import { strings } from '../strings/index.ts';
import { Notice } from '../ui/Notice.tsx';
import { KeyAgent } from './KeyAgent.tsx';
import { KeyFile } from './KeyFile.tsx';
import { waysOf } from './key-proof.ts';
import type { KeyEntry } from './use-key.ts';

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
