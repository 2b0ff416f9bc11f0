import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** Browsers draw no box taller than some 33 million px, half of that at a zoom of 200 %. */
const TALLEST = 4_000_000;

interface ScaledScroll {
  readonly box: RefObject<HTMLDivElement | null>;
  /** How tall everything would be, in px; any number. */
  readonly full: number;
  /** What is at the top of the box, in px of that. */
  readonly top: number;
  /** The wheel, a key or a short way of the thumb. */
  readonly onMove: (px: number) => void;
  /** The thumb was taken elsewhere: to this part of the whole, from 0 to 1. */
  readonly onJump: (part: number) => void;
  /** Whether what is above is known to the pixel, as for rows that are all alike; otherwise `full` is a guess. */
  readonly isExact: boolean;
  /** How far an arrow key moves, in px, where the box itself is moved by keys. */
  readonly keyStep?: number;
}

/**
 * Scrolls through more than a browser can: the scroll bar stands for the whole, while the wheel moves by what is seen. Gives
 * how tall the box's inside is to be, and how tall the box is.
 */
export function useScaledScroll({ box, full, top, onMove, onJump, isExact, keyStep }: ScaledScroll) {
  const seen = useBoxHeight(box);
  const inside = Math.min(full, TALLEST);
  const most = Math.max(0, inside - seen);
  const known = useRef(0);
  /** The browser's own scrolling does it all. */
  const isPlain = isExact && inside === full;

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const part = full <= seen ? 0 : top / (full - seen);
    const wanted = isPlain ? top : part * most;
    if (Math.abs(element.scrollTop - wanted) >= 1) element.scrollTop = wanted;
    known.current = element.scrollTop;
  });

  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const onScroll = () => {
      const moved = element.scrollTop - known.current;
      if (moved === 0) return;
      known.current = element.scrollTop;
      if (isPlain || Math.abs(moved) <= 2 * seen) onMove(moved);
      else onJump(most === 0 ? 0 : element.scrollTop / most);
    };
    // Scrolling that the browser animates would be broken off by the correction of its place.
    const onWheel = (event: WheelEvent) => {
      if (isPlain || event.ctrlKey || event.deltaY === 0) return;
      event.preventDefault();
      onMove(event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 20 : event.deltaY);
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (keyStep === undefined || event.target !== element) return;
      const moves: Readonly<Record<string, number>> = {
        ArrowDown: keyStep,
        ArrowUp: -keyStep,
        PageDown: seen - keyStep,
        PageUp: keyStep - seen,
      };
      const move = moves[event.key];
      if (move !== undefined) onMove(move);
      else if (event.key === 'Home') onJump(0);
      else if (event.key === 'End') onJump(1);
      else return;
      event.preventDefault();
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    element.addEventListener('wheel', onWheel, { passive: false });
    element.addEventListener('keydown', onKeyDown);
    if (keyStep !== undefined) element.tabIndex = 0;
    return () => {
      element.removeEventListener('scroll', onScroll);
      element.removeEventListener('wheel', onWheel);
      element.removeEventListener('keydown', onKeyDown);
    };
  }, [box, isPlain, seen, most, onMove, onJump, keyStep]);

  return { inside, seen };
}

function useBoxHeight(box: RefObject<HTMLDivElement | null>): number {
  const [height, setHeight] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    setHeight(element.clientHeight);
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return height;
}
