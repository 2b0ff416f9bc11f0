import type { Details, RenderProcessGoneDetails, WebContents } from 'electron';
import type { PageEndView } from '../../../shared/contract/views.ts';
import { attemptSync } from '../../core/files/file-failure.ts';

/** How the process of a page ended. */
export type PageEnd = PageEndView['how'];

type Gone = RenderProcessGoneDetails['reason'] | Details['reason'];

/** What Chromium tells of a process that is gone, in the words of the journal. */
export const HOW_GONE: Readonly<Record<Gone, PageEnd>> = {
  'clean-exit': 'exited',
  'abnormal-exit': 'exited',
  killed: 'killed',
  crashed: 'crashed',
  oom: 'out-of-memory',
  'memory-eviction': 'out-of-memory',
  'launch-failed': 'not-started',
  'integrity-failure': 'not-started',
};

const ASK_EVERY_MS = 5000;
/** Questions in a row, so that a machine that sleeps or is stopped for a while counts for nothing. */
const MOST_UNANSWERED = 6;

/**
 * Calls `onEnd` each time that the process of a page has ended, by whatever. A page that answers nothing for half a minute
 * is as good as dead, and keeps whatever it shows from the person: its process is ended.
 *
 * Chromium's own `unresponsive` tells only of input that a page leaves unanswered, and nothing of a page that nobody can
 * click in.
 */
export function watchPage(contents: WebContents, onEnd: (how: PageEnd) => void): void {
  let unanswered = 0;
  const answered = (): void => {
    unanswered = 0;
  };
  const timer = setInterval(() => {
    if (contents.isDestroyed() || contents.isCrashed()) return answered();
    if (unanswered === MOST_UNANSWERED) return endProcess(contents);
    unanswered++;
    // An error is an answer as well: of a page that is being loaded, or gone. Its end is told by the event.
    askPage(contents).then(answered, answered);
  }, ASK_EVERY_MS);
  contents.once('destroyed', () => clearInterval(timer));
  contents.on('render-process-gone', (_event, { reason }) => {
    const wasSilent = unanswered === MOST_UNANSWERED;
    answered();
    onEnd(wasSilent ? 'silent' : HOW_GONE[reason]);
  });
}

async function askPage(contents: WebContents): Promise<void> {
  await contents.mainFrame.executeJavaScript('0');
}

/** By the system: Electron's own way asks the process, and one that is stopped does not hear. */
function endProcess(contents: WebContents): void {
  const pid = contents.getOSProcessId();
  // It may end by itself in this moment.
  attemptSync(`process ${pid}`, () => process.kill(pid, 'SIGKILL'));
}
