import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Pager } from './Pager.tsx';

const LIMIT = 100;

interface PagedProps<T> {
  readonly rows: readonly T[];
  readonly children: (shown: readonly T[]) => ReactNode;
}

/**
 * A long list a page at a time, so that the window answers at once however many rows there are. Another page begins at
 * its top, and takes the focus there.
 */
export function Paged<T>({ rows, children }: PagedProps<T>) {
  const [offset, setOffset] = useState(0);
  const top = useRef<HTMLDivElement>(null);
  const shown = useRef(offset);
  useEffect(() => {
    if (shown.current === offset) return;
    shown.current = offset;
    top.current?.scrollIntoView({ block: 'nearest' });
    top.current?.focus({ preventScroll: true });
  }, [offset]);

  if (rows.length <= LIMIT) return children(rows);
  const from = offset < rows.length ? offset : 0;
  const pager = <Pager offset={from} limit={LIMIT} total={rows.length} go={setOffset} />;
  return (
    <>
      <div className="paged-top" tabIndex={-1} ref={top}>
        {pager}
      </div>
      {children(rows.slice(from, from + LIMIT))}
      {pager}
    </>
  );
}
