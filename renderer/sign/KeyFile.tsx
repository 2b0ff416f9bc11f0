import { strings } from '../strings/index.ts';
import { FailureNotice } from '../ui/Notice.tsx';
import { Say } from '../ui/Untrusted.tsx';
import { ask } from './bridge.ts';
import { useStep } from './use-step.ts';

const text = strings.sign.ownKey.keyFile;

/** The signer's own private key file: chosen in the system's dialog, known here by its name alone. */
export function KeyFile({ name, next }: { readonly name: string | null; readonly next: () => void }) {
  const { isWorking, problem, take } = useStep(next);
  return (
    <div>
      <p className="soft">{text.lead}</p>
      {name === null ? null : (
        <p>
          <Say it={text.chosen(name)} />
        </p>
      )}
      <button type="button" disabled={isWorking} onClick={() => take(ask('ceremony/choose-key-file', {}))}>
        {text.choose}
      </button>
      {problem === null ? null : <FailureNotice problem={problem} />}
    </div>
  );
}
