import type { App, WebContents } from 'electron';

/** Puts the guard on every web contents there will be: none may leave its page, open another, embed one, or stay on its own. */
export function guardEveryContents(app: App): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
}

function guardContents(contents: WebContents): void {
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  // What a page's `beforeunload` asks for is not done: here, to prevent the event is to unload all the same.
  contents.on('will-prevent-unload', (event) => event.preventDefault());
  contents.setAudioMuted(true);
  closeFileInputs(contents);
}

/**
 * A page's `<input type=file>` gets no dialog and no file: Chromium asks a debugger for the file instead, and gets no answer.
 * The debugger is this process, over no socket; Electron has no event for it. Chromium keeps the order when a page is loaded
 * again. A page that cannot be kept so ends the console.
 *
 * `Page.enable` is needed: without it the order is taken and not followed.
 */
function closeFileInputs(contents: WebContents): void {
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
