import type { Page } from '@playwright/test';

/** WCAG 2.2, 1.4.3 (AA). Large text may have 3, which is not made use of. */
const LEAST_CONTRAST = 4.5;

/** The texts on a page that are too close in colour to what is behind them, each with its ratio. Disabled controls may be. */
export function faintTexts(page: Page): Promise<readonly string[]> {
  return page.evaluate((least) => {
    type Colour = readonly [red: number, green: number, blue: number, alpha: number];
    const parse = (css: string): Colour => {
      const [red = 0, green = 0, blue = 0, alpha = 1] = (css.match(/[\d.]+/g) ?? []).map(Number);
      return [red, green, blue, alpha];
    };
    const over = (above: Colour, below: Colour): Colour => {
      const mix = (at: 0 | 1 | 2) => above[at] * above[3] + below[at] * (1 - above[3]);
      return [mix(0), mix(1), mix(2), 1];
    };
    const behind = (element: Element | null): Colour =>
      element === null
        ? [255, 255, 255, 1]
        : over(parse(getComputedStyle(element).backgroundColor), behind(element.parentElement));
    const luminance = ([red, green, blue]: Colour): number => {
      const linear = (value: number) => (value <= 10.31475 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4);
      return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    };
    const ratio = (one: Colour, other: Colour): number => {
      const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
      return ((light ?? 1) + 0.05) / ((dark ?? 1) + 0.05);
    };
    const faint: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { parentElement: element, textContent: words } = texts.currentNode;
      if (element === null || words === null || words.trim() === '') continue;
      if (!element.checkVisibility() || element.closest(':disabled, .unseen') !== null) continue;
      const contrast = ratio(parse(getComputedStyle(element).color), behind(element));
      if (contrast < least) faint.push(`${contrast.toFixed(2)}: ${words.trim().slice(0, 60)}`);
    }
    return faint;
  }, LEAST_CONTRAST);
}

/**
 * The elements that a person would have to scroll sideways for, tables apart, which may; and the page itself where what
 * is within it scrolls and it does so too.
 */
export function cutOff(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => [
    ...(document.querySelector('.frame') !== null && document.documentElement.scrollHeight > innerHeight
      ? ['the page scrolls beside its content']
      : []),
    ...[...document.querySelectorAll('body *')]
      .filter((element) => element.checkVisibility() && element.closest('.table-scroll, .unseen') === null)
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
      .map((element) => `${element.tagName} ${element.className}: ${element.textContent?.slice(0, 60)}`),
  ]);
}

/** The controls and tables on a page that a screen reader has no name for, as it would tell of them. */
export async function namelessControls(page: Page): Promise<readonly string[]> {
  const nameless =
    /^\s*- (?:button|textbox|searchbox|checkbox|radio|combobox|tab|progressbar|dialog|region|table)(?!\w| ")/;
  const told = await page.locator('body').ariaSnapshot();
  return told.split('\n').filter((line) => nameless.test(line));
}
