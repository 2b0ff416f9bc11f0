import { useCallback, useMemo } from 'react';
import type { BundleRecord, CheckOutcome } from '../../../shared/evidence/types.ts';
import type { State } from '../../ui/Mark.tsx';
import { ask } from '../hooks/bridge.ts';
import { useAnswer } from '../hooks/use-answer.ts';

/** What checks say of files, by path; of a folder the worst of what is in it. */
export interface PathMarks {
  readonly files: ReadonlyMap<string, CheckOutcome>;
  readonly folders: ReadonlyMap<string, CheckOutcome>;
}

const NO_MARKS: PathMarks = { files: new Map(), folders: new Map() };
export const OUTCOME_STATES: Readonly<Record<CheckOutcome, State>> = {
  pass: 'closed',
  fail: 'failed',
  unknown: 'unknown',
};
/** The worst last. */
const ORDER: readonly CheckOutcome[] = ['pass', 'unknown', 'fail'];

/** How the checks came out that name a file of the bundle. */
export function useMarks({ id: bundle, checks }: BundleRecord): PathMarks {
  const [asked] = useAnswer(useCallback(() => ask('bundle/check-places', { bundle }), [bundle]));
  return useMemo(() => {
    if (asked.state !== 'ready') return NO_MARKS;
    const files = new Map<string, CheckOutcome>();
    const folders = new Map<string, CheckOutcome>();
    for (const { id, places } of asked.value) {
      const result = checks.find((check) => check.id === id)?.result;
      if (result === undefined) continue;
      for (const { path } of places) {
        worsen(files, path, result);
        for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1))
          worsen(folders, path.slice(0, at), result);
      }
    }
    return { files, folders };
  }, [asked, checks]);
}

function worsen(marks: Map<string, CheckOutcome>, path: string, outcome: CheckOutcome): void {
  const before = marks.get(path);
  if (before === undefined || ORDER.indexOf(outcome) > ORDER.indexOf(before)) marks.set(path, outcome);
}
