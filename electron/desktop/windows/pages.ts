/** The scheme of our own pages; `file:` is never used. */
export const APP_SCHEME = 'holdfast';

/** The pages, each a host of its own, so that neither shares an origin with the other. */
export type Page = 'review' | 'sign';

export function pageUrl(page: Page): string {
  return `${APP_SCHEME}://${page}/`;
}
