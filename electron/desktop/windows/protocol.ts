import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Protocol, protocol, type Session } from 'electron';
import { APP_SCHEME, type Page } from './pages.ts';

const FILES = {
  '/': { name: 'index.html', type: 'text/html; charset=utf-8' },
  '/index.js': { name: 'index.js', type: 'text/javascript; charset=utf-8' },
  '/index.css': { name: 'index.css', type: 'text/css; charset=utf-8' },
} as const;

/** What every answer says, under a content security policy (CSP Level 3), a directive an item. */
export function headersWith(policy: readonly string[]): Record<string, string> {
  return {
    'Content-Security-Policy': policy.join('; '),
    'X-Content-Type-Options': 'nosniff',
    'X-DNS-Prefetch-Control': 'off',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
  };
}

const HEADERS = headersWith([
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

/** Serves one page's three files in one session, and nothing else: no path of a request ever reaches the disk. */
export function servePage(session: Session, page: Page, appFolder: string): void {
  const scheme: Protocol = session.protocol;
  scheme.handle(APP_SCHEME, async (request) => {
    const url = new URL(request.url);
    const file = Object.entries(FILES).find(([path]) => path === url.pathname)?.[1];
    if (request.method !== 'GET' || url.host !== page || file === undefined) {
      return new Response('not found', { status: 404, headers: HEADERS });
    }
    const body = await readFile(join(appFolder, page, file.name));
    return new Response(new Uint8Array(body), { headers: { ...HEADERS, 'Content-Type': file.type } });
  });
}
