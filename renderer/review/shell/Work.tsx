import { useEffect, useRef, useState } from 'react';
import type { VaultCheckView } from '../../../shared/contract/evidence-views.ts';
import type { JobProgress } from '../../../shared/contract/views.ts';
import { hasError } from '../../../shared/finding/index.ts';
import { assertNever } from '../../../shared/result.ts';
import type { Sentence } from '../../../shared/strings/forms/say.ts';
import { strings } from '../../strings/index.ts';
import { useToasts } from '../../ui/Toasts.tsx';
import { Say } from '../../ui/Untrusted.tsx';
import { useCrash } from '../../ui/use-crash.ts';
import { ask, onEvent } from '../hooks/bridge.ts';
import { useReview } from '../hooks/context.ts';
import type { Section } from '../hooks/route.ts';
import { sayRefused } from '../hooks/say-refused.ts';
import { workOf } from '../inbox/jobs.ts';
import { sayEnded, useImportNews } from '../inbox/use-import-news.ts';
import { useJobs } from '../inbox/use-jobs.ts';

const jobText = strings.inbox.jobs;
const text = strings.shell.work;

/** How far the imports are, on every screen; and how they ended, until the intake is opened. */
export function ImportWork({ section }: { readonly section: Section }) {
  const { list } = useJobs();
  const { go } = useReview();
  const news = useImportNews(section === 'inbox');
  const work = workOf(list);
  return (
    <>
      <span role="status">
        {work.count === 0 ? null : strings.shell.stationState.jobs(work.count)}
        {work.count > 0 || news.length === 0 ? null : (
          <button type="button" className="button-quiet" onClick={() => go({ at: 'inbox' })}>
            <Say it={sayEnded(news)} />
          </button>
        )}
      </span>
      {work.count === 0 ? null : <Figures of={work} />}
    </>
  );
}

/** How far the check of the vault is, on every screen; its end is told to whoever is not where it is shown. */
export function CheckWork({ section }: { readonly section: Section }) {
  const [check, setCheck] = useState<VaultCheckView | null>(null);
  const wasRunning = useRef(false);
  const { go } = useReview();
  const { tell } = useToasts();
  const crash = useCrash();
  useEffect(() => {
    ask('vault/check-state', {}).then((answer) => {
      if (answer.ok) setCheck(answer.value);
    }, crash);
    return onEvent((event) => {
      if (event.kind === 'check') setCheck(event.check);
    });
  }, [crash]);
  useEffect(() => {
    const hasEnded = wasRunning.current && check?.state !== 'running';
    wasRunning.current = check?.state === 'running';
    if (!hasEnded || check === null || section === 'station') return;
    const way = { label: text.showCheck, go: () => go({ at: 'station' }) };
    const isGood = check.state === 'done' && !hasError(check.findings);
    tell({ key: 'check', tone: isGood ? 'good' : 'danger', text: sayCheck(check), way });
  }, [check, section, go, tell]);
  const isRunning = check?.state === 'running';
  return (
    <>
      <span role="status">{isRunning ? text.checking : null}</span>
      {isRunning ? <Figures of={check.progress} /> : null}
    </>
  );
}

function sayCheck(check: VaultCheckView): Sentence {
  switch (check.state) {
    case 'never':
    case 'running':
      return [text.checking];
    case 'stopped':
      return [strings.station.check.stopped];
    case 'failed':
      return sayRefused(check.failure);
    case 'done':
      return [hasError(check.findings) ? text.checkedDamaged : text.checkedGood];
    default:
      return assertNever(check, 'state of the vault check');
  }
}

type Known = Pick<JobProgress, 'bytes' | 'totalBytes' | 'bytesPerSecond' | 'secondsLeft' | 'waitsFor'>;

/** Done of total, rate and time left; or what it waits for. */
function Figures({ of: { bytes, totalBytes, bytesPerSecond, secondsLeft, waitsFor } }: { readonly of: Known }) {
  const figures =
    waitsFor === null
      ? [jobText.rate(bytesPerSecond), ...(secondsLeft === null ? [] : [jobText.left(secondsLeft)])]
      : [jobText.silent[waitsFor.what](waitsFor.seconds)];
  return <span className="soft number roomy">{[jobText.bytes(bytes, totalBytes), ...figures].join(' · ')}</span>;
}
