import { type ReactNode, useState } from 'react';
import { Pages } from './Pages.tsx';

const LIMIT = 100;

interface PagedProps<T> {
  readonly rows: readonly T[];
  /** The row whose page is shown first. */
  readonly at?: number;
  readonly children: (shown: readonly T[]) => ReactNode;
}

/** A long list a page at a time, so that the window answers at once however many rows there are. */
export function Paged<T>({ rows, at = 0, children }: PagedProps<T>) {
  const [offset, setOffset] = useState(Math.floor(at / LIMIT) * LIMIT);
  const from = offset < rows.length ? offset : 0;
  return (
    <Pages offset={from} limit={LIMIT} total={rows.length} go={setOffset}>
      {children(rows.length <= LIMIT ? rows : rows.slice(from, from + LIMIT))}
    </Pages>
  );
}
