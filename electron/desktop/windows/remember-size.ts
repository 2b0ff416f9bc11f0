import type { BrowserWindow, Screen } from 'electron';
import type { WindowSize } from '../../station/window-size.ts';

/** How long a size must stay before it is kept: while a window is dragged it changes many times a second. */
const SETTLED_MS = 500;

/** Gives the window the size that it had before, as far as the screen has room for it, and tells each size that it comes to have. */
export function rememberSize(
  window: BrowserWindow,
  screen: Screen,
  before: WindowSize | null,
  keep: (size: WindowSize) => void,
): void {
  if (before !== null) {
    const room = screen.getPrimaryDisplay().workAreaSize;
    window.setSize(Math.min(before.width, room.width), Math.min(before.height, room.height));
    // Maximising a window also shows it, so this waits until the page is ready to be shown.
    if (before.isMaximized) window.once('show', () => window.maximize());
  }
  let timer: NodeJS.Timeout | undefined;
  const changed = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return;
      const { width, height } = window.getNormalBounds();
      keep({ width, height, isMaximized: window.isMaximized() });
    }, SETTLED_MS);
  };
  window.on('resize', changed);
  window.on('maximize', changed);
  window.on('unmaximize', changed);
  window.once('closed', () => clearTimeout(timer));
}
