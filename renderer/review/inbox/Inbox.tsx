import './inbox.css';
import { useState } from 'react';
import type { PickedFolder } from '../../../shared/contract/views.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import { strings } from '../../strings/index.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { useCrash } from '../../ui/use-crash.ts';
import { ask } from '../hooks/bridge.ts';
import { useReview } from '../hooks/context.ts';
import { ChooseLanguage } from '../parts/ChooseLanguage.tsx';
import { NeedsRole } from '../parts/NeedsRole.tsx';
import { FirstSteps } from './FirstSteps.tsx';
import { Job } from './Job.tsx';
import { Scan } from './Scan.tsx';
import { Sources } from './Sources.tsx';
import { Unfinished } from './Unfinished.tsx';
import { useJobs } from './use-jobs.ts';

/** Where packets and evidence come in. */
export function Inbox() {
  const { language, identities, isPractice } = useReview().station;
  const [folder, setFolder] = useState<PickedFolder | null>(null);
  const pick = usePickSource(setFolder);
  const steps = folder === null ? <FirstSteps choose={pick.choose} /> : null;
  return (
    <div className="page">
      <PageTitle lead={strings.inbox.lead}>{strings.inbox.title}</PageTitle>
      {language.isChosen || identities.length > 0 ? null : <ChooseLanguage />}
      <NeedsRole channel="import/start" what={strings.shell.session.toImport} />
      {folder === null ? null : <Scan key={folder.handle} folder={folder} close={() => setFolder(null)} />}
      {isPractice ? steps : null}
      <Unfinished />
      <JobList />
      {isPractice ? null : steps}
      <Sources choose={pick.choose} failure={pick.failure} look={setFolder} />
    </div>
  );
}

/** Imports under way, and ended ones until they are dismissed. */
function JobList() {
  const { list, failure } = useJobs();
  if (list.length === 0 && failure === null) return null;
  return (
    <section className="card" aria-labelledby="jobs-title">
      <h2 id="jobs-title">{strings.inbox.jobs.title}</h2>
      {failure === null ? null : <FailureNotice failure={failure} />}
      <ul className="jobs">
        {list.map((job) => (
          <Job key={job.id} job={job} />
        ))}
      </ul>
    </section>
  );
}

/** The chooser for a folder to import from; a choice that was cancelled changes nothing. */
function usePickSource(picked: (folder: PickedFolder) => void) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const crash = useCrash();
  const choose = () => {
    ask('media/pick', { purpose: 'source' }).then((answer) => {
      setFailure(answer.ok ? null : answer.error);
      if (answer.ok && answer.value !== null) picked(answer.value);
    }, crash);
  };
  return { choose, failure };
}
