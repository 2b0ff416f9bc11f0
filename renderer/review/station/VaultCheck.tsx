import { useEffect, useState } from 'react';
import type { VaultCheckView } from '../../../shared/contract/evidence-views.ts';
import type { JobProgress } from '../../../shared/contract/views.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import { hasError } from '../../../shared/finding/index.ts';
import { assertNever, type Result } from '../../../shared/result.ts';
import { strings, utc } from '../../strings/index.ts';
import { Badge } from '../../ui/Badge.tsx';
import { FindingList } from '../../ui/FindingList.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { useCrash } from '../../ui/use-crash.ts';
import { ask, onEvent } from '../hooks/bridge.ts';
import { useReview } from '../hooks/context.ts';

const text = strings.station.check;
const jobs = strings.inbox.jobs;

/** Every byte of the vault hashed again, and what came of it. */
export function VaultCheck() {
  const [view, setView] = useState<VaultCheckView | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const crash = useCrash();

  const settle = (answer: Result<VaultCheckView, Failure>) => {
    setFailure(answer.ok ? null : answer.error);
    if (answer.ok) setView(answer.value);
  };
  useEffect(() => {
    ask('vault/check-state', {}).then((answer) => {
      if (answer.ok) setView(answer.value);
      else setFailure(answer.error);
    }, crash);
    return onEvent((event) => {
      if (event.kind === 'check') setView(event.check);
    });
  }, [crash]);

  const isRunning = view?.state === 'running';
  return (
    <section className="card" aria-labelledby="check-title">
      <div className="card-head">
        <h2 id="check-title">{text.title}</h2>
        {isRunning ? (
          <button type="button" onClick={() => ask('vault/check-stop', {}).then(settle, crash)}>
            {text.stop}
          </button>
        ) : (
          <button type="button" onClick={() => ask('vault/check', {}).then(settle, crash)}>
            {text.start}
          </button>
        )}
      </div>
      <p className="soft">{text.lead}</p>
      {failure === null ? null : <FailureNotice failure={failure} />}
      {view === null ? null : <State view={view} />}
    </section>
  );
}

function State({ view }: { readonly view: VaultCheckView }) {
  switch (view.state) {
    case 'never':
      return <p className="soft">{text.never}</p>;
    case 'running':
      return <Progress progress={view.progress} />;
    case 'stopped':
      return <p role="status">{text.stopped}</p>;
    case 'failed':
      return <FailureNotice failure={view.failure} />;
    case 'done':
      return <Done view={view} />;
    default:
      return assertNever(view, 'state of the vault check');
  }
}

function Progress({ progress }: { readonly progress: JobProgress }) {
  return (
    <>
      {progress.totalBytes === null ? (
        <progress aria-labelledby="check-title" />
      ) : (
        <progress aria-labelledby="check-title" max={Math.max(1, progress.totalBytes)} value={progress.bytes} />
      )}
      <p className="job-figures number">
        <strong>{text.phase[progress.phase]}</strong>
        <span>{jobs.bytes(progress.bytes, progress.totalBytes)}</span>
        <span>{jobs.rate(progress.bytesPerSecond)}</span>
        {progress.secondsLeft === null ? null : <span>{jobs.left(progress.secondsLeft)}</span>}
      </p>
      {progress.waitsFor === null ? null : (
        <p className="job-silent number">{jobs.silent[progress.waitsFor.what](progress.waitsFor.seconds)}</p>
      )}
    </>
  );
}

function Done({ view }: { readonly view: Extract<VaultCheckView, { state: 'done' }> }) {
  const { go } = useReview();
  const isGood = !hasError(view.findings);
  return (
    <div role="status">
      <p>
        <Badge tone={isGood ? 'good' : 'danger'}>{isGood ? text.good : text.damaged}</Badge>{' '}
        {text.read(view.contents, view.bytes)} {text.at(utc(view.at))}
      </p>
      {view.refused.length === 0 ? null : (
        <>
          <p>{text.refused}</p>
          <ul>
            {view.refused.map(({ bundle, label }) => (
              <li key={bundle}>
                <button type="button" className="button-quiet" onClick={() => go({ at: 'bundle', bundle })}>
                  <Untrusted text={label} />
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <FindingList findings={view.findings} />
    </div>
  );
}
