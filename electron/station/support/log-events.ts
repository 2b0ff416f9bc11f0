import type { StationEvent } from '../../../shared/contract/events.ts';
import type { JobView } from '../../../shared/contract/views.ts';
import { type Failure, systemErrno } from '../../../shared/failure/failure.ts';
import type { Log } from '../../core/log/log.ts';

/**
 * Notes in the log what the windows are told unasked: each step of an import and of a check of the vault, and the links.
 * Names, labels and what is being read stay out of it.
 */
export function noteEvents(log: Pick<Log, 'note'>): (event: StationEvent) => void {
  const steps = new Map<string, string>();
  const isNew = (of: string, step: string): boolean => {
    const isSame = steps.get(of) === step;
    steps.set(of, step);
    return !isSame;
  };
  return (event) => {
    switch (event.kind) {
      case 'job': {
        const { job } = event;
        if (isNew(job.id, `${job.state} ${job.progress.phase}`)) log.note(importStep(job));
        if (job.state === 'ended') steps.delete(job.id);
        return;
      }
      case 'check': {
        const { check } = event;
        const phase = check.state === 'running' ? check.progress.phase : undefined;
        const code = check.state === 'failed' ? check.failure.code : undefined;
        const fault = check.state === 'failed' ? threadFault(check.failure) : undefined;
        if (isNew('check', `${check.state} ${phase}`))
          log.note({ kind: 'vault-check', state: check.state, phase, code, fault });
        return;
      }
      case 'git-ids': {
        const { running, failed } = event.gitIds;
        const state = running === null ? 'idle' : 'running';
        if (isNew('git-ids', `${state} ${failed.length}`))
          log.note({ kind: 'git-ids', state, code: failed.at(-1)?.failure.code });
        return;
      }
      case 'airgap': {
        const { linksUp, probeFailure } = event.airgap;
        return log.note({ kind: 'links', up: linksUp.length, isKnown: probeFailure === undefined });
      }
      case 'silence': {
        const answers = event.seconds === null;
        if (isNew(event.folder, String(answers))) log.note({ kind: 'medium', answers });
        return;
      }
      case 'vault':
      case 'session':
      case 'volumes':
        return;
    }
  };
}

/** Enough of a job's number, which is drawn at random, to tell two jobs apart. */
const DIGITS = 8;
const MOST_CODES = 5;

function importStep({ id, kind, state, progress, outcome }: JobView) {
  const { phase, files, bytes } = progress;
  const findings = outcome?.kind === 'imported' || outcome?.kind === 'refused' ? outcome.findings : [];
  const codes = [...new Set(findings.map((one) => one.code))].slice(0, MOST_CODES);
  return {
    kind: 'import',
    of: kind,
    job: id.slice('job_'.length, 'job_'.length + DIGITS),
    state: outcome?.kind ?? state,
    phase,
    files,
    bytes,
    findings: codes.length === 0 ? undefined : codes.join(','),
    errno: outcome?.kind === 'interrupted' ? systemErrno(outcome.failure) : undefined,
    fault: outcome?.kind === 'interrupted' ? threadFault(outcome.failure) : undefined,
  } as const;
}

/** The error that ended the thread that the work was done in. */
function threadFault({ cause }: Failure): string | undefined {
  return cause?.code === 'thread/ended' ? String(cause.params?.fault) : undefined;
}
