import { useState } from 'react';
import type { PickedFolder } from '../../../shared/contract/views.ts';
import { strings } from '../../strings/index.ts';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { NeedsRole } from '../parts/NeedsRole.tsx';
import { FirstSteps } from './FirstSteps.tsx';
import { JobList } from './JobList.tsx';
import { Scan } from './Scan.tsx';
import { Sources } from './Sources.tsx';
import { Unfinished } from './Unfinished.tsx';
import { usePickSource } from './use-pick-source.ts';

/** Where packets and evidence come in. */
export function Inbox() {
  const [folder, setFolder] = useState<PickedFolder | null>(null);
  const pick = usePickSource(setFolder);
  return (
    <div className="page">
      <PageTitle lead={strings.inbox.lead}>{strings.inbox.title}</PageTitle>
      <NeedsRole channel="import/start" what={strings.shell.session.toImport} />
      {folder === null ? null : <Scan key={folder.handle} folder={folder} close={() => setFolder(null)} />}
      <Unfinished />
      <JobList />
      {folder === null ? <FirstSteps choose={pick.choose} /> : null}
      <Sources choose={pick.choose} problem={pick.problem} look={setFolder} />
    </div>
  );
}
