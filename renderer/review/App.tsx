import { useEffect, useMemo, useState } from 'react';
import type { Result } from '../../shared/result.ts';
import { useCrash } from '../ui/use-crash.ts';
import { type OpenFailure, openWorkspace, type Workspace } from '../workspace/database.ts';
import { ask } from './hooks/bridge.ts';
import { Review, type ReviewContext } from './hooks/context.ts';
import type { Route } from './hooks/route.ts';
import { useAnswer } from './hooks/use-answer.ts';
import { useIndex } from './hooks/use-index.ts';
import { JobsProvider } from './inbox/JobsProvider.tsx';
import { NoAnswer } from './parts/Answered.tsx';
import { Frame } from './shell/Frame.tsx';
import { WorkspaceFailure } from './shell/WorkspaceFailure.tsx';

const askStatus = () => ask('station/status', {});
const CHANGES_STATUS = ['vault', 'airgap', 'session'] as const;

/** The review window: first its workspace, then the station, then the screens. */
export function App() {
  const [opened, setOpened] = useState<Result<Workspace, OpenFailure>>();
  const crash = useCrash();
  useEffect(() => {
    openWorkspace().then(setOpened, crash);
  }, [crash]);
  if (opened === undefined) return null;
  if (!opened.ok) return <WorkspaceFailure failure={opened.error} />;
  return (
    <JobsProvider>
      <Station workspace={opened.value} />
    </JobsProvider>
  );
}

function Station({ workspace }: { readonly workspace: Workspace }) {
  const [route, go] = useState<Route>({ at: 'inbox' });
  const [asked, renewStation] = useAnswer(askStatus, CHANGES_STATUS);
  const { problem, failed } = useIndex(workspace);
  if (asked.state === 'ready') {
    const rest = { renewStation, workspace, workspaceProblem: problem, workspaceFailed: failed, go };
    return <Screens route={route} known={{ station: asked.value, ...rest }} />;
  }
  return (
    <main className="lone">
      <NoAnswer asked={asked} renew={renewStation} />
    </main>
  );
}

/** Going to another screen changes nothing that is known: what shows the latter alone is not rendered again. */
function Screens({ route, known }: { readonly route: Route; readonly known: ReviewContext }) {
  const { station, renewStation, workspace, workspaceProblem, workspaceFailed, go } = known;
  const context = useMemo(
    () => ({ station, renewStation, workspace, workspaceProblem, workspaceFailed, go }),
    [station, renewStation, workspace, workspaceProblem, workspaceFailed, go],
  );
  return (
    <Review value={context}>
      <Frame route={route} />
    </Review>
  );
}
