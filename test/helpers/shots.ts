import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { cutOff, faintTexts } from './legibility.ts';

/** Where pictures of what a test shows are kept, to be looked at; without it there are none. */
const FOLDER = process.env.HOLDFAST_SHOTS;

/** The window as it is now can be read, light and dark, wide and narrow; and is kept as pictures where these are wanted. */
export async function shots(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  for (const width of [1280, 800]) {
    await page.setViewportSize({ width, height: 860 });
    expect(await cutOff(page)).toEqual([]);
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect(await faintTexts(page)).toEqual([]);
      if (FOLDER === undefined) continue;
      mkdirSync(FOLDER, { recursive: true });
      await page.screenshot({ path: join(FOLDER, `${name}-${width}-${colorScheme}.png`) });
    }
  }
  if (before !== null) await page.setViewportSize(before);
}
