import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { CeremonyView } from '../../shared/contract/views.ts';
import { strings } from '../strings/index.ts';
import { Notice } from '../ui/Notice.tsx';
import { Say } from '../ui/Untrusted.tsx';
import { ask } from './bridge.ts';
import { Cancel } from './Cancel.tsx';
import { AgentWait, OwnKey } from './OwnKey.tsx';
import { Refused } from './Refused.tsx';
import { readPayload, type ShownStatement } from './read-payload.ts';
import { SecretField } from './SecretField.tsx';
import { SignActions, StatementShown } from './StatementShown.tsx';
import { withProof } from './sealed.ts';
import { TypedExactly } from './TypedExactly.tsx';
import { useKey } from './use-key.ts';
import { useStep } from './use-step.ts';

const text = strings.sign.statement;

type StatementCeremony = Extract<CeremonyView, { kind: 'statement' }>;

interface StatementProps {
  readonly ceremony: StatementCeremony;
  readonly next: () => void;
}

/** Shows what is signed, made from the very bytes that are signed, or offers nothing to sign at all. */
export function SignStatement({ ceremony, next }: StatementProps) {
  const shown = useMemo(() => readPayload(ceremony.payload), [ceremony.payload]);
  // Another payload is another text: read from its beginning, with nothing typed yet.
  return shown === null ? (
    <Unreadable />
  ) : (
    <Ceremony key={shown.payloadSha256} ceremony={ceremony} shown={shown} next={next} />
  );
}

/** What is shown in place of a payload that cannot be shown in full. */
export function Unreadable() {
  const { title, body } = strings.sign.unreadable;
  return (
    <main className="ceremony">
      <h1>{title}</h1>
      <Notice tone="danger">{body}</Notice>
      <div className="actions">
        <Cancel />
      </div>
    </main>
  );
}

function Ceremony({ ceremony, shown, next }: StatementProps & { readonly shown: ShownStatement }) {
  return (
    <StatementShown shown={shown} signer={ceremony.signer}>
      {(unseen) => <SignForm ceremony={ceremony} shown={shown} unseen={unseen} next={next} />}
    </StatementShown>
  );
}

interface SignFormProps {
  readonly ceremony: StatementCeremony;
  readonly shown: ShownStatement;
  /** Sections that were not seen yet. */
  readonly unseen: number;
  readonly next: () => void;
}

function SignForm({ ceremony, shown, unseen, next }: SignFormProps) {
  const [typed, setTyped] = useState('');
  const entry = useKey(ceremony.key);
  const step = useStep((answer) => {
    if (answer === 'next') next();
  });
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (step.failure !== null) field.current?.focus();
  }, [step.failure]);
  const { typeExactly } = ceremony;
  const typing = text.typing[shown.predicateType];
  const isTyped = typeExactly === null || typed === typeExactly;
  const canSign = unseen === 0 && isTyped && entry.proof !== null && step.mayTry;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!canSign || entry.proof === null) return;
    entry.type('');
    step.take(
      withProof(entry.proof, (proof) =>
        ask('ceremony/sign', { proof, typed: typeExactly === null ? null : typed, rendered: shown.textSha256 }),
      ),
    );
  };
  return (
    <form onSubmit={submit} className="ceremony-form">
      {typeExactly === null ? null : (
        <p>
          <Say it={typing.ask(typeExactly)} />
        </p>
      )}
      <OwnKey entry={entry} next={next} />
      <div className="ceremony-fields">
        {typeExactly === null ? null : (
          <TypedExactly label={typing.label} wanted={typeExactly} typed={typed} change={setTyped} />
        )}
        {entry.way === 'agent' ? null : (
          <SecretField
            ref={field}
            label={strings.sign.passphrase}
            value={entry.passphrase}
            change={entry.type}
            describedBy="read-state"
          />
        )}
      </div>
      <Refused step={step} />
      {step.failure?.code === 'sign/changed' ? (
        <button type="button" onClick={() => step.take(ask('ceremony/read-again', {}))}>
          {text.readAgain}
        </button>
      ) : null}
      {step.isWorking && entry.way === 'agent' ? <AgentWait of={ceremony.key} /> : null}
      <SignActions gist={shown.gist} step={step} canSign={canSign} unseen={unseen} />
    </form>
  );
}
