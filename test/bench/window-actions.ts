import type { Page } from '@playwright/test';

/** What is on the screen once an input has been answered. */
interface Answer {
  readonly selector: string;
  /** Part of the element's text, or the whole of a field's value. */
  readonly text?: string;
  /** The element has been scrolled this far, in pixels. */
  readonly scrolled?: number;
}

/** One input of a person, and what it asks for. */
export interface Action {
  readonly name: string;
  /** Where it can be done. */
  readonly on: 'packet' | 'any';
  /** Moves the pointer or the focus to where the input goes; not measured. */
  readonly ready: (page: Page) => Promise<void>;
  readonly act: (page: Page) => Promise<void>;
  readonly answer: Answer;
}

/**
 * Milliseconds from just before the input is sent until what it asked for is on the screen: the frame after the one in
 * which the page's content is that. Both processes read one clock.
 */
export async function perform(page: Page, { ready, act, answer }: Action): Promise<number> {
  await ready(page);
  await page.evaluate(watchForAnswer, answer);
  const sent = performance.timeOrigin + performance.now();
  await act(page);
  const painted = await page.evaluate(() => Promise.resolve(Reflect.get(window, 'holdfastAnswered')).then(Number));
  return painted - sent;
}

/**
 * In the page: looks before each frame, and takes the time once that frame has been painted. The functions are methods,
 * since the loader wraps others in a helper that the page does not have.
 */
function watchForAnswer({ selector, text = '', scrolled }: Answer): void {
  const watch = {
    isThere() {
      return [...document.querySelectorAll(selector)].some((element) => {
        if (scrolled !== undefined) return element.scrollTop >= scrolled;
        if (element instanceof HTMLInputElement) return element.value === text;
        return element.textContent.includes(text);
      });
    },
    look(resolve: (at: number) => void) {
      if (!watch.isThere()) {
        requestAnimationFrame(() => watch.look(resolve));
        return;
      }
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.timeOrigin + performance.now());
      port2.postMessage(null);
    },
  };
  const answered = new Promise<number>((resolve) => requestAnimationFrame(() => watch.look(resolve)));
  Object.assign(window, { holdfastAnswered: answered });
}

const section = (name: string, selector = 'h1', text = name): Action => ({
  name: `section ${name}`,
  on: 'any',
  ready: (page) => pointAt(page, `nav button:text-is("${name}")`),
  act: click,
  answer: { selector, text },
});

const part = (name: string, selector: string): Action => ({
  name: `tab ${name}`,
  on: 'packet',
  ready: (page) => pointAt(page, `[role=tab]:has-text("${name}")`),
  act: click,
  answer: { selector: `[role=tabpanel][aria-labelledby=tab-${name.toLowerCase()}] ${selector}` },
});

const SEARCH = 'input[type=search]';

/** In an order in which each can follow the one before. */
export const ACTIONS: readonly Action[] = [
  part('Document', '.document'),
  {
    name: 'scroll the document',
    on: 'packet',
    ready: (page) => pointAt(page, '.packet-main h1'),
    act: (page) => page.mouse.wheel(0, 100),
    answer: { selector: 'main', scrolled: 1 },
  },
  part('Blockers', 'tbody tr'),
  part('Evidence', 'section'),
  part('Glance', '.glance'),
  section('Record', 'table.journal tbody tr', ''),
  section('Station'),
  section('Evidence'),
  section('Decisions', 'table.table-rows tbody tr', ''),
  {
    name: 'type in the search field',
    on: 'any',
    ready: (page) => page.locator(SEARCH).focus(),
    act: (page) => page.keyboard.press('f'),
    answer: { selector: SEARCH, text: 'f' },
  },
  {
    name: 'clear the search field',
    on: 'any',
    ready: (page) => page.locator(SEARCH).focus(),
    act: (page) => page.keyboard.press('Backspace'),
    answer: { selector: SEARCH, text: '' },
  },
  section('Intake', '#sources-title', ''),
  section('Decisions', 'table.table-rows tbody tr', ''),
  {
    name: 'open a packet',
    on: 'any',
    ready: (page) => pointAt(page, '.row-button >> nth=-1'),
    act: click,
    answer: { selector: '[role=tabpanel] .glance' },
  },
];

/** The pointer over an element, as for a person who is about to click on it. */
async function pointAt(page: Page, selector: string): Promise<void> {
  const box = await page.locator(selector).first().boundingBox();
  if (box === null) throw new Error(`${selector} is not on the screen`);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
}

async function click(page: Page): Promise<void> {
  await page.mouse.down();
  await page.mouse.up();
}

/** Times of actions under several circumstances. */
export class Measurements {
  readonly #times = new Map<string, Map<string, number[]>>();
  readonly #stalls = new Map<string, number>();

  add(circumstance: string, action: string, milliseconds: number): void {
    const of = this.#times.get(circumstance) ?? new Map<string, number[]>();
    this.#times.set(circumstance, of);
    of.set(action, [...(of.get(action) ?? []), milliseconds]);
  }

  /** The main process's longest turn. */
  stall(circumstance: string, milliseconds: number): void {
    this.#stalls.set(circumstance, Math.max(this.#stalls.get(circumstance) ?? 0, milliseconds));
  }

  print(): void {
    for (const [circumstance, actions] of this.#times) {
      const stall = this.#stalls.get(circumstance);
      const stalled = stall === undefined ? '' : `; longest turn of the main process ${stall.toFixed(0)} ms`;
      console.log(
        `\n### ${circumstance}${stalled}\n\n| input | times | median ms | p95 ms | max ms |\n|---|---|---|---|---|`,
      );
      for (const [action, times] of actions) console.log(row(action, times));
      console.log(row('**all**', [...actions.values()].flat()));
    }
  }
}

function row(name: string, times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0);
  return `| ${name} | ${times.length} | ${at(0.5)} | ${at(0.95)} | ${at(1)} |`;
}
