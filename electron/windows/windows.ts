import { join } from 'node:path';
import { BrowserWindow, session, type WebPreferences } from 'electron';
import { type Page, pageUrl } from './pages.ts';
import { servePage } from './protocol.ts';

interface PageOptions {
  readonly title: string;
  /** `persist:` keeps the workspace (Dexie) between starts; the signing window keeps nothing. */
  readonly partition: string;
  readonly width: number;
  readonly height: number;
}

const PAGES: Readonly<Record<Page, PageOptions>> = {
  review: { title: 'Holdfast', partition: 'persist:review', width: 1280, height: 860 },
  sign: { title: 'Holdfast: sign', partition: 'sign', width: 860, height: 820 },
};

/** What every window has, of whichever page: every preference that matters is stated, defaults or not. */
export const SEALED_PREFERENCES: WebPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  safeDialogs: true,
  spellcheck: false,
  enableWebSQL: false,
  devTools: false,
};

/** Opens a page in a sandboxed window of its own, its session serving that page alone. */
export function openWindow(page: Page, appFolder: string, parent?: BrowserWindow): BrowserWindow {
  const { title, partition, width, height } = PAGES[page];
  const pageSession = session.fromPartition(partition);
  if (!pageSession.protocol.isProtocolHandled('holdfast')) servePage(pageSession, page, appFolder);
  const window = new BrowserWindow({
    title,
    width,
    height,
    minWidth: 720,
    minHeight: 560,
    show: false,
    autoHideMenuBar: true,
    ...(parent === undefined ? {} : { parent, modal: true }),
    webPreferences: {
      ...SEALED_PREFERENCES,
      session: pageSession,
      preload: join(appFolder, `preload-${page}.cjs`),
    },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(pageUrl(page));
  return window;
}
