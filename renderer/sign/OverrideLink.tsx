import { type FormEvent, useState } from 'react';
import type { CeremonyView, LinkView } from '../../shared/contract/views.ts';
import { strings } from '../strings/index.ts';
import { inOrder } from '../ui/in-order.ts';
import { FailureNotice, Notice } from '../ui/Notice.tsx';
import { Untrusted } from '../ui/Untrusted.tsx';
import { ask } from './bridge.ts';
import { Cancel } from './Cancel.tsx';
import { TypedExactly } from './TypedExactly.tsx';
import { useStep } from './use-step.ts';

const text = strings.sign.override;

interface OverrideLinkProps {
  readonly ceremony: Extract<CeremonyView, { kind: 'override-link' }>;
  readonly next: () => void;
}

/** A link has a carrier: cancelling is the safe way, the typed sentence the recorded one. */
export function OverrideLink({ ceremony, next }: OverrideLinkProps) {
  const [typed, setTyped] = useState('');
  const { isWorking, failure, take } = useStep(next);
  const { links, sentence } = ceremony;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed === sentence && !isWorking) take(ask('ceremony/override-link', { typed }));
  };
  return (
    <main className="ceremony">
      <h1>{text.title}</h1>
      <Notice tone="danger" title={text.links}>
        <ul>{inOrder(links, linkItem)}</ul>
      </Notice>
      <p>{text.lead}</p>
      <p>{text.consequence}</p>
      <form onSubmit={submit} className="ceremony-form">
        <p className="soft">{text.sentence}</p>
        <p className="to-type">
          <Untrusted text={sentence} mono />
        </p>
        <TypedExactly label={text.typed} wanted={sentence} typed={typed} change={setTyped} />
        {failure === null ? null : <FailureNotice failure={failure} />}
        <div className="actions">
          <Cancel takesFocus />
          <button type="submit" className="button-danger" disabled={typed !== sentence || isWorking}>
            {isWorking ? strings.sign.working : text.proceed}
          </button>
        </div>
      </form>
    </main>
  );
}

function linkItem({ name }: LinkView) {
  return (
    <li>
      <Untrusted text={name} mono />
    </li>
  );
}
