import { type RefObject, useEffect, useRef, useState } from 'react';
import { SeenSoFar, type Stretch } from './seen.ts';

/** How often it is looked which lines are in view. */
const LOOK_EVERY_MS = 100;

/** Fractions of a pixel that positions may be off by. */
const SLACK_PX = 2;

/** How much of a text was read. */
export interface Reading {
  /** What scrolls. */
  readonly region: RefObject<HTMLDivElement | null>;
  /** The text: each of its children is a section. */
  readonly text: RefObject<HTMLElement | null>;
  /** The places of the sections that were seen, all of each. */
  readonly seen: ReadonlySet<number>;
}

/** Which sections of a text have been seen: every line of them in view for long enough. What was seen stays so. */
export function useReading(): Reading {
  const region = useRef<HTMLDivElement>(null);
  const text = useRef<HTMLElement>(null);
  const [seen, setSeen] = useState<ReadonlySet<number>>(new Set());
  useEffect(() => {
    const scrolled = region.current;
    const shown = text.current;
    if (scrolled === null || shown === null) return;
    const soFar = new SeenSoFar();
    const look = () => {
      if (document.hidden) return soFar.forget();
      const { top } = shown.getBoundingClientRect();
      const frame = scrolled.getBoundingClientRect();
      soFar.look({ at: performance.now(), view: { from: frame.top - top, to: frame.bottom - top } });
      const stretches = [...shown.children].map((one) => stretchOf(one, top));
      const found = stretches.flatMap((one, at) => (soFar.has(one, SLACK_PX) ? [at] : []));
      setSeen((before) => (found.every((at) => before.has(at)) ? before : new Set([...before, ...found])));
    };
    let width = shown.clientWidth;
    const resized = new ResizeObserver(() => {
      // Lines break elsewhere now: a section that was half seen is to be seen from its beginning.
      if (shown.clientWidth !== width) soFar.forget();
      width = shown.clientWidth;
    });
    resized.observe(shown);
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => {
      resized.disconnect();
      clearInterval(timer);
    };
  }, []);
  return { region, text, seen };
}

function stretchOf(section: Element, top: number): Stretch {
  const box = section.getBoundingClientRect();
  return { from: box.top - top, to: box.bottom - top };
}
