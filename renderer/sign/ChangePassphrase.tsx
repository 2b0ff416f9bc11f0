import { type FormEvent, useState } from 'react';
import type { CeremonyView } from '../../shared/contract/views.ts';
import { strings } from '../strings/index.ts';
import { Say } from '../ui/Untrusted.tsx';
import { ask } from './bridge.ts';
import { NewPassphrase } from './NewPassphrase.tsx';
import { judgePassphrase } from './new-passphrase.ts';
import { Refused } from './Refused.tsx';
import { SecretField } from './SecretField.tsx';
import { StepActions } from './StepActions.tsx';
import { withSealed } from './sealed.ts';
import { useStep } from './use-step.ts';

const text = strings.sign.changePassphrase;

interface ChangePassphraseProps {
  readonly ceremony: Extract<CeremonyView, { kind: 'change-passphrase' }>;
}

/** The current passphrase, and the one that the key is to be encrypted under from now on. */
export function ChangePassphrase({ ceremony: { identity } }: ChangePassphraseProps) {
  const [passphrase, setPassphrase] = useState('');
  const [next, setNext] = useState('');
  const [repeated, setRepeated] = useState('');
  const step = useStep(() => undefined);
  const judged = judgePassphrase(next, repeated);
  const isComplete = passphrase !== '' && judged.missing === 0 && judged.repetition === 'same';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isComplete || !step.mayTry) return;
    setPassphrase('');
    step.take(
      withSealed({ kind: 'change', passphrase, next, repeated }, (sealed) =>
        ask('ceremony/change-passphrase', { passphrase: sealed }),
      ),
    );
  };
  return (
    <main className="ceremony">
      <h1>{text.title}</h1>
      <p>
        <Say it={strings.sign.confirm.by(identity.name)} />
      </p>
      <p className="soft">{text.lead}</p>
      <form onSubmit={submit} className="ceremony-form">
        <SecretField label={text.current} value={passphrase} change={setPassphrase} />
        <NewPassphrase
          labels={{ first: text.next, again: text.repeat }}
          passphrase={next}
          change={setNext}
          repeated={repeated}
          changeRepeated={setRepeated}
          judged={judged}
        />
        <Refused step={step} />
        <StepActions step={step} action={text.action} canSubmit={isComplete && step.mayTry} />
      </form>
    </main>
  );
}
