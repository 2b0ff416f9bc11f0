import { type RefObject, useLayoutEffect, useState } from 'react';

/** Room for the number of the line, in px. */
const GUTTER = 96;
const LEAST = 20;
const MOST = 400;

/** How many characters of its font fit on a line of a box; `null` until that is known. */
export function useColumns(box: RefObject<HTMLElement | null>): number | null {
  const [columns, setColumns] = useState<number | null>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const probe = document.createElement('span');
    probe.className = 'mono text-probe';
    probe.textContent = '0'.repeat(100);
    element.append(probe);
    const character = probe.getBoundingClientRect().width / 100;
    probe.remove();
    const measure = () =>
      setColumns(Math.max(LEAST, Math.min(MOST, Math.floor((element.clientWidth - GUTTER) / character))));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return columns;
}
