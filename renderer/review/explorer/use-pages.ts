import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure } from '../../../shared/failure/failure.ts';
import type { Result } from '../../../shared/result.ts';
import { useCrash } from '../../ui/use-crash.ts';

const PAGE = 200;
/** Pages that are kept: the one in sight, and those that were in sight before. */
const MOST_PAGES = 60;

/** Some rows of a list, and how many it has. */
export interface Rows<Row> {
  readonly count: number;
  /** How many of the entries the filter leaves. */
  readonly matching: number;
  readonly rows: readonly Row[];
}

/** Asks for rows of one arrangement of a list: another function for another arrangement. */
export type AskRows<Row> = (offset: number, limit: number) => Promise<Result<Rows<Row>, Failure>>;

interface Listed<Row> {
  /** `null`: the first rows alone, which are there before the list is. */
  readonly asked: AskRows<Row> | null;
  readonly count: number;
  readonly matching: number;
  readonly pages: ReadonlyMap<number, readonly Row[]>;
}

/**
 * The rows of a long list, a page at a time. Those of the arrangement before are shown until the first of the next are there.
 * @param asking must be the same function while the arrangement is the same
 * @param first gives rows that are there before any arrangement is
 */
export function usePages<Row>(asking: AskRows<Row>, first: () => Promise<Result<Rows<Row>, Failure>>) {
  const [listed, setListed] = useState<Listed<Row> | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const pending = useRef(new Set<number>());
  const sight = useRef(0);
  const crash = useCrash();

  const fetchPage = useCallback(
    (offset: number) => {
      if (pending.current.has(offset)) return;
      pending.current.add(offset);
      const of = pending.current;
      asking(offset, PAGE).then((answer) => {
        of.delete(offset);
        if (of !== pending.current) return;
        if (!answer.ok) return setFailure(answer.error);
        const { count, matching, rows } = answer.value;
        setListed((before) => {
          const kept = before?.asked === asking ? [...before.pages] : [];
          return {
            asked: asking,
            count,
            matching,
            pages: new Map([...kept, [offset, rows] as const].slice(-MOST_PAGES)),
          };
        });
      }, crash);
    },
    [asking, crash],
  );

  useEffect(() => {
    pending.current = new Set();
    setFailure(null);
    fetchPage(Math.floor(sight.current / PAGE) * PAGE);
  }, [fetchPage]);

  useEffect(() => {
    first().then((answer) => {
      if (!answer.ok) return setFailure(answer.error);
      const { count, matching, rows } = answer.value;
      setListed((before) => before ?? { asked: null, count, matching, pages: new Map([[0, rows]]) });
    }, crash);
  }, [first, crash]);

  const onSight = useCallback(
    (from: number, end: number) => {
      sight.current = from;
      if (listed === null || listed.asked !== asking) return;
      for (let page = Math.floor(from / PAGE) * PAGE; page < end; page += PAGE) {
        if (!listed.pages.has(page)) fetchPage(page);
      }
    },
    [listed, asking, fetchPage],
  );
  const row = (index: number): Row | undefined => {
    const page = Math.floor(index / PAGE) * PAGE;
    return listed?.pages.get(page)?.[index - page];
  };
  return {
    count: listed?.count ?? null,
    matching: listed?.matching ?? null,
    row,
    onSight,
    failure,
    isWaiting: listed?.asked !== asking,
    /** Only the first rows are there. */
    isGrowing: listed !== null && listed.asked === null,
  };
}
