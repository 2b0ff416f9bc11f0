import type { JobOutcome, JobPhase, JobProgress, JobState, JobView } from '../../../shared/contract/views.ts';
import { strings } from '../../strings/index.ts';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { useReview } from '../hooks/context.ts';
import type { Route } from '../hooks/route.ts';
import { JobResult } from './JobResult.tsx';
import { useJobs } from './use-jobs.ts';

const text = strings.inbox.jobs;

type Imported = Extract<JobOutcome, { kind: 'imported' }>;

/** One import: how far it is, or how it ended. */
export function Job({ job }: { readonly job: JobView }) {
  const titleId = `job-${job.id}`;
  return (
    <li className="job" aria-labelledby={titleId}>
      <div className="card-head">
        <h3 id={titleId}>
          <Untrusted text={job.name} /> <span className="soft">{text.kind[job.kind]}</span>
        </h3>
        <JobButtons job={job} titleId={titleId} />
      </div>
      {job.outcome === null ? <Progress job={job} titleId={titleId} /> : <JobResult outcome={job.outcome} />}
    </li>
  );
}

/** What can be done with an import, under way or ended. */
export function JobButtons({ job, titleId }: { readonly job: JobView; readonly titleId: string }) {
  const { command } = useJobs();
  if (job.state === 'ended') {
    return (
      <div className="actions">
        {job.outcome?.kind === 'imported' ? <Open imported={job.outcome} titleId={titleId} /> : null}
        <button type="button" aria-describedby={titleId} onClick={() => command('dismiss', job.id)}>
          {text.dismiss}
        </button>
      </div>
    );
  }
  const other = job.state === 'paused' ? 'resume' : 'pause';
  return (
    <div className="actions">
      <button
        type="button"
        aria-describedby={titleId}
        disabled={job.state === 'cancelling'}
        onClick={() => command(other, job.id)}
      >
        {text[other]}
      </button>
      <button type="button" aria-describedby={titleId} onClick={() => command('cancel', job.id)}>
        {text.cancel}
      </button>
    </div>
  );
}

interface OpenProps {
  readonly imported: Imported;
  readonly titleId: string;
}

function Open({ imported: { what, id }, titleId }: OpenProps) {
  const { go } = useReview();
  const to: Route = what === 'packet' ? { at: 'packet', packet: id, part: 'glance' } : { at: 'bundle', bundle: id };
  return (
    <button type="button" aria-describedby={titleId} onClick={() => go(to)}>
      {what === 'packet' ? text.openPacket : text.openBundle}
    </button>
  );
}

function Progress({ job, titleId }: { readonly job: JobView; readonly titleId: string }) {
  const { progress, state } = job;
  return (
    <>
      <Bar job={job} titleId={titleId} />
      <p className="job-figures number">
        <strong>{state === 'running' ? text.phase[progress.phase] : text.state[stateOf(job)]}</strong>
        {figures(job).map((figure) => (
          <span key={figure}>{figure}</span>
        ))}
      </p>
      {progress.waitsFor === null ? null : (
        <p className="job-silent number">
          {text.silent[progress.waitsFor.what](progress.waitsFor.seconds)}{' '}
          {state === 'cancelling' ? null : text.silentWayOut[state === 'paused' ? 'pausing' : progress.waitsFor.what]}
        </p>
      )}
      <p className="job-current soft">
        <Untrusted text={progress.current} mono />
      </p>
    </>
  );
}

/** Full is what is read; how long the checks and the disk take after that, nobody knows. */
function Bar({ job: { progress, state }, titleId }: { readonly job: JobView; readonly titleId: string }) {
  const isStill = state !== 'running' || progress.waitsFor !== null;
  const isKnown = progress.totalBytes !== null && !AFTER_READING.has(progress.phase);
  return isKnown ? (
    <progress aria-labelledby={titleId} max={Math.max(1, progress.totalBytes ?? 0)} value={progress.bytes} />
  ) : (
    <progress aria-labelledby={titleId} data-still={isStill ? '' : undefined} />
  );
}

const AFTER_READING: ReadonlySet<JobPhase> = new Set(['folding', 'checking', 'committing']);

/** A pause takes effect once whatever is being asked of the medium has been answered. */
function stateOf({ state, progress }: JobView): JobState | 'pausing' {
  return state === 'paused' && !progress.isAtRest ? 'pausing' : state;
}

/** Rate and time left mean nothing once it is to stand still. */
function figures({ state, progress }: JobView): readonly string[] {
  const amounts = [text.bytes(progress.bytes, progress.totalBytes), text.files(progress.files, progress.totalFiles)];
  const checked = progress.checkedBytes === 0 ? [] : [text.checked(progress.checkedBytes)];
  return [...amounts, ...checked, ...(state === 'running' ? pace(progress) : [])];
}

function pace({ bytesPerSecond, secondsLeft }: JobProgress): readonly string[] {
  return [text.rate(bytesPerSecond), ...(secondsLeft === null ? [] : [text.left(secondsLeft)])];
}
