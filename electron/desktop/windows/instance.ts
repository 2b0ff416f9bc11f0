import { homedir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'electron';
import { type Failure, failure } from '../../../shared/failure/failure.ts';
import { err, type Result } from '../../../shared/result.ts';
import { type DataFolder, openDataFolder } from '../../station/data-folder.ts';

/** Why this console cannot have the folder, which `failure.where` names. */
export interface DataFailure {
  readonly failure: Failure;
  /** The console that has the folder has come to the front. */
  readonly isOtherShown: boolean;
}

/**
 * Opens this station's data folder and locks it, before Chromium opens anything. Chromium's own files go to a folder
 * inside, so that a station is one folder.
 */
export function claimData(app: App, env: NodeJS.ProcessEnv): Result<DataFolder, DataFailure> {
  const chosen = dataFolderPath(app, env);
  const opened = openDataFolder(chosen);
  if (!opened.ok && opened.error.code !== 'folder/held') return failed({ ...opened.error, where: chosen });
  const chromium = join(opened.ok ? opened.value.path : chosen, 'chromium');
  app.setPath('userData', chromium);
  app.setPath('sessionData', chromium);
  // Chromium's lock keeps nobody out, since its folder may be deleted. It brings the window of who has ours to the front.
  const isAlone = app.requestSingleInstanceLock();
  if (opened.ok && isAlone) return opened;
  app.releaseSingleInstanceLock();
  if (!opened.ok) return failed({ ...opened.error, where: chosen }, !isAlone);
  return failed(failure('folder/chromium-held', { where: chromium }));
}

function failed(failure: Failure, isOtherShown = false): Result<never, DataFailure> {
  return err({ failure, isOtherShown });
}

/**
 * Where the data of this station are, whether or not it can be had: `--user-data-dir`, or `holdfast` under XDG_DATA_HOME (XDG Base Directory Specification: where that is unset or empty,
 * `~/.local/share`).
 */
export function dataFolderPath(app: Pick<App, 'commandLine'>, { XDG_DATA_HOME = '' }: NodeJS.ProcessEnv): string {
  const userDataDir = app.commandLine.getSwitchValue('user-data-dir');
  if (userDataDir !== '') return userDataDir;
  return join(XDG_DATA_HOME === '' ? join(homedir(), '.local/share') : XDG_DATA_HOME, 'holdfast');
}
