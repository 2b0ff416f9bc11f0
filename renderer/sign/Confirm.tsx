import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { CeremonyView, Confirmation } from '../../shared/contract/views.ts';
import { assertNever } from '../../shared/result.ts';
import { strings } from '../strings/index.ts';
import { Say } from '../ui/Untrusted.tsx';
import { ask } from './bridge.ts';
import { Refused } from './Refused.tsx';
import { SecretField } from './SecretField.tsx';
import { StepActions } from './StepActions.tsx';
import { withSealed } from './sealed.ts';
import { TypedExactly } from './TypedExactly.tsx';
import { useStep } from './use-step.ts';

const text = strings.sign.confirm;

interface ConfirmProps {
  readonly ceremony: Extract<CeremonyView, { kind: 'confirm' }>;
}

/** What one identity confirms with its passphrase: said in full, then the passphrase. */
export function Confirm({ ceremony: { by, asked, typeExactly } }: ConfirmProps) {
  const [passphrase, setPassphrase] = useState('');
  const [typed, setTyped] = useState('');
  const step = useStep(() => undefined);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (step.failure !== null) field.current?.focus();
  }, [step.failure]);
  const [heard, setHeard] = useState<readonly string[]>([]);
  const positions = asked.kind === 'trust-key' ? asked.positions : [];
  const isTyped =
    (typeExactly === null || typed === typeExactly) && positions.every((_, at) => (heard[at] ?? '') !== '');
  const canConfirm = isTyped && passphrase !== '' && step.mayTry;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!canConfirm) return;
    setPassphrase('');
    step.take(
      withSealed({ kind: 'unlock', passphrase }, (sealed) =>
        ask('ceremony/confirm', {
          passphrase: sealed,
          typed: positions.length > 0 ? heard.join(' ') : typeExactly && typed,
        }),
      ),
    );
  };
  const words = text[asked.kind];
  return (
    <main className="ceremony">
      <h1>{words.title}</h1>
      <p>
        <Say it={text.by(by.name)} />
      </p>
      <Asked asked={asked} />
      <form onSubmit={submit} className="ceremony-form">
        {typeExactly === null ? null : (
          <TypedExactly label={text.typed} wanted={typeExactly} typed={typed} change={setTyped} />
        )}
        {positions.length === 0 ? null : <HeardWords positions={positions} heard={heard} change={setHeard} />}
        <SecretField ref={field} label={strings.sign.passphrase} value={passphrase} change={setPassphrase} />
        <Refused step={step} />
        <StepActions step={step} action={words.action} canSubmit={canConfirm} />
      </form>
    </main>
  );
}

function Asked({ asked }: { readonly asked: Confirmation }) {
  switch (asked.kind) {
    case 'restore-key':
      return (
        <p>
          <Say it={text['restore-key'].lead(asked.file)} />
        </p>
      );
    case 'trust-key':
      return (
        <>
          <p>
            <Say it={text['trust-key'].lead(asked.name, strings.terms.role[asked.role])} />
          </p>
          <p>{text['trust-key'].words(asked.words)}</p>
        </>
      );
    case 'retire':
    case 'revoke':
      return (
        <>
          <p>
            <Say it={text[asked.kind].lead(asked.subject.name)} />
          </p>
          <p className="mono">{asked.subject.keyid}</p>
          <p>
            <Say it={text.reason(asked.reason)} />
          </p>
        </>
      );
    default:
      return assertNever(asked, 'confirmation');
  }
}

interface HeardWordsProps {
  readonly positions: readonly number[];
  readonly heard: readonly string[];
  readonly change: (heard: readonly string[]) => void;
}

/** What the key's holder reads aloud, a word a field. */
function HeardWords({ positions, heard, change }: HeardWordsProps) {
  return (
    <div className="heard-words">
      {positions.map((position, at) => (
        <label key={position} className="field">
          <span>{text['trust-key'].word(position)}</span>
          <input
            type="text"
            className="mono"
            autoComplete="off"
            spellCheck={false}
            maxLength={40}
            value={heard[at] ?? ''}
            onChange={({ target }) =>
              change(positions.map((_, one) => (one === at ? target.value.trim() : (heard[one] ?? ''))))
            }
          />
        </label>
      ))}
    </div>
  );
}
