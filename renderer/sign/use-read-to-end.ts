import { type RefObject, useEffect, useRef, useState } from 'react';

/** Fractions of a pixel that scroll positions may be off by. */
const SLACK_PX = 2;

/**
 * Whether the end of a scrollable region has been in view: scrolled to, or never out of it. Once true it stays so.
 * The region takes the focus.
 */
export function useReadToEnd<E extends HTMLElement>(): readonly [region: RefObject<E | null>, isRead: boolean] {
  const region = useRef<E>(null);
  const [isRead, setIsRead] = useState(false);
  useEffect(() => {
    const element = region.current;
    if (element === null) return;
    // So that the keyboard can scroll it from the start.
    element.tabIndex = 0;
    element.focus();
    const look = () => {
      const below = element.scrollHeight - element.scrollTop - element.clientHeight;
      if (below <= SLACK_PX) setIsRead(true);
    };
    const resized = new ResizeObserver(look);
    resized.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      resized.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, []);
  return [region, isRead];
}
