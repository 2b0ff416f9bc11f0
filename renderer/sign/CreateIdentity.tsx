import { type FormEvent, useState } from 'react';
import { PASSPHRASE_MINIMUM } from '../../shared/contract/limits.ts';
import { strings } from '../strings/index.ts';
import { ProblemNotice } from '../ui/Notice.tsx';
import { ask } from './bridge.ts';
import { Cancel } from './Cancel.tsx';
import { judgePassphrase, type NewPassphrase } from './new-passphrase.ts';
import { SecretField } from './SecretField.tsx';
import { useStep } from './use-step.ts';

const text = strings.sign.create;
const NAME_LIMIT = 100;

/** The owner's name and passphrase; the key itself is made, and stays, in the main process. */
export function CreateIdentity() {
  const [name, setName] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const { isWorking, problem, take } = useStep(() => undefined);
  const judged = judgePassphrase(passphrase, repeated);
  const isComplete = name.trim() !== '' && judged.missing === 0 && judged.repetition === 'same';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isComplete && !isWorking) take(ask('ceremony/create-identity', { name: name.trim(), passphrase, repeated }));
  };
  return (
    <main className="ceremony">
      <h1>{text.title}</h1>
      <p>{text.lead}</p>
      <p className="soft">{text.kept}</p>
      <form onSubmit={submit} className="ceremony-form">
        <label className="field">
          <span>{text.name}</span>
          <input
            type="text"
            autoComplete="off"
            spellCheck={false}
            maxLength={NAME_LIMIT}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <SecretField
          label={strings.sign.passphrase}
          value={passphrase}
          change={setPassphrase}
          describedBy="passphrase-rule passphrase-state"
        />
        <p id="passphrase-rule" className="soft">
          {text.rule(PASSPHRASE_MINIMUM)}
        </p>
        <SecretField label={text.repeat} value={repeated} change={setRepeated} describedBy="passphrase-state" />
        <p id="passphrase-state" role="status">
          {passphrase === '' ? '' : stateOf(judged)}
        </p>
        {problem === null ? null : <ProblemNotice problem={problem} />}
        <div className="actions">
          <button type="submit" className="button-primary" disabled={!isComplete || isWorking}>
            {isWorking ? strings.sign.working : text.create}
          </button>
          <Cancel />
        </div>
      </form>
    </main>
  );
}

function stateOf({ missing, repetition }: NewPassphrase): string {
  if (missing > 0) return text.tooShort(missing);
  if (repetition === 'none') return text.longEnough;
  return repetition === 'same' ? text.same : text.differ;
}
