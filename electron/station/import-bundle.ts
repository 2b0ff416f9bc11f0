import { dirname } from 'node:path';
import type { JobOutcome, JobProgress } from '../../shared/contract/views.ts';
import { claimsAnything } from '../../shared/evidence/which-hash.ts';
import { assertNever } from '../../shared/result.ts';
import { mountLabelOf } from '../media/volumes.ts';
import type { ImportError } from '../vault/import-error.ts';
import type { RunningImport } from './running-import.ts';
import type { Candidate } from './scan.ts';
import type { Station } from './station.ts';

type BundleCandidate = Candidate & { readonly kind: 'bundle' };

/** Imports one evidence bundle: its bytes are read once, its layout and checks judged from the vault's copy. */
export function importBundle(
  station: Station,
  candidate: BundleCandidate,
  onProgress: (progress: JobProgress) => void,
): RunningImport {
  const { path, resume } = candidate;
  const job =
    resume === undefined
      ? station.vault.importBundle(path, { onProgress })
      : station.vault.resumeImport(resume, path, { onProgress });
  let isInterrupted = false;
  const interrupt = (): void => {
    isInterrupted = true;
    job.interrupt();
  };
  return {
    id: job.id,
    control: { ...job, interrupt },
    outcome: run(station, candidate, job.done, () => isInterrupted, job.cancel),
  };
}

async function run(
  station: Station,
  { name, path }: BundleCandidate,
  done: ReturnType<Station['vault']['importBundle']>['done'],
  isInterrupted: () => boolean,
  cancel: () => void,
): Promise<JobOutcome> {
  const medium = await mountLabelOf(dirname(path));
  const started = await station.record({ kind: 'import-started', what: 'bundle', label: name, medium });
  if (!started.ok) cancel();
  const imported = await done;
  if (!started.ok) return { kind: 'refused', problem: started.error.sentence, findings: [] };
  // The application ends: nobody cancelled it, and it can be resumed.
  if (!imported.ok && imported.error.code === 'cancelled' && isInterrupted()) return { kind: 'cancelled' };
  if (!imported.ok) return notImported(station, name, imported.error);
  const { id, verdict, findings } = imported.value;
  const recorded = await station.record({
    kind: 'import-finished',
    what: 'bundle',
    label: name,
    id,
    // Read whole and hashed, but with nothing in it that could have been verified.
    verdict: verdict === 'verified' && !claimsAnything(imported.value) ? 'read' : verdict,
    findings: findings.slice(0, MAX_JOURNALLED).map((one) => one.code),
  });
  if (!recorded.ok) return { kind: 'refused', problem: recorded.error.sentence, findings };
  return { kind: 'imported', what: 'bundle', id, findings };
}

/** The vault's record has all findings; the journal says enough to know which import it was. */
const MAX_JOURNALLED = 100;

async function notImported(station: Station, label: string, error: ImportError): Promise<JobOutcome> {
  switch (error.code) {
    case 'cancelled': {
      const recorded = await station.record({ kind: 'import-cancelled', what: 'bundle', label });
      return recorded.ok ? { kind: 'cancelled' } : { kind: 'refused', problem: recorded.error.sentence, findings: [] };
    }
    case 'refused':
    case 'medium':
    case 'vault': {
      const findings = error.code === 'refused' ? error.findings : [];
      const recorded = await station.record({
        kind: 'import-refused',
        what: 'bundle',
        label,
        reason: error.sentence,
        findings: findings.slice(0, MAX_JOURNALLED).map((one) => one.code),
      });
      return { kind: 'refused', problem: recorded.ok ? error.sentence : recorded.error.sentence, findings };
    }
    default:
      return assertNever(error, 'import error');
  }
}
