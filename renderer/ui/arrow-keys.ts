import type { KeyboardEvent } from 'react';

const BACK = ['ArrowUp', 'ArrowLeft'];
const ON = ['ArrowDown', 'ArrowRight'];

/**
 * Where a key press leads from the item at `at` in a list of `count`: the new index, or `null` when the key is no
 * movement. The ends do not wrap.
 */
export function movedTo(key: string, at: number, count: number): number | null {
  if (count === 0) return null;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  if (BACK.includes(key)) return Math.max(0, at - 1);
  if (ON.includes(key)) return Math.min(count - 1, at + 1);
  return null;
}

/** For `onKeyDown` of a list: arrow keys, Home and End move the focus between the items marked `data-item`. */
export function moveInList(event: KeyboardEvent<HTMLElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-item]')];
  const focused = document.activeElement;
  const at = focused instanceof HTMLElement ? items.indexOf(focused) : -1;
  if (at < 0) return;
  const to = movedTo(event.key, at, items.length);
  if (to === null) return;
  event.preventDefault();
  items[to]?.focus();
}
