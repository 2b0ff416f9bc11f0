import { useState } from 'react';
import type { Failure } from '../../../shared/failure/failure.ts';
import { strings } from '../../strings/index.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Say } from '../../ui/Untrusted.tsx';
import { useCrash } from '../../ui/use-crash.ts';
import { ask } from '../hooks/bridge.ts';
import { useReview } from '../hooks/context.ts';
import { TimeToLock } from './TimeToLock.tsx';

const text = strings.shell.session;

/** Who is at the console, with the way in or out; nothing on a station that has no identities yet. */
export function SessionState() {
  const { station, go } = useReview();
  const [failure, setFailure] = useState<Failure | null>(null);
  const crash = useCrash();
  if (station.identities.length === 0) return null;
  const lock = () => {
    ask('session/lock', {}).then((answer) => setFailure(answer.ok ? null : answer.error), crash);
  };
  return (
    <section className="session" aria-label={text.label}>
      {station.session === null ? (
        <>
          <span className="soft">{text.nobody}</span>{' '}
          <button type="button" className="button-quiet" onClick={() => go({ at: 'people' })}>
            {text.toSignIn}
          </button>
        </>
      ) : (
        <>
          <span>
            <Say
              it={text.signedIn(
                station.session.name,
                station.session.roles.map((role) => strings.terms.role[role]),
              )}
            />
          </span>
          <TimeToLock idleSeconds={station.session.idleSeconds} />
          <button type="button" className="button-quiet" onClick={lock}>
            {text.lock}
          </button>
        </>
      )}
      {failure === null ? null : <FailureNotice failure={failure} />}
    </section>
  );
}
