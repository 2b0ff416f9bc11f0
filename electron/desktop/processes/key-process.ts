import { join } from 'node:path';
import { utilityProcess } from 'electron';
import type { LaunchKeyProcess } from '../../core/keyring/key-processes.ts';

/** What Chromium calls them: each is ended by us, and when one ends otherwise, whoever waits for it says so. */
export const KEY_PROCESS = 'Holdfast key';

/** Starts processes of Node's in which a passphrase opens a key. They get nothing of this one's environment. */
export function keyProcessLauncher(appFolder: string): LaunchKeyProcess {
  const script = join(appFolder, 'key-process.cjs');
  return () => utilityProcess.fork(script, [], { env: {}, stdio: 'ignore', serviceName: KEY_PROCESS });
}
