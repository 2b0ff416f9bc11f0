import { useEffect, useState } from 'react';
import type { Failure } from '../../../shared/failure/failure.ts';
import { strings } from '../../strings/index.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Say } from '../../ui/Untrusted.tsx';
import { useCrash } from '../../ui/use-crash.ts';
import { ask } from '../hooks/bridge.ts';
import { useReview } from '../hooks/context.ts';

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

/** How often it is looked at, and shown anew. */
const STEP_MS = 5000;

/** How long until whoever is signed in is signed out, as far as this window can tell: a key or the pointer here begins it anew. */
function TimeToLock({ idleSeconds }: { readonly idleSeconds: number }) {
  const [left, setLeft] = useState(idleSeconds);
  useEffect(() => {
    let last = performance.now();
    const show = () => setLeft(Math.max(0, idleSeconds - Math.floor((performance.now() - last) / 1000)));
    const touched = () => {
      last = performance.now();
    };
    const timer = setInterval(show, STEP_MS);
    addEventListener('keydown', touched);
    addEventListener('pointerdown', touched);
    addEventListener('pointermove', touched);
    return () => {
      clearInterval(timer);
      removeEventListener('keydown', touched);
      removeEventListener('pointerdown', touched);
      removeEventListener('pointermove', touched);
    };
  }, [idleSeconds]);
  return <span className="soft roomy">{text.locksIn(left)}</span>;
}
