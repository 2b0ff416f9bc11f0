import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { freshFolder, type RunningConsole } from '../helpers/console.ts';

/** What the browser's own tracing says of the frames of a stretch of time. */
export interface Frames {
  readonly seconds: number;
  /** Frames that the page was to have, and those of them that were on the screen in time. */
  readonly due: number;
  readonly shown: number;
}

const PIXELS_A_SECOND = 4000;
/** Frames as Chromium's compositor reports them, each with what became of it. */
const CATEGORIES = ['cc', 'benchmark', 'viz'];

/** Turns the wheel over an element for some seconds, and gives the frames of that time. */
export async function scrolled(
  running: RunningConsole,
  selector: string,
  seconds: number,
  down = true,
): Promise<Frames> {
  const { review, app } = running;
  const at = await pointOver(running, selector);
  const file = join(freshFolder('trace'), 'trace.json');
  const session = await review.context().newCDPSession(review);
  await app.evaluate(
    ({ contentTracing }, included) => contentTracing.startRecording({ included_categories: included }),
    CATEGORIES,
  );
  const begun = performance.now();
  await session.send('Input.synthesizeScrollGesture', {
    ...at,
    yDistance: (down ? -1 : 1) * PIXELS_A_SECOND * seconds,
    speed: PIXELS_A_SECOND,
    gestureSourceType: 'mouse',
    preventFling: true,
  });
  const took = (performance.now() - begun) / 1000;
  await app.evaluate(({ contentTracing }, path) => contentTracing.stopRecording(path), file);
  await session.detach();
  return { seconds: took, ...framesIn(file) };
}

/** The middle of an element, in pixels of the window, whatever its page is zoomed to. */
async function pointOver({ review, app }: RunningConsole, selector: string): Promise<{ x: number; y: number }> {
  const part = await review
    .locator(selector)
    .first()
    .evaluate((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return { x: (left + width / 2) / window.innerWidth, y: (top + height / 2) / window.innerHeight };
    });
  const [width = 0, height = 0] = await app.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getContentSize() ?? [],
  );
  return { x: Math.round(part.x * width), y: Math.round(part.y * height) };
}

/** A list of plain rows over everything else, to compare with. */
export async function showTrivialList(review: Page, rows: number): Promise<() => Promise<void>> {
  await review.evaluate((count) => {
    const box = document.createElement('div');
    box.id = 'trivial';
    Object.assign(box.style, { position: 'fixed', inset: '0', zIndex: '9', overflow: 'auto', background: 'white' });
    box.replaceChildren(
      ...Array.from({ length: count }, (_, at) => {
        const row = document.createElement('div');
        Object.assign(row.style, { height: '28px' });
        row.textContent = `part-${at}.csv`;
        return row;
      }),
    );
    document.body.append(box);
  }, rows);
  return () => review.evaluate(() => document.querySelector('#trivial')?.remove());
}

interface TraceEvent {
  readonly name?: string;
  readonly ph?: string;
  readonly args?: {
    readonly chrome_frame_reporter?: { readonly state?: string; readonly affects_smoothness?: boolean };
  };
}

function framesIn(file: string): { readonly due: number; readonly shown: number } {
  const { traceEvents }: { readonly traceEvents: readonly TraceEvent[] } = JSON.parse(readFileSync(file, 'utf8'));
  const states = traceEvents.flatMap(({ name, args }) => {
    const report = args?.chrome_frame_reporter;
    return name === 'PipelineReporter' && report?.state !== undefined ? [report.state] : [];
  });
  const due = states.filter((state) => state !== 'STATE_NO_UPDATE_DESIRED').length;
  return { due, shown: states.filter((state) => state.startsWith('STATE_PRESENTED')).length };
}
