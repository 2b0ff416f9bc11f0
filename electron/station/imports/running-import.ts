import type { JobOutcome } from '../../../shared/contract/views.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import type { Finding } from '../../../shared/finding/index.ts';

/** What a running import can be told. */
export interface ImportControl {
  pause(): void;
  resume(): void;
  cancel(): void;
  /** For the end of the application: what was finished is kept, and can be resumed. */
  interrupt(): void;
}

/** An import under way: its control now, its outcome when it ends. It never rejects. */
export interface RunningImport {
  /** The vault's own name for it; `null` for what cannot be interrupted. */
  readonly id: string | null;
  readonly control: ImportControl;
  readonly outcome: Promise<JobOutcome>;
}

/** For what is over too soon to be told anything. */
export const NO_CONTROL: ImportControl = {
  pause: () => undefined,
  resume: () => undefined,
  cancel: () => undefined,
  interrupt: () => undefined,
};

/** An import that does not begin. */
export function refusedImport(failure: Failure): RunningImport {
  return { id: null, control: NO_CONTROL, outcome: Promise.resolve(notBegun(failure)) };
}

/** What the journal does not know of, so that no receipt can be made. */
export function notBegun(failure: Failure): JobOutcome & { readonly kind: 'refused' } {
  return { kind: 'refused', failure, findings: [], import: null };
}

/** An import whose last entry the journal did not take. Without it nothing of the import counts. */
export function unrecorded(failure: Failure, findings: readonly Finding[]): JobOutcome {
  return failure.outcome === 'unknown' ? { kind: 'unknown', failure } : { ...notBegun(failure), findings };
}
