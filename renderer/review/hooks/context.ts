import { createContext, useContext } from 'react';
import type { StationView } from '../../../shared/contract/views.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import type { Workspace } from '../../workspace/database.ts';
import type { Go } from './route.ts';

/** What every screen of the review window may need. */
export interface ReviewContext {
  readonly station: StationView;
  /** Asks for the station's state again, after something that no event tells of. */
  readonly renewStation: () => void;
  readonly workspace: Workspace;
  /** Why the lists may be older than the vault, or drafts and read marks not kept. */
  readonly workspaceFailure: Failure | null;
  /** For a write to the workspace that failed: it is told, and nothing else depends on it. */
  readonly workspaceFailed: (cause: unknown) => void;
  readonly go: Go;
}

export const Review = createContext<ReviewContext | null>(null);

export function useReview(): ReviewContext {
  const context = useContext(Review);
  if (context === null) throw new Error('a screen was shown outside the review window');
  return context;
}
