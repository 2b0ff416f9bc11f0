import { type ReactNode, useEffect, useRef } from 'react';
import { strings } from '../strings/index.ts';

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

interface PagerProps {
  readonly offset: number;
  readonly limit: number;
  readonly total: number;
  readonly go: (offset: number) => void;
}

/** Steps through a long table a page at a time. */
function Pager({ offset, limit, total, go }: PagerProps) {
  const last = Math.floor((total - 1) / limit) * limit;
  const { first, previous, next, last: toLast } = strings.shell.pager;
  const range = strings.shell.pager.range(offset + 1, Math.min(offset + limit, total), total);
  return (
    <nav className="pager" aria-label={range}>
      <button type="button" disabled={offset === 0} onClick={() => go(0)}>
        {first}
      </button>
      <button type="button" disabled={offset === 0} onClick={() => go(Math.max(0, offset - limit))}>
        {previous}
      </button>
      <span className="pager-range">{range}</span>
      <button type="button" disabled={offset >= last} onClick={() => go(offset + limit)}>
        {next}
      </button>
      <button type="button" disabled={offset >= last} onClick={() => go(last)}>
        {toLast}
      </button>
    </nav>
  );
}
