import { liveQuery } from 'dexie';
import { useEffect, useState } from 'react';
import { useCrash } from '../ui/use-crash.ts';

/** The answer of a query of this folder, asked again whenever what it read changes; `undefined` until the first. */
export function useLive<T>(query: () => Promise<T>): T | undefined {
  const [answer, setAnswer] = useState<T>();
  const crash = useCrash();
  useEffect(() => {
    const subscription = liveQuery(query).subscribe({ next: setAnswer, error: crash });
    return () => subscription.unsubscribe();
  }, [query, crash]);
  return answer;
}
