import { expect } from '@playwright/test';
import { test } from '../helpers/station.ts';

/** Vietnamese, in the characters of all three sets: Latin, Latin extended, Vietnamese. */
const VIETNAMESE = 'Biên bản diễn tập khôi phục, số Ł1';

test('the bundled fonts are what the window is set in, Vietnamese too', async ({ shared: { review } }) => {
  const loaded = await review.evaluate(async (words) => {
    const faces = await Promise.all(
      ['IBM Plex Sans', 'IBM Plex Mono'].flatMap((family) =>
        [400, 600].map((weight) => document.fonts.load(`${weight} 14px "${family}"`, words)),
      ),
    );
    return faces.map((found) => found.filter(({ status }) => status === 'loaded').length);
  }, VIETNAMESE);
  expect(loaded).toEqual([3, 3, 3, 3]);
});

test('a path that is not on the list of files is not served, whatever it is', async ({ shared: { review } }) => {
  const statuses = await review.evaluate(() =>
    Promise.all(
      ['/fonts/ibm-plex-sans-latin-400-normal.woff2', '/fonts/../main.cjs', '/fonts/', '/main.cjs'].map((path) => {
        const face = new FontFace('tried', `url("${path}")`);
        return face.load().then(
          () => 'served',
          () => 'not served',
        );
      }),
    ),
  );
  expect(statuses).toEqual(['served', 'not served', 'not served', 'not served']);
});

test('with forced colours, one tab and one section look selected', async ({ shared: { review } }) => {
  await review.emulateMedia({ forcedColors: 'active' });
  for (const within of [review.getByRole('tablist'), review.getByRole('navigation').getByRole('list')]) {
    const grounds = await within
      .locator('button')
      .evaluateAll((all) => all.map((one) => getComputedStyle(one).backgroundColor));
    expect(grounds.length).toBeGreaterThan(2);
    const selected = await within
      .locator('[aria-selected="true"], [aria-current="page"]')
      .evaluate((one) => getComputedStyle(one).backgroundColor);
    expect(grounds.filter((ground) => ground === selected)).toHaveLength(1);
  }
});
