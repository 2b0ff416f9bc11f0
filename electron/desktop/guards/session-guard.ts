import type { App, Session } from 'electron';
import { APP_SCHEME } from '../windows/pages.ts';

/** Puts the guard on every session there is or will be, before anything loads in it. */
export function guardEverySession(app: App): void {
  app.on('session-created', guardSession);
}

/**
 * What a session may do: load our own pages. Every request elsewhere is cancelled, every permission and device denied,
 * every download stopped; the spell checker, which would fetch a dictionary, has no language.
 */
function guardSession(session: Session): void {
  session.setSpellCheckerLanguages([]);
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isOwnPage(details.url) });
  });
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.on('will-download', (event) => event.preventDefault());
}

function isOwnPage(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === `${APP_SCHEME}:`;
}
