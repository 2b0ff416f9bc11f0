import { type FormEvent, useMemo } from 'react';
import type { CeremonyView } from '../../shared/contract/views.ts';
import { strings } from '../strings/index.ts';
import { inOrder } from '../ui/in-order.ts';
import { Say } from '../ui/Untrusted.tsx';
import { ask } from './bridge.ts';
import { OwnKey } from './OwnKey.tsx';
import { Refused } from './Refused.tsx';
import { readPayload, type ShownStatement } from './read-payload.ts';
import { SecretField } from './SecretField.tsx';
import { Unreadable } from './SignStatement.tsx';
import { StepActions } from './StepActions.tsx';
import { withSealed } from './sealed.ts';
import { useKey } from './use-key.ts';
import { useStep } from './use-step.ts';

const text = strings.sign.run;

interface SignRunProps {
  readonly ceremony: Extract<CeremonyView, { kind: 'run' }>;
  readonly next: () => void;
}

/** The statements of a run as they are frozen, and the one passphrase that opens the key for just these. */
export function SignRun({ ceremony, next }: SignRunProps) {
  const shown = useMemo(() => ceremony.payloads.map(readPayload), [ceremony.payloads]);
  const readable = shown.filter((one) => one !== null);
  // What one of them cannot be shown for, none of them is signed for.
  if (readable.length < shown.length || readable.length === 0) return <Unreadable />;
  return <Listed ceremony={ceremony} shown={readable} next={next} />;
}

function Listed({ ceremony, shown, next }: SignRunProps & { readonly shown: readonly ShownStatement[] }) {
  const { signer, key, isCosigner } = ceremony;
  const entry = useKey(key);
  const step = useStep((answer) => {
    if (answer === 'next') next();
  });
  const { proof } = entry;
  const canOpen = proof?.by === 'passphrase' && step.mayTry;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (proof?.by !== 'passphrase' || !canOpen) return;
    entry.type('');
    const rendered = shown.map(({ textSha256 }) => textSha256);
    step.take(
      withSealed({ kind: 'unlock', passphrase: proof.passphrase }, (passphrase) =>
        ask('ceremony/open-run', { passphrase, rendered }),
      ),
    );
  };
  return (
    <main className="ceremony">
      <h1>{text.title(shown.length)}</h1>
      <p>
        <Say it={isCosigner ? text.byCosigner(signer.name) : text.by(signer.name)} />
      </p>
      <p className="soft">{text.lead}</p>
      <ol className="run-list">
        {inOrder(shown, ({ gist }) => (
          <li>
            {strings.sign.band.lead[gist.act.kind]}{' '}
            <strong>
              <Say it={strings.sign.band.name(gist.act)} />
            </strong>
          </li>
        ))}
      </ol>
      <form onSubmit={submit} className="ceremony-form">
        <OwnKey entry={entry} next={next} />
        {entry.way === 'agent' ? (
          <p className="soft">{text.noAgent}</p>
        ) : (
          <SecretField label={strings.sign.passphrase} value={entry.passphrase} change={entry.type} />
        )}
        <Refused step={step} />
        <StepActions step={step} action={text.open(shown.length)} canSubmit={canOpen} />
      </form>
    </main>
  );
}
