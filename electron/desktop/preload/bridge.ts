import { contextBridge, ipcRenderer } from 'electron';
import { STATION_EVENT } from '../../../shared/contract/events.ts';

/**
 * The one function by which a window asks. It passes names and plain data on and decides nothing: the main process checks
 * the sender, the channel's name and the request. `ipcRenderer` itself never reaches the page.
 */
export const ask = (name: string, request: unknown): Promise<unknown> => ipcRenderer.invoke('ask', name, request);

/** What a window is told unasked. Gives back the function that ends the subscription. */
export const onEvent = (listener: (event: unknown) => void): (() => void) => {
  const pass = (_event: unknown, payload: unknown) => listener(payload);
  ipcRenderer.on(STATION_EVENT, pass);
  return () => {
    ipcRenderer.off(STATION_EVENT, pass);
  };
};

export function expose(bridge: Readonly<Record<string, unknown>>): void {
  contextBridge.exposeInMainWorld('holdfast', bridge);
}
