import type { ReactNode } from 'react';
import { JobsContext, useJobsOfStation } from './use-jobs.ts';

/** Gives the imports to whoever shows them, and re-renders nobody else. */
export function JobsProvider({ children }: { readonly children: ReactNode }) {
  return <JobsContext value={useJobsOfStation()}>{children}</JobsContext>;
}
