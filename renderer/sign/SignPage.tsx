import { type FormEvent, useMemo, useState } from 'react';
import type { CeremonyView } from '../../shared/contract/views.ts';
import { strings } from '../strings/index.ts';
import { Say } from '../ui/Untrusted.tsx';
import { ask } from './bridge.ts';
import { Refused } from './Refused.tsx';
import { readPayload, type ShownStatement } from './read-payload.ts';
import { Unreadable } from './SignStatement.tsx';
import { SignActions, StatementShown } from './StatementShown.tsx';
import { TypedExactly } from './TypedExactly.tsx';
import { useStep } from './use-step.ts';

const text = strings.sign.run;

interface SignPageProps {
  readonly ceremony: Extract<CeremonyView, { kind: 'run-page' }>;
  readonly next: () => void;
}

/** One statement of a run: read, typed and confirmed by itself. */
export function SignPage({ ceremony, next }: SignPageProps) {
  const shown = useMemo(() => readPayload(ceremony.payload), [ceremony.payload]);
  const before = useMemo(() => (ceremony.before === null ? null : readPayload(ceremony.before)), [ceremony.before]);
  if (shown === null) return <Unreadable />;
  // A page of its own: nothing typed, nothing seen, and the focus on the text, where Enter does nothing.
  return (
    <Page key={`${ceremony.signer.id} ${ceremony.at}`} ceremony={ceremony} shown={shown} before={before} next={next} />
  );
}

interface PageProps extends SignPageProps {
  readonly shown: ShownStatement;
  readonly before: ShownStatement | null;
}

function Page({ ceremony, shown, before, next }: PageProps) {
  const { at, of, signer } = ceremony;
  const above = (
    <p className="run-place">
      <strong>{text.place(at + 1, of)}</strong> {before === null ? '' : text.marked}
    </p>
  );
  return (
    <StatementShown shown={shown} signer={signer} before={before} above={above}>
      {(unseen) => <PageForm ceremony={ceremony} shown={shown} unseen={unseen} next={next} />}
    </StatementShown>
  );
}

interface PageFormProps extends SignPageProps {
  readonly shown: ShownStatement;
  readonly unseen: number;
}

function PageForm({ ceremony, shown, unseen, next }: PageFormProps) {
  const { at, typeExactly } = ceremony;
  const [typed, setTyped] = useState('');
  const step = useStep((answer) => {
    if (answer === 'next') next();
  });
  const typing = strings.sign.statement.typing[shown.predicateType];
  const canSign = unseen === 0 && (typeExactly === null || typed === typeExactly) && step.mayTry;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!canSign) return;
    const given = typeExactly === null ? null : typed;
    step.take(ask('ceremony/sign-page', { at, typed: given, rendered: shown.textSha256 }));
  };
  return (
    <form onSubmit={submit} className="ceremony-form">
      {typeExactly === null ? null : (
        <>
          <p>
            <Say it={typing.ask(typeExactly)} />
          </p>
          <TypedExactly label={typing.label} wanted={typeExactly} typed={typed} change={setTyped} />
        </>
      )}
      <Refused step={step} />
      <p className="soft">{text.rest(at, ceremony.of - at - 1)}</p>
      <SignActions gist={shown.gist} step={step} canSign={canSign} unseen={unseen} />
    </form>
  );
}
