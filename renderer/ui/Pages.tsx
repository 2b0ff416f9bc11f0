import { type ReactNode, useEffect, useRef } from 'react';
import { Pager } from './Pager.tsx';

interface PagesProps {
  /** The first row shown. */
  readonly offset: number;
  /** Rows on a page. */
  readonly limit: number;
  readonly total: number;
  readonly go: (offset: number) => void;
  /** The page. */
  readonly children: ReactNode;
}

/**
 * One page of a long list between two pagers; the page alone where it holds everything. Another page begins at its top,
 * and takes the focus there.
 */
export function Pages({ offset, limit, total, go, children }: PagesProps) {
  const top = useRef<HTMLDivElement>(null);
  const shown = useRef(offset);
  useEffect(() => {
    if (shown.current === offset) return;
    shown.current = offset;
    top.current?.scrollIntoView({ block: 'nearest' });
    top.current?.focus({ preventScroll: true });
  }, [offset]);

  if (total <= limit) return children;
  const pager = <Pager offset={offset} limit={limit} total={total} go={go} />;
  return (
    <>
      <div className="paged-top" tabIndex={-1} ref={top}>
        {pager}
      </div>
      {children}
      {pager}
    </>
  );
}
