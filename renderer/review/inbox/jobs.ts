import type { JobProgress, JobView } from '../../../shared/contract/views.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import { assertNever } from '../../../shared/result.ts';

export interface JobsState {
  /** Newest first. */
  readonly list: readonly JobView[];
  /** The last refusal of a command, until the next one succeeds. */
  readonly failure: Failure | null;
}

export const noJobs: JobsState = { list: [], failure: null };

export type JobsAction =
  | { readonly kind: 'listed'; readonly jobs: readonly JobView[] }
  /** Asked for just now: an interrupted one that goes on keeps its id. */
  | { readonly kind: 'started'; readonly jobs: readonly JobView[] }
  | { readonly kind: 'changed'; readonly job: JobView }
  | { readonly kind: 'dismissed'; readonly job: string }
  | { readonly kind: 'failed'; readonly failure: Failure };

export function reduceJobs(state: JobsState, action: JobsAction): JobsState {
  switch (action.kind) {
    case 'listed':
      return { list: action.jobs.reduce(withJob, state.list), failure: null };
    case 'started': {
      const ids = new Set(action.jobs.map((job) => job.id));
      const others = state.list.filter((job) => !ids.has(job.id));
      return { list: [...[...action.jobs].reverse(), ...others], failure: null };
    }
    case 'changed':
      return { list: withJob(state.list, action.job), failure: null };
    case 'dismissed':
      return { list: state.list.filter((job) => job.id !== action.job), failure: null };
    case 'failed':
      return { ...state, failure: action.failure };
    default:
      return assertNever(action, 'jobs action');
  }
}

/** How many ended otherwise than as they should: refused, interrupted, or not known. */
export function needsLook(list: readonly JobView[]): number {
  return list.filter(({ outcome }) => outcome !== null && outcome.kind !== 'imported' && outcome.kind !== 'cancelled')
    .length;
}

/** What is under way, all of it together; `null` for what one of them does not know. */
export interface Work {
  readonly count: number;
  readonly bytes: number;
  readonly totalBytes: number | null;
  readonly bytesPerSecond: number;
  readonly secondsLeft: number | null;
  /** What all of them wait for: they do nothing else. */
  readonly waitsFor: JobProgress['waitsFor'];
}

export function workOf(list: readonly JobView[]): Work {
  const each = list.filter(({ state }) => state !== 'ended').map(({ progress }) => progress);
  const waits = each.map(({ waitsFor }) => waitsFor);
  return {
    count: each.length,
    bytes: each.reduce((sum, { bytes }) => sum + bytes, 0),
    totalBytes: sumOf(each.map(({ totalBytes }) => totalBytes)),
    bytesPerSecond: each.reduce((sum, { bytesPerSecond }) => sum + bytesPerSecond, 0),
    secondsLeft: sumOf(each.map(({ secondsLeft }) => secondsLeft)),
    waitsFor: waits.includes(null) ? null : (waits[0] ?? null),
  };
}

function sumOf(all: readonly (number | null)[]): number | null {
  return all.reduce((sum, one) => (sum === null || one === null ? null : sum + one), 0);
}

/** Ended imports by what they ask of a person, the worst first. */
export const GROUPS = ['refused', 'attention', 'fine'] as const;
export type JobGroup = (typeof GROUPS)[number];

/** What is fine asks for nothing: it was imported without an error or a warning, or cancelled by hand. */
export function groupOf({ outcome }: JobView): JobGroup {
  if (outcome === null || outcome.kind === 'cancelled') return 'fine';
  if (outcome.kind === 'refused') return 'refused';
  if (outcome.kind !== 'imported') return 'attention';
  return outcome.findings.some(({ severity }) => severity !== 'info') ? 'attention' : 'fine';
}

/** What asks for somebody: it was refused, or ended so that it has to be looked at. */
export function isBad(job: JobView): boolean {
  return groupOf(job) !== 'fine';
}

/** How many ended in which way. */
export function countGroups(ended: readonly JobView[]): Readonly<Record<JobGroup, number>> {
  const count = (wanted: JobGroup): number => ended.filter((job) => groupOf(job) === wanted).length;
  return { refused: count('refused'), attention: count('attention'), fine: count('fine') };
}

/** An ended job stays ended: its last progress event may arrive after the answer that ended it. */
function withJob(list: readonly JobView[], job: JobView): readonly JobView[] {
  const known = list.find((one) => one.id === job.id);
  if (known === undefined) return [job, ...list];
  if (known.state === 'ended' && job.state !== 'ended') return list;
  return list.map((one) => (one.id === job.id ? job : one));
}
