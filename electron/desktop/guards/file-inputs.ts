import type { WebContents } from 'electron';

/**
 * A page's `<input type=file>` gets no dialog and no file: Chromium asks a debugger for the file instead, and gets no answer.
 * The debugger is this process, over no socket; Electron has no event for it. Chromium keeps the order when a page is loaded
 * again. A page that cannot be kept so ends the console.
 *
 * `Page.enable` is needed: without it the order is taken and not followed.
 */
export function closeFileInputs(contents: WebContents): void {
  const { debugger: inspector } = contents;
  inspector.attach();
  inspector.on('detach', (_event, reason) => {
    if (reason !== 'target closed') throw new Error(`file dialogs of a page are not kept closed any more: ${reason}`);
  });
  const order = async (): Promise<void> => {
    try {
      await inspector.sendCommand('Page.enable');
      await inspector.sendCommand('Page.setInterceptFileChooserDialog', { enabled: true });
    } catch (error) {
      // Or the page was closed before it took the order.
      if (!contents.isDestroyed() && inspector.isAttached()) throw error;
    }
  };
  void order();
}
