import type { App, BrowserWindow, InputEvent, Point, PowerMonitor, Screen, WebContents } from 'electron';
import type { Session } from '../../station/session.ts';

const TICK_MS = 5000;

/**
 * Signs out when nobody has pressed a key, clicked, turned the wheel or moved the pointer for long in any window, and
 * when the machine goes to sleep or its screen is locked; what is half typed in the signing window goes with it. Gives
 * the function that stops it.
 */
export function lockUnattended(
  app: App,
  power: PowerMonitor,
  screen: Screen,
  session: Session,
  abandon: () => void,
  windows: () => readonly BrowserWindow[],
): () => void {
  // Through Wayland the runtime crashes when it is asked before a window is there.
  const hasWindow = (): boolean => windows().some((window) => window.isVisible());
  const presence = new Presence(() => (hasWindow() ? screen.getCursorScreenPoint() : null));
  const watch = (_: unknown, contents: WebContents): void => {
    contents.on('input-event', (_, { type }) => {
      if (presence.isShownBy(type)) session.touch();
    });
  };
  app.on('web-contents-created', watch);
  session.onChange(() => {
    if (session.identity() === null) abandon();
  });
  const asleep = (): void => void session.end('suspend');
  power.on('suspend', asleep);
  power.on('lock-screen', asleep);
  const timer = setInterval(() => {
    presence.lookAtPointer();
    void session.checkIdle();
  }, TICK_MS);
  return () => {
    clearInterval(timer);
    app.off('web-contents-created', watch);
    power.off('suspend', asleep);
    power.off('lock-screen', asleep);
  };
}

/** What a hand has done when one of these comes. */
const PRESSES: readonly InputEvent['type'][] = [
  'rawKeyDown',
  'keyDown',
  'mouseDown',
  'mouseWheel',
  'touchStart',
  'pointerDown',
];

/**
 * Tells a person's input from what other windows cause: one that opens, closes or moves over ours makes the pointer
 * enter, leave and even move, while it stays where it is on the screen.
 */
export class Presence {
  readonly #pointer: () => Point | null;
  #at: Point | null;

  /** @param pointer where the pointer is on the screen; `null` while nobody can tell */
  constructor(pointer: () => Point | null) {
    this.#pointer = pointer;
    this.#at = pointer();
  }

  isShownBy(type: InputEvent['type']): boolean {
    if (PRESSES.includes(type)) return true;
    const before = this.#at;
    this.lookAtPointer();
    if (type !== 'mouseMove' || before === null || this.#at === null) return false;
    return before.x !== this.#at.x || before.y !== this.#at.y;
  }

  /** Takes note of a movement elsewhere on the screen, so that it counts for none here later. */
  lookAtPointer(): void {
    this.#at = this.#pointer();
  }
}
