import { type FormEvent, useEffect, useRef } from 'react';
import type { CeremonyView } from '../../shared/contract/views.ts';
import { strings } from '../strings/index.ts';
import { Say } from '../ui/Untrusted.tsx';
import { ask } from './bridge.ts';
import { AgentWait, OwnKey } from './OwnKey.tsx';
import { Refused } from './Refused.tsx';
import { SecretField } from './SecretField.tsx';
import { StepActions } from './StepActions.tsx';
import { withProof } from './sealed.ts';
import { useKey } from './use-key.ts';
import { useStep } from './use-step.ts';

const text = strings.sign.signIn;

interface SignInProps {
  readonly ceremony: Extract<CeremonyView, { kind: 'sign-in' }>;
  readonly next: () => void;
}

/** Someone shows that their key is at hand. */
export function SignIn({ ceremony: { identity, key }, next }: SignInProps) {
  const entry = useKey(key);
  const step = useStep(() => undefined);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (step.failure !== null) field.current?.focus();
  }, [step.failure]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (entry.proof === null || !step.mayTry) return;
    entry.type('');
    step.take(withProof(entry.proof, (proof) => ask('ceremony/sign-in', { proof })));
  };
  return (
    <main className="ceremony">
      <h1>{text.title}</h1>
      <p>
        <Say it={text.by(identity.name)} />
      </p>
      <p className="soft">{text.lead}</p>
      <form onSubmit={submit} className="ceremony-form">
        <OwnKey entry={entry} next={next} />
        {entry.way === 'agent' ? null : (
          <SecretField ref={field} label={strings.sign.passphrase} value={entry.passphrase} change={entry.type} />
        )}
        <Refused step={step} />
        {step.isWorking && entry.way === 'agent' ? <AgentWait of={key} /> : null}
        <StepActions step={step} action={text.action} canSubmit={entry.proof !== null && step.mayTry} />
      </form>
    </main>
  );
}
