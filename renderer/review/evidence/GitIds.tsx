import { useCallback, useEffect, useState } from 'react';
import type { GitIdsView } from '../../../shared/contract/evidence-views.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import type { Result } from '../../../shared/result.ts';
import { strings } from '../../strings/index.ts';
import { inOrder } from '../../ui/in-order.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { useCrash } from '../../ui/use-crash.ts';
import { ask, onEvent } from '../hooks/bridge.ts';

const text = strings.evidence.gitIds;
const jobs = strings.inbox.jobs;

/** git's tree ids of bundles that have none yet: computing them, how far that is, and what came of it. */
export function GitIds({ bundles }: { readonly bundles: readonly Sha256[] }) {
  const [view, setView] = useState<GitIdsView | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const crash = useCrash();
  const settle = useCallback((answer: Result<GitIdsView, Failure>) => {
    setFailure(answer.ok ? null : answer.error);
    if (answer.ok) setView(answer.value);
  }, []);
  useEffect(() => {
    ask('git-ids/state', {}).then(settle, crash);
    return onEvent((event) => {
      if (event.kind === 'git-ids') setView(event.gitIds);
    });
  }, [settle, crash]);

  const isOneOf = (bundle: Sha256): boolean => bundles.includes(bundle);
  const running = view?.running ?? null;
  const mine = running !== null && isOneOf(running.bundle) ? running : null;
  const isWaiting = view?.waiting.some(({ bundle }) => isOneOf(bundle)) === true;
  const isAtWork = mine !== null || isWaiting;
  return (
    <div>
      <div className="actions">
        {isAtWork ? (
          <button type="button" onClick={() => ask('git-ids/stop', {}).then(settle, crash)}>
            {text.stop}
          </button>
        ) : (
          <button type="button" onClick={() => ask('git-ids/compute', { bundles: [...bundles] }).then(settle, crash)}>
            {text.compute}
          </button>
        )}
      </div>
      {mine === null ? null : (
        <>
          <progress
            aria-label={text.running}
            max={Math.max(1, mine.progress.totalBytes ?? 1)}
            value={mine.progress.bytes}
          />
          <p className="job-figures number">
            <strong>{text.running}</strong>
            <span>{jobs.bytes(mine.progress.bytes, mine.progress.totalBytes)}</span>
          </p>
        </>
      )}
      {mine === null && isWaiting ? <p className="soft">{text.waiting}</p> : null}
      {!isAtWork && view?.stopped.some(isOneOf) === true ? <p className="soft">{text.stopped}</p> : null}
      {failure === null ? null : <FailureNotice failure={failure} />}
      {inOrder(
        (view?.failed ?? []).filter(({ bundle }) => isOneOf(bundle)),
        (one) => (
          <FailureNotice failure={one.failure} />
        ),
      )}
    </div>
  );
}
