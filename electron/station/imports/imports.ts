import { randomBytes } from 'node:crypto';
import { type JobProgress, type JobView, NOT_STARTED } from '../../../shared/contract/views.ts';
import { type Failure, failure } from '../../../shared/failure/failure.ts';
import { assertNever, err, ok, type Result } from '../../../shared/result.ts';
import type { MediaAnswers } from '../../core/media/answers.ts';
import type { Candidate } from '../media/scan.ts';
import { readOnlyFailure } from '../station.ts';
import { importBundle } from './import-bundle.ts';
import { type ImportingStation, importPacket } from './import-packet.ts';
import { type ImportControl, type RunningImport, refusedImport } from './running-import.ts';

interface Job {
  view: JobView;
  readonly candidate: Candidate;
  control: ImportControl | null;
  /** The vault's name for it, from when it is known. */
  importId: string | null;
}

const CANCELLED = { kind: 'cancelled', isHeldUp: false } as const;

/** The imports that were asked for, one after the other, since they share a medium and the vault has one writer. */
export class Imports {
  readonly #station: ImportingStation;
  readonly #answers: MediaAnswers;
  readonly #onChange: (job: JobView) => void;
  readonly #jobs = new Map<string, Job>();
  #working = false;

  constructor(station: ImportingStation, answers: MediaAnswers, onChange: (job: JobView) => void) {
    this.#station = station;
    this.#answers = answers;
    this.#onChange = onChange;
  }

  start(candidates: readonly Candidate[]): readonly JobView[] {
    const started = candidates.map((candidate) => {
      const importId = candidate.kind === 'bundle' ? (candidate.resume ?? null) : null;
      // What goes on is the same import to whoever watches it.
      const id = this.#endedJobOf(importId)?.view.id ?? `job_${randomBytes(16).toString('hex')}`;
      const { name, kind } = candidate;
      const job: Job = {
        candidate,
        control: null,
        importId,
        view: { id, name, kind, state: 'running', progress: NOT_STARTED, outcome: null },
      };
      this.#jobs.set(id, job);
      return job.view;
    });
    void this.#work();
    return started;
  }

  jobs(): readonly JobView[] {
    return [...this.#jobs.values()].map((job) => job.view);
  }

  pause(id: string): Result<JobView, Failure> {
    return this.#control(id, (job) => {
      if (job.view.state !== 'running') return;
      job.control?.pause();
      this.#update(job, { state: 'paused' });
    });
  }

  resume(id: string): Result<JobView, Failure> {
    return this.#control(id, (job) => {
      if (job.view.state !== 'paused') return;
      job.control?.resume();
      this.#update(job, { state: 'running' });
      void this.#work();
    });
  }

  /** A job that waits is over at once, a running one within a second, whatever it waits for. */
  cancel(id: string): Result<JobView, Failure> {
    return this.#control(id, (job) => {
      if (job.control === null) return this.#update(job, { state: 'ended', outcome: CANCELLED });
      this.#update(job, { state: 'cancelling' });
      job.control.cancel();
    });
  }

  dismiss(id: string): Result<null, Failure> {
    const job = this.#jobs.get(id);
    if (job !== undefined && job.view.state !== 'ended') return err(failure('import/running'));
    this.#jobs.delete(id);
    return ok(null);
  }

  /** An interrupted import was given up: its job, if it is still listed, waits for nothing any more. */
  gaveUp(importId: string): void {
    const job = this.#endedJobOf(importId);
    if (job !== undefined) this.#update(job, { outcome: CANCELLED });
  }

  /** The vault's names of imports that wait or run. */
  atWork(): ReadonlySet<string> {
    const under = [...this.#jobs.values()].filter((job) => job.view.state !== 'ended');
    return new Set(under.map((job) => job.importId).filter((id) => id !== null));
  }

  /** Stops what runs, for the end of the application; what was finished is kept and can be resumed. */
  interruptAll(): void {
    for (const job of this.#jobs.values()) job.control?.interrupt();
  }

  #endedJobOf(importId: string | null): Job | undefined {
    if (importId === null) return undefined;
    return [...this.#jobs.values()].find((job) => job.importId === importId && job.view.state === 'ended');
  }

  #control(id: string, act: (job: Job) => void): Result<JobView, Failure> {
    const job = this.#jobs.get(id);
    if (job === undefined) return err(failure('import/unknown'));
    if (job.view.state !== 'ended') act(job);
    return ok(job.view);
  }

  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    for (let job = this.#next(); job !== undefined; job = this.#next()) await this.#run(job);
    this.#working = false;
  }

  #next(): Job | undefined {
    return [...this.#jobs.values()].find((job) => job.view.state === 'running' && job.control === null);
  }

  async #run(job: Job): Promise<void> {
    const running = this.#begin(job);
    job.control = running.control;
    job.importId = running.id;
    const outcome = await running.outcome;
    const tooLate = outcome.kind === 'imported' && job.view.state === 'cancelling';
    this.#update(job, { state: 'ended', outcome: tooLate ? { ...outcome, wasTooLateToCancel: true } : outcome });
  }

  #begin({ candidate, view }: Job): RunningImport {
    const notAllowed = readOnlyFailure(this.#station.journal);
    if (notAllowed !== null) return refusedImport(notAllowed);
    const onProgress = (progress: JobProgress): void => {
      const job = this.#jobs.get(view.id);
      if (job !== undefined && job.view.state !== 'ended') this.#update(job, { progress });
    };
    switch (candidate.kind) {
      case 'packet':
        return importPacket(this.#station, this.#answers, candidate, onProgress);
      case 'bundle':
        return importBundle(this.#station, candidate, onProgress);
      default:
        return assertNever(candidate, 'candidate');
    }
  }

  #update(job: Job, change: Partial<JobView>): void {
    job.view = { ...job.view, ...change };
    this.#onChange(job.view);
  }
}
