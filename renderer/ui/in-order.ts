import { createElement, Fragment, type ReactElement, type ReactNode } from 'react';

/** What each item is shown as, for items told apart by their place alone: those of an immutable document or record. */
export function inOrder<T>(items: readonly T[], show: (item: T, at: number) => ReactNode): ReactElement {
  return createElement(Fragment, null, ...items.map(show));
}
