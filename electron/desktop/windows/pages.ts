/** The scheme of our own pages; `file:` is never used. */
export const APP_SCHEME = 'holdfast';

/** The pages, each a host of its own, so that none shares an origin with another. */
export type Page = 'review' | 'sign' | 'crash' | 'choose';

export function pageUrl(page: Page): string {
  return `${APP_SCHEME}://${page}/`;
}
