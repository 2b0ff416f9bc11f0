import { type ReactNode, useState } from 'react';
import { Pages } from './Pages.tsx';

const LIMIT = 100;

interface PagedProps<T> {
  readonly rows: readonly T[];
  readonly children: (shown: readonly T[]) => ReactNode;
}

/** A long list a page at a time, so that the window answers at once however many rows there are. */
export function Paged<T>({ rows, children }: PagedProps<T>) {
  const [offset, setOffset] = useState(0);
  const from = offset < rows.length ? offset : 0;
  return (
    <Pages offset={from} limit={LIMIT} total={rows.length} go={setOffset}>
      {children(rows.length <= LIMIT ? rows : rows.slice(from, from + LIMIT))}
    </Pages>
  );
}
