import './inbox.css';
import { useState } from 'react';
import type { JobView, PickedFolder } from '../../../shared/contract/views.ts';
import { strings } from '../../strings/index.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { useReview } from '../hooks/context.ts';
import { usePickSource } from '../hooks/use-pick-source.ts';
import { ChooseLanguage } from '../parts/ChooseLanguage.tsx';
import { NeedsRole } from '../parts/NeedsRole.tsx';
import { ReceiptRun } from '../receipt/ReceiptRun.tsx';
import { EndedJobs } from './EndedJobs.tsx';
import { FirstSteps } from './FirstSteps.tsx';
import { Job } from './Job.tsx';
import { Scan } from './Scan.tsx';
import { Sources } from './Sources.tsx';
import { Unfinished } from './Unfinished.tsx';
import { useJobs } from './use-jobs.ts';

/** Where packets and evidence come in. `chosen`: a folder that was chosen on another screen. */
export function Inbox({ chosen = null }: { readonly chosen?: PickedFolder | null }) {
  const { language, identities, isPractice } = useReview().station;
  const [folder, setFolder] = useState<PickedFolder | null>(chosen);
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

/** More ended imports than these are a table. */
const MOST_CARDS = 8;

/** The import that a receipt can be signed of. */
function importOf({ outcome }: JobView): readonly string[] {
  if (outcome?.kind === 'imported') return [outcome.import];
  return outcome?.kind === 'refused' && outcome.import !== null ? [outcome.import] : [];
}

/** Imports under way, and ended ones until they are dismissed. */
function JobList() {
  const { list, failure } = useJobs();
  if (list.length === 0 && failure === null) return null;
  const ended = list.filter(({ state }) => state === 'ended');
  const areMany = ended.length > MOST_CARDS;
  return (
    <section className="card" aria-labelledby="jobs-title">
      <h2 id="jobs-title">{strings.inbox.jobs.title}</h2>
      {failure === null ? null : <FailureNotice failure={failure} />}
      <ul className="jobs">
        {(areMany ? list.filter(({ state }) => state !== 'ended') : list).map((job) => (
          <Job key={job.id} job={job} />
        ))}
      </ul>
      {areMany ? <EndedJobs jobs={ended} /> : null}
      <ReceiptRun imports={ended.flatMap(importOf)} />
    </section>
  );
}
