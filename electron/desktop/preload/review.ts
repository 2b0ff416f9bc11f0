import { ipcRenderer } from 'electron';
import { STATION_EVENT } from '../../../shared/contract/events.ts';
import { ask, expose } from './bridge.ts';

// The bridge of the review window: `ReviewBridge` in shared/contract/bridge.ts.
expose({
  ask,
  onEvent: (listener: (event: unknown) => void) => {
    const pass = (_event: unknown, payload: unknown) => listener(payload);
    ipcRenderer.on(STATION_EVENT, pass);
    return () => {
      ipcRenderer.off(STATION_EVENT, pass);
    };
  },
});
