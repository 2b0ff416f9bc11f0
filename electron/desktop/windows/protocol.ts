import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Protocol, protocol, type Session } from 'electron';
import { isPractising } from '../../../shared/statement/practice.ts';
import { languageInUse } from '../../../shared/strings/language.ts';
import { APP_SCHEME, type Page } from './pages.ts';

interface ServedFile {
  readonly type: string;
  /** Below the page's folder, or for a font below the application's. */
  readonly of: 'page' | 'application';
  readonly name: string;
}

/** The bundled fonts, each by family, characters and weight (decision 024). */
const FONTS = ['sans', 'mono'].flatMap((family) =>
  ['latin', 'latin-ext', 'vietnamese'].flatMap((characters) =>
    ['400', '600'].map((weight) => `fonts/ibm-plex-${family}-${characters}-${weight}-normal.woff2`),
  ),
);

/** Everything that a page can ask for, by the path of the request. */
const FILES: ReadonlyMap<string, ServedFile> = new Map<string, ServedFile>([
  ['/', { of: 'page', name: 'index.html', type: 'text/html; charset=utf-8' }],
  ['/index.js', { of: 'page', name: 'index.js', type: 'text/javascript; charset=utf-8' }],
  ['/index.css', { of: 'page', name: 'index.css', type: 'text/css; charset=utf-8' }],
  ...FONTS.map((name): [string, ServedFile] => [`/${name}`, { of: 'application', name, type: 'font/woff2' }]),
]);

/** What no page of ours uses, by its name in a permissions policy. Some of it asks for no permission: it has to be denied here. */
const DENIED = [
  'accelerometer',
  'ambient-light-sensor',
  'autoplay',
  'bluetooth',
  'browsing-topics',
  'camera',
  'clipboard-read',
  'clipboard-write',
  'compute-pressure',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'keyboard-map',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'otp-credentials',
  'payment',
  'picture-in-picture',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'sync-xhr',
  'usb',
  'web-share',
  'window-management',
  'xr-spatial-tracking',
];

/** What every answer says, under a content security policy (CSP Level 3), a directive an item. */
export function headersWith(policy: readonly string[]): Record<string, string> {
  return {
    'Content-Security-Policy': policy.join('; '),
    'X-Content-Type-Options': 'nosniff',
    'X-DNS-Prefetch-Control': 'off',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Permissions-Policy': DENIED.map((feature) => `${feature}=()`).join(', '),
  };
}

const HEADERS = headersWith([
  // No modal dialog, and so no print dialog, which asks the network for printers and holds up the window; no download, no popup.
  'sandbox allow-scripts allow-same-origin allow-forms',
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
]);

/** Before the application is ready: the scheme gets an origin, so that IndexedDB works and `self` means one page. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges: { standard: true, secure: true } }]);
}

/**
 * The page with the language in use stated in it: for its own scripts, which take their texts by it, and for screen readers;
 * and that this is practice, where it is.
 */
function withItsState(html: string): string {
  const practice = isPractising() ? ' data-practice' : '';
  return html.replace('<html lang="en">', `<html lang="${languageInUse()}"${practice}>`);
}

/** Serves one page's files and the fonts in one session, and nothing else: no path of a request ever reaches the disk. */
export function servePage(session: Session, page: Page, appFolder: string): void {
  const scheme: Protocol = session.protocol;
  scheme.handle(APP_SCHEME, async (request) => {
    const url = new URL(request.url);
    const file = FILES.get(url.pathname);
    if (request.method !== 'GET' || url.host !== page || file === undefined) {
      return new Response('not found', { status: 404, headers: HEADERS });
    }
    const bytes = await readFile(join(appFolder, file.of === 'page' ? page : '', file.name));
    const body = url.pathname === '/' ? withItsState(bytes.toString('utf8')) : new Uint8Array(bytes);
    return new Response(body, { headers: { ...HEADERS, 'Content-Type': file.type } });
  });
}
