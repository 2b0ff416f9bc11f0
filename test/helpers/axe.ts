import type { Page } from '@playwright/test';
import axe from 'axe-core';

const RUN = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ target, html }) => id + ' at ' + target.join(' ') + ': ' + html.slice(0, 200))))`;

/**
 * What axe-core finds wrong on a page as it stands, one line each: the rule and the element. It comes in by the debugger,
 * which the pages' content security policy does not bind.
 */
export async function violationsOn(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate<readonly string[]>(RUN);
}
