import type { App, WebContents } from 'electron';
import { closeFileInputs } from './file-inputs.ts';

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
