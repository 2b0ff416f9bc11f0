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
import { sealed, withSealed } from './sealed.ts';
import { useStep } from './use-step.ts';

const text = strings.sign.create;
const NAME_LIMIT = 100;

interface CreateIdentityProps {
  readonly ceremony: Extract<CeremonyView, { kind: 'create-identity' }>;
}

/** Someone's name and passphrase, and the approving owner's; the key itself is made, and stays, in the main process. */
export function CreateIdentity({ ceremony: { role, approver } }: CreateIdentityProps) {
  const [name, setName] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const [approval, setApproval] = useState('');
  const step = useStep(() => undefined);
  const judged = judgePassphrase(passphrase, repeated);
  const isComplete = name.trim() !== '' && judged.missing === 0 && judged.repetition === 'same';
  const isApproved = approver === null || approval !== '';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isComplete || !isApproved || !step.mayTry) return;
    const approvedBy = approver === null ? null : approval;
    setApproval('');
    step.take(create({ name: name.trim(), passphrase, repeated, approval: approvedBy }));
  };
  return (
    <main className="ceremony">
      <h1>{text.title[role]}</h1>
      <p>{text.lead[role]}</p>
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
        <NewPassphrase
          labels={{ first: strings.sign.passphrase, again: text.repeat }}
          passphrase={passphrase}
          change={setPassphrase}
          repeated={repeated}
          changeRepeated={setRepeated}
          judged={judged}
        />
        {approver === null ? null : (
          <fieldset className="approval">
            <legend>{text.approval.title}</legend>
            <p id="approval-lead">
              <Say it={text.approval.lead(approver.name)} />
            </p>
            <SecretField
              label={text.approval.passphrase}
              value={approval}
              change={setApproval}
              describedBy="approval-lead"
            />
          </fieldset>
        )}
        <Refused step={step} />
        <StepActions step={step} action={text.create} canSubmit={isComplete && isApproved && step.mayTry} />
      </form>
    </main>
  );
}

interface Typed {
  readonly name: string;
  readonly passphrase: string;
  readonly repeated: string;
  readonly approval: string | null;
}

/** Two keys: each has a process of its own, to which its passphrase is sealed. */
function create({ name, passphrase, repeated, approval }: Typed) {
  return withSealed({ kind: 'choose', passphrase, repeated }, async (chosen) => {
    const approved = approval === null ? null : await sealed({ kind: 'unlock', passphrase: approval });
    if (approved?.ok === false) return approved;
    return ask('ceremony/create-identity', { name, passphrase: chosen, approval: approved?.value ?? null });
  });
}
