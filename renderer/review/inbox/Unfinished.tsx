import { useState } from 'react';
import type { UnfinishedView } from '../../../shared/contract/evidence-views.ts';
import type { JobView } from '../../../shared/contract/views.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import type { Result } from '../../../shared/result.ts';
import { strings, utc } from '../../strings/index.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { useCrash } from '../../ui/use-crash.ts';
import { ask } from '../hooks/bridge.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { Answered } from '../parts/Answered.tsx';
import { useJobs } from './use-jobs.ts';

const text = strings.inbox.unfinished;
const askUnfinished = () => ask('import/unfinished', {});
const CHANGES_UNFINISHED = ['vault', 'volumes'] as const;

/** Imports that a crash or a pulled medium interrupted; nothing while there has been none. */
export function Unfinished() {
  const [asked, renew] = useAnswer(askUnfinished, CHANGES_UNFINISHED);
  return (
    <Answered asked={asked} renew={renew}>
      {(list) => <InterruptedList list={list} renew={renew} />}
    </Answered>
  );
}

interface InterruptedListProps {
  readonly list: readonly UnfinishedView[];
  readonly renew: () => void;
}

/** Each until it is resumed or given up. What became of the last is said where it stood, so that it does not just vanish. */
function InterruptedList({ list, renew }: InterruptedListProps) {
  const [hadSome, setHadSome] = useState(false);
  const isEmpty = list.length === 0;
  if (!isEmpty && !hadSome) setHadSome(true);
  if (isEmpty && !hadSome) return null;
  return (
    <section className="card" aria-labelledby="unfinished-title">
      <h2 id="unfinished-title">{text.title}</h2>
      <p className="soft" role="status">
        {isEmpty ? text.noneLeft : text.lead}
      </p>
      {isEmpty ? null : (
        <ul className="jobs">
          {list.map((one) => (
            <Interrupted key={one.id} one={one} renew={renew} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Interrupted({ one, renew }: { readonly one: UnfinishedView; readonly renew: () => void }) {
  const { started } = useJobs();
  const [failure, setFailure] = useState<Failure | null>(null);
  const crash = useCrash();
  const titleId = `unfinished-${one.id}`;

  const settle = (answer: Result<readonly JobView[] | null, Failure>) => {
    setFailure(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    if (answer.value !== null) started(answer.value);
    renew();
  };
  const resume = (from: string | null) => {
    ask('import/take-up', { import: one.id, from }).then(settle, crash);
  };
  const resumeElsewhere = () => {
    ask('media/pick', { purpose: 'source' }).then((picked) => {
      if (!picked.ok) setFailure(picked.error);
      else if (picked.value !== null) resume(picked.value.handle);
    }, crash);
  };
  const giveUp = () => {
    ask('import/give-up', { import: one.id }).then(settle, crash);
  };

  return (
    <li className="job" aria-labelledby={titleId}>
      <div className="card-head">
        <h3 id={titleId}>
          <Untrusted text={one.name} />
        </h3>
        <div className="actions">
          <button type="button" aria-describedby={titleId} disabled={!one.isThere} onClick={() => resume(null)}>
            {text.resume}
          </button>
          <button type="button" aria-describedby={titleId} onClick={resumeElsewhere}>
            {text.resumeElsewhere}
          </button>
          <button type="button" aria-describedby={titleId} onClick={giveUp}>
            {text.giveUp}
          </button>
        </div>
      </div>
      <p className="soft">
        {text.started(utc(one.startedAt))} {one.isThere ? text.isThere : text.isGone}
      </p>
      {failure === null ? null : <FailureNotice failure={failure} />}
    </li>
  );
}
