import { useCallback, useState } from 'react';

/** Gives back a function that hands a failure nobody expected (a rejected promise) to the nearest `<Crash>`. */
export function useCrash(): (cause: unknown) => void {
  const [, setState] = useState(null);
  return useCallback((cause: unknown) => {
    setState(() => {
      throw cause instanceof Error ? cause : new Error(String(cause));
    });
  }, []);
}
