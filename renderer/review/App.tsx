import { useCallback, useEffect, useMemo, useState } from 'react';
import type { StationView } from '../../shared/contract/views.ts';
import type { Sha256 } from '../../shared/encoding/bytes.ts';
import type { Result } from '../../shared/result.ts';
import { Toasts } from '../ui/Toasts.tsx';
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
  const [route, setRoute] = useState<Route | null>(null);
  const [packetInHand, setPacketInHand] = useState<Sha256 | null>(null);
  const go = useCallback((to: Route) => {
    setRoute(to);
    if (to.at === 'packet') setPacketInHand(to.packet);
  }, []);
  const [asked, renewStation] = useAnswer(askStatus, CHANGES_STATUS);
  const { notCopied, failed } = useIndex(workspace);
  if (asked.state === 'ready') {
    const rest = { renewStation, workspace, workspaceFailure: notCopied, workspaceFailed: failed, go };
    if (route === null) setRoute(homeOf(asked.value));
    else return <Screens route={route} packetInHand={packetInHand} known={{ station: asked.value, ...rest }} />;
    return null;
  }
  return (
    <main className="lone">
      <NoAnswer asked={asked} renew={renewStation} />
    </main>
  );
}

/** What the window shows first: the decisions, or the first steps on a station that has nobody yet. */
function homeOf({ identities }: StationView): Route {
  return { at: identities.length === 0 ? 'inbox' : 'packets' };
}

interface ScreensProps {
  readonly route: Route;
  readonly packetInHand: Sha256 | null;
  readonly known: ReviewContext;
}

/** Going to another screen changes nothing that is known: what shows the latter alone is not rendered again. */
function Screens({ route, packetInHand, known }: ScreensProps) {
  const { station, renewStation, workspace, workspaceFailure, workspaceFailed, go } = known;
  const context = useMemo(
    () => ({ station, renewStation, workspace, workspaceFailure, workspaceFailed, go }),
    [station, renewStation, workspace, workspaceFailure, workspaceFailed, go],
  );
  return (
    <Review value={context}>
      <Toasts>
        <Frame route={route} packetInHand={packetInHand} />
      </Toasts>
    </Review>
  );
}
