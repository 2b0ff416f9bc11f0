import type { App, PowerMonitor } from 'electron';
import type { Session } from '../station/session.ts';

const TICK_MS = 5000;

/**
 * Signs out when nobody has pressed a key or moved the pointer for long in any window, and when the machine goes to
 * sleep or its screen is locked; what is half typed in the signing window goes with it. Gives the function that stops it.
 */
export function lockUnattended(app: App, power: PowerMonitor, session: Session, abandon: () => void): () => void {
  app.on('web-contents-created', (_, contents) => contents.on('input-event', () => session.touch()));
  session.onChange(() => {
    if (session.identity() === null) abandon();
  });
  const asleep = (): void => void session.end('suspend');
  power.on('suspend', asleep);
  power.on('lock-screen', asleep);
  const timer = setInterval(() => void session.checkIdle(), TICK_MS);
  return () => clearInterval(timer);
}
