import { useState } from 'react';
import type { Failure } from '../../../shared/failure/failure.ts';
import { strings } from '../../strings/index.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Say } from '../../ui/Untrusted.tsx';
import { useCrash } from '../../ui/use-crash.ts';
import { ask } from '../hooks/bridge.ts';
import { useReview } from '../hooks/context.ts';
import { IdentitySelect } from '../parts/IdentitySelect.tsx';

const text = strings.station.session;

/** Who is signed in, who may sign in, and what that is needed for. */
export function SignIn() {
  const { station, renewStation } = useReview();
  const people = station.identities.filter(({ state }) => state.kind === 'active');
  const [chosen, choose] = useState<string | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const crash = useCrash();
  const person = people.find((one) => one.id === chosen) ?? people[0];
  if (person === undefined) return null;

  const signIn = () => {
    setIsOpen(true);
    ask('session/sign-in', { identity: person.id }).then((answer) => {
      setIsOpen(false);
      setFailure(answer.ok ? null : answer.error);
      renewStation();
    }, crash);
  };
  return (
    <section className="card" aria-labelledby="session-title">
      <h2 id="session-title">{text.title}</h2>
      <p>{station.session === null ? text.nobody : <Say it={text.signedIn(station.session.name)} />}</p>
      <ul className="soft">
        {text.rules.map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
      <div className="actions">
        <IdentitySelect label={text.person} identities={people} chosen={person} choose={choose} />
        <button
          type="button"
          className={station.session === null ? 'button-primary' : undefined}
          disabled={isOpen}
          onClick={signIn}
        >
          {text.action}
        </button>
      </div>
      {isOpen ? <Notice tone="accent">{strings.shell.otherWindow}</Notice> : null}
      {failure === null ? null : <FailureNotice failure={failure} />}
    </section>
  );
}
