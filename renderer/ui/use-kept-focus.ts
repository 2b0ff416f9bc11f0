import { useEffect } from 'react';

/**
 * Keeps the keyboard's place in a window. A control that had the focus and was disabled while what it began was under
 * way gets it back; where it is gone, the heading of the page takes it. Whoever clicks beside everything has put the
 * focus away, and it stays away.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let last: HTMLElement | null = null;
    const remember = ({ target }: FocusEvent) => {
      last = target instanceof HTMLElement ? target : null;
    };
    const forget = ({ target }: PointerEvent) => {
      if (!(target instanceof Node && last?.contains(target))) last = null;
    };
    const observer = new MutationObserver(() => {
      if (last === null || document.activeElement !== document.body) return;
      if (!last.isConnected) document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
      else if (!last.matches(':disabled')) last.focus({ preventScroll: true });
    });
    observer.observe(document.body, { subtree: true, childList: true, attributeFilter: ['disabled'] });
    addEventListener('focusin', remember);
    addEventListener('pointerdown', forget, true);
    return () => {
      observer.disconnect();
      removeEventListener('focusin', remember);
      removeEventListener('pointerdown', forget, true);
    };
  }, []);
}
