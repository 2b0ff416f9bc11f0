import { strings } from '../strings/index.ts';

interface PagerProps {
  readonly offset: number;
  readonly limit: number;
  readonly total: number;
  readonly go: (offset: number) => void;
}

/** Steps through a long table a page at a time. */
export function Pager({ offset, limit, total, go }: PagerProps) {
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
