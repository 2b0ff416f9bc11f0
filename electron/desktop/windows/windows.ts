import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BrowserWindow, session, type WebContents, type WebPreferences } from 'electron';
import { desktop } from '../../../shared/strings/desktop.ts';
import { type Page, pageUrl } from './pages.ts';
import { servePage } from './protocol.ts';

/** How long after a request to a page has failed the end of its process is told, if that is why. */
export const LONGEST_TELLING_MS = 1000;

/** Chromium's number for a load that another one took the place of. */
const ERR_ABORTED = -3;

interface PageOptions {
  /** `persist:` keeps the workspace (Dexie) between starts; the signing window keeps nothing. */
  readonly partition: string;
  readonly width: number;
  readonly height: number;
}

const PAGES: Readonly<Record<Page, PageOptions>> = {
  review: { partition: 'persist:review', width: 1280, height: 860 },
  crash: { partition: 'crash', width: 760, height: 680 },
  sign: { partition: 'sign', width: 860, height: 820 },
  choose: { partition: 'choose', width: 900, height: 680 },
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

interface OpenOptions {
  /** The window that it belongs to, and that takes no input while it is open. */
  readonly parent?: BrowserWindow;
  /** Another place for what the page keeps than its usual one. */
  readonly partition?: string;
}

/** Opens a page in a sandboxed window of its own, its session serving that page alone. */
export function openWindow(
  page: Page,
  appFolder: string,
  { parent, partition: other }: OpenOptions = {},
): BrowserWindow {
  const { partition: usual, width, height } = PAGES[page];
  const partition = other ?? usual;
  const pageSession = session.fromPartition(partition);
  if (!pageSession.protocol.isProtocolHandled('holdfast')) servePage(pageSession, page, appFolder);
  const window = new BrowserWindow({
    title: desktop().titles[page],
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
  showOnce(window);
  // A page cannot call its window like another one.
  window.on('page-title-updated', (event) => event.preventDefault());
  closeUnasked(window);
  void load(window, page);
  return window;
}

/** How long after it is loaded a page may take to paint while nobody sees it. */
const LONGEST_UNPAINTED_MS = 500;

/**
 * Shows a window once its page is painted, so that it does not flash. Through Wayland a window that is hidden paints nothing
 * after its page is loaded, and would stay hidden: it is shown a moment later all the same.
 */
function showOnce(window: BrowserWindow): void {
  const show = (): void => {
    if (!window.isDestroyed() && !window.isVisible()) window.show();
  };
  window.once('ready-to-show', show);
  window.webContents.once('did-finish-load', () => setTimeout(show, LONGEST_UNPAINTED_MS));
}

/** @throws when one of our own pages cannot be loaded, which leaves a window that is never shown */
async function load(window: BrowserWindow, page: Page): Promise<void> {
  let hasEnded = false;
  window.webContents.once('render-process-gone', () => {
    hasEnded = true;
  });
  const instead = loadInstead(window.webContents);
  try {
    await window.loadURL(pageUrl(page));
  } catch (error) {
    // Or the window was closed meanwhile, or the page's process ended, which is told a moment later: each is noticed elsewhere.
    await sleep(LONGEST_TELLING_MS);
    if (window.isDestroyed() || hasEnded) return;
    // A page that is loaded again while it loads aborts its first load. The second one tells how it ended.
    if (!instead.hasBegun()) throw error;
    await instead.ended;
  }
}

/** The load of a page that takes the place of its first one, which it aborts. */
interface LoadInstead {
  readonly hasBegun: () => boolean;
  /** Rejects when the page could not be loaded. */
  readonly ended: Promise<void>;
}

function loadInstead(contents: WebContents): LoadInstead {
  let begun = 0;
  contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) begun += 1;
  });
  const ended = new Promise<void>((resolve, reject) => {
    contents.once('did-finish-load', resolve);
    contents.on('did-fail-load', (_, code, description, url, isMainFrame) => {
      if (isMainFrame && code !== ERR_ABORTED) reject(new Error(`${description} (${code}): ${url}`));
    });
  });
  // Whoever needs it awaits it; a first load that fails tells of itself.
  ended.catch(() => undefined);
  return { hasBegun: () => begun > 1, ended };
}

/**
 * Closes a window without a word to its page, which could keep it open: by `beforeunload`, or by never answering. In a later
 * turn, since Electron is in the midst of closing it.
 */
function closeUnasked(window: BrowserWindow): void {
  window.on('close', (event) => {
    event.preventDefault();
    setImmediate(() => {
      endWindow(window);
    });
  });
}

/** Ends a window and those above it, which come first: a window that takes its modal child with it takes the runtime with it too. */
export function endWindow(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  for (const child of window.getChildWindows()) endWindow(child);
  window.destroy();
}
