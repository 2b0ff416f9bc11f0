import { type RefObject, useEffect, useRef } from 'react';
import { SHOWN_LIMIT } from '../../../shared/contract/limits.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { withPart } from '../../../shared/statement/parts.ts';
import type { Part } from '../../../shared/statement/read-record.ts';
import { useCrash } from '../../ui/use-crash.ts';
import { ask } from './bridge.ts';
import { linesOf } from './lines-attribute.ts';

/** In milliseconds: what comes into view within this time is reported together. */
const TOGETHER = 200;
/** What is longer than the window is looked at again this often while it is scrolled through. */
const THRESHOLDS = Array.from({ length: 21 }, (_, at) => at / 20);

/**
 * Reports which lines of a packet come into view below an element: those of each element with `linesAttribute` whose
 * beginning and end have both been on the screen.
 */
export function useShownLines<E extends HTMLElement>(packet: Sha256): RefObject<E | null> {
  const container = useRef<E>(null);
  const crash = useCrash();
  useEffect(() => {
    const element = container.current;
    if (element === null) return;
    let parts: readonly Part[] = [];
    let timer: number | undefined;
    const report = (): void => {
      timer = undefined;
      const lines = parts.slice(0, SHOWN_LIMIT);
      parts = parts.slice(SHOWN_LIMIT);
      if (lines.length > 0) ask('packet/shown', { packet, lines }).catch(crash);
      if (parts.length > 0) timer = window.setTimeout(report, TOGETHER);
    };
    const edges = new WeakMap<Element, { start: boolean; end: boolean }>();
    const intersections = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting, boundingClientRect: whole, intersectionRect: seen } of entries) {
          if (!isIntersecting) continue;
          const before = edges.get(target) ?? { start: false, end: false };
          const now = {
            start: before.start || seen.top <= whole.top + 1,
            end: before.end || seen.bottom >= whole.bottom - 1,
          };
          edges.set(target, now);
          const part = now.start && now.end ? linesOf(target) : null;
          if (part === null) continue;
          parts = withPart(parts, part);
          intersections.unobserve(target);
        }
        if (parts.length > 0) timer ??= window.setTimeout(report, TOGETHER);
      },
      { threshold: THRESHOLDS },
    );
    const observeAll = (): void => {
      for (const one of element.querySelectorAll('[data-lines]')) if (!edges.has(one)) intersections.observe(one);
    };
    observeAll();
    const changes = new MutationObserver(observeAll);
    changes.observe(element, { childList: true, subtree: true });
    return () => {
      changes.disconnect();
      intersections.disconnect();
      window.clearTimeout(timer);
      report();
    };
  }, [packet, crash]);
  return container;
}
