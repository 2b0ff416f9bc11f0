import type { Failure } from '../../shared/failure/failure.ts';
import type { Result } from '../../shared/result.ts';

/** A path that the person chose, `null` when they cancelled, or why they were not asked. */
export type Chosen = Result<string | null, Failure>;
