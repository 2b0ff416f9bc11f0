import { useCallback, useEffect, useRef, useState } from 'react';
import type { EntriesView, EntryOrder } from '../../../shared/contract/explorer-views.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import type { EvidenceFile } from '../../../shared/evidence/types.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import { useCrash } from '../../ui/use-crash.ts';
import { ask } from '../hooks/bridge.ts';

const PAGE = 200;
/** What fills the tallest window. */
const FIRST = 80;
/** Pages that are kept: the one in sight, and those that were in sight before. */
const MOST_PAGES = 60;

/** How the entries are listed. */
export interface Arrangement {
  readonly filter: string;
  readonly order: EntryOrder;
  readonly descending: boolean;
}

interface Listed {
  readonly arrangement: Arrangement;
  readonly count: number;
  readonly pages: ReadonlyMap<number, readonly EvidenceFile[]>;
}

/**
 * The entries of a bundle, a page at a time. Those of the arrangement before are shown until the first of the next are there.
 * `arrangement` must be the same object while it is the same.
 */
export function useEntries(bundle: Sha256, total: number, arrangement: Arrangement) {
  const [listed, setListed] = useState<Listed | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [begun] = useState(arrangement);
  const asked = useRef(new Set<number>());
  const crash = useCrash();

  const take = useCallback((of: Arrangement, offset: number, { matching, files }: EntriesView) => {
    setListed((before) => ({
      arrangement: of,
      count: matching,
      pages: new Map(
        [...(before?.arrangement === of ? before.pages : []), [offset, files] as const].slice(-MOST_PAGES),
      ),
    }));
  }, []);

  const fetchPage = useCallback(
    (of: Arrangement, offset: number) => {
      if (asked.current.has(offset)) return;
      asked.current.add(offset);
      const pending = asked.current;
      ask('bundle/entries', { bundle, ...of, offset, limit: PAGE }).then((answer) => {
        if (pending !== asked.current) return;
        if (answer.ok) take(of, offset, answer.value);
        else setFailure(answer.error);
      }, crash);
    },
    [bundle, take, crash],
  );

  useEffect(() => {
    asked.current = new Set();
    setFailure(null);
    fetchPage(arrangement, 0);
  }, [arrangement, fetchPage]);

  useEffect(() => {
    ask('bundle/first-entries', { bundle, limit: FIRST }).then((answer) => {
      if (!answer.ok) return setFailure(answer.error);
      // Only until the index of all entries has answered.
      setListed((before) => before ?? { arrangement: begun, count: total, pages: new Map([[0, answer.value]]) });
    }, crash);
  }, [bundle, total, begun, crash]);

  const onSight = useCallback(
    (first: number, end: number) => {
      if (listed === null || listed.arrangement !== arrangement) return;
      for (let page = Math.floor(first / PAGE) * PAGE; page < end; page += PAGE) {
        if (!listed.pages.has(page)) asked.current.delete(page);
        fetchPage(arrangement, page);
      }
    },
    [listed, arrangement, fetchPage],
  );
  const entry = (index: number): EvidenceFile | undefined => {
    const page = Math.floor(index / PAGE) * PAGE;
    return listed?.pages.get(page)?.[index - page];
  };
  return { count: listed?.count ?? null, entry, onSight, failure, isWaiting: listed?.arrangement !== arrangement };
}
