import { contextBridge, ipcRenderer } from 'electron';

/**
 * The one function that a window gets. It passes names and plain data on and decides nothing: the main process checks
 * the sender, the channel's name and the request. `ipcRenderer` itself never reaches the page.
 */
export const ask = (name: string, request: unknown): Promise<unknown> => ipcRenderer.invoke('ask', name, request);

export function expose(bridge: Readonly<Record<string, unknown>>): void {
  contextBridge.exposeInMainWorld('holdfast', bridge);
}
