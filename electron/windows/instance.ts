import { homedir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'electron';

/** Where this station's data is, and where Chromium keeps its own. */
export interface DataPlace {
  readonly data: string;
}

/**
 * `--user-data-dir`, or `holdfast` under XDG_DATA_HOME (XDG Base Directory Specification). Chromium's files go to a
 * folder inside, so that a station is one folder.
 */
export function placeData(app: App): DataPlace {
  const chosen = app.commandLine.getSwitchValue('user-data-dir');
  const data = chosen !== '' ? chosen : join(process.env.XDG_DATA_HOME ?? join(homedir(), '.local/share'), 'holdfast');
  app.setPath('userData', join(data, 'chromium'));
  app.setPath('sessionData', join(data, 'chromium'));
  return { data };
}
