import { readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { App } from 'electron';
import { desktop } from '../../../shared/strings/desktop.ts';
import { attemptSync } from '../../core/files/file-failure.ts';
import { say } from '../../core/terminal.ts';

type Ended = Pick<App, 'on' | 'quit' | 'getPath' | 'releaseSingleInstanceLock'>;

export interface Ending {
  /** Stops all work, and settles when no thread is left. */
  stop(): Promise<unknown>;
  /** Ends what writes to the data folder, and lets the next console have it. */
  letGo(): Promise<void>;
}

/** How long what is under way may take to end by itself. */
const LONGEST_MS = 2000;
const LONGEST_CLOSING_MS = 5000;
const LONGEST_LETTING_GO_MS = 2000;
const LOOK_EVERY_MS = 20;

/** The same ending, done once, whoever asks for it and however often. */
export function once({ stop, letGo }: Ending): Ending {
  let stopped: Promise<unknown> | null = null;
  let gone: Promise<void> | null = null;
  return {
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
    letGo: () => {
      gone ??= letGo();
      return gone;
    },
  };
}

/**
 * Ends the application once what is under way has ended, and without that when it takes too long. A call that a hanging
 * medium holds up cannot be called off, and Node's own end waits for every thread and every call: a window that the person
 * has closed would leave a process behind for as long as the medium hangs, and keep the next console from starting.
 *
 * Both functions are called once at most, when no window is left.
 */
export function quitAtRest(app: Ended, { stop, letGo }: Ending): void {
  let state: 'running' | 'ending' | 'at rest' = 'running';
  app.on('will-quit', (event) => {
    if (state === 'at rest') return;
    event.preventDefault();
    if (state === 'ending') return;
    state = 'ending';
    const ended = stop().then(noFileCalls);
    void Promise.race([ended, sleep(LONGEST_MS, 'held up' as const)]).then(async (how) => {
      if (how === 'held up') await endHeldUp(app, letGo);
      state = 'at rest';
      app.quit();
    });
  });
}

/** Settles when no call of this thread to a file system is left: none of the journal's, none that a medium holds up. */
async function noFileCalls(): Promise<void> {
  // Never in the same turn: Electron does not begin to quit anew before it has seen that it was kept from it.
  do await sleep(LOOK_EVERY_MS);
  while (process.getActiveResourcesInfo().some((one) => one.startsWith('FSReq')));
}

/**
 * Nothing of this process runs any more: what the vault and the journal have is on the disk, or was never there. But the
 * kernel may keep it, with its locks, until the call is answered. So the next console could not open the workspace, unless
 * Chromium has closed it, which it does two seconds after the last window; nor the data folder, unless it is let go. That
 * is not done while the journal is being written: then it is the disk that does not answer.
 */
async function endHeldUp(app: Ended, letGo: Ending['letGo']): Promise<void> {
  const workspace = join(app.getPath('sessionData'), 'IndexedDB');
  await Promise.race([closed(workspace), sleep(LONGEST_CLOSING_MS)]);
  await Promise.race([letGo(), sleep(LONGEST_LETTING_GO_MS)]);
  say(`holdfast: ${desktop().endedWithoutWaiting}`);
  app.releaseSingleInstanceLock();
  process.kill(process.pid, 'SIGKILL');
}

/** Settles when this process has no file in this folder open. */
async function closed(folder: string): Promise<void> {
  while (openFiles().some((path) => path.startsWith(`${folder}/`))) await sleep(LOOK_EVERY_MS);
}

function openFiles(): readonly string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    // Closed since it was listed, if it fails: the listing's own descriptor is, always.
    const link = attemptSync(fd, () => readlinkSync(`/proc/self/fd/${fd}`));
    return link.ok ? [link.value] : [];
  });
}
