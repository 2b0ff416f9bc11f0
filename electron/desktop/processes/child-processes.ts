import type { App } from 'electron';
import type { ProcessEnd } from '../../station/process-ends.ts';
import { HOW_GONE } from '../windows/page-ends.ts';
import { KEY_PROCESS } from './key-process.ts';

/**
 * Before the application is ready: everything is drawn without the graphics card, and the process that does it is started
 * again however often it ends (decision 019). Without the switch Chromium ends the main process at the sixth end.
 */
export function drawInSoftware(app: App): void {
  app.disableHardwareAcceleration();
  app.commandLine.appendSwitch('disable-gpu-process-crash-limit');
}

/** Tells of each process that Chromium runs beside the pages, and starts again when it ends. */
export function watchChildProcesses(app: App, onProcessEnd: (end: ProcessEnd) => void): void {
  app.on('child-process-gone', (_event, { type, reason, name }) => {
    if (name === KEY_PROCESS) return;
    onProcessEnd({ process: type === 'GPU' ? 'graphics' : 'service', how: HOW_GONE[reason], reaction: 'restarted' });
  });
}
