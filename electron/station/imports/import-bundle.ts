import { dirname } from 'node:path';
import type { JobOutcome, JobProgress } from '../../../shared/contract/views.ts';
import { sayFailure } from '../../../shared/failure/say.ts';
import type { ImportAccount } from '../../../shared/journal/entry.ts';
import { assertNever } from '../../../shared/result.ts';
import { RECORDED } from '../../../shared/strings/language.ts';
import type { ImportFailure } from '../../core/tree/import-failure.ts';
import { recordDigest } from '../../core/vault/store/bundle-store.ts';
import type { Candidate } from '../media/scan.ts';
import { beforehand } from '../passed-on.ts';
import type { Station } from '../station.ts';
import { accountOf, beginImport } from './import-account.ts';
import { notBegun, type RunningImport, unrecorded } from './running-import.ts';

type ImportingStation = Pick<Station, 'vault' | 'journal' | 'record'>;
type BundleCandidate = Candidate & { readonly kind: 'bundle' };

/** Imports one evidence bundle: its bytes are read once, its layout and checks judged from the vault's copy. */
export function importBundle(
  station: ImportingStation,
  candidate: BundleCandidate,
  onProgress: (progress: JobProgress) => void,
): RunningImport {
  const { path, resume } = candidate;
  let read: Amount = { files: 0, bytes: 0 };
  const watch = (progress: JobProgress): void => {
    read = progress;
    onProgress(progress);
  };
  const job =
    resume === undefined
      ? station.vault.importBundle(path, { onProgress: watch })
      : station.vault.resumeImport(resume, path, { onProgress: watch });
  let isInterrupted = false;
  const interrupt = (): void => {
    isInterrupted = true;
    job.interrupt();
  };
  return {
    id: job.id,
    control: { ...job, interrupt },
    outcome: run(
      station,
      candidate,
      job,
      () => isInterrupted,
      () => read,
    ),
  };
}

type Amount = Pick<JobProgress, 'files' | 'bytes'>;

async function run(
  station: ImportingStation,
  { name, path }: BundleCandidate,
  job: ReturnType<Station['vault']['importBundle']>,
  isInterrupted: () => boolean,
  readUpToNow: () => Amount,
): Promise<JobOutcome> {
  const begun = await beginImport(station, { id: job.id, what: 'bundle', label: name, folder: dirname(path) });
  if (!begun.ok) job.cancel();
  const imported = await job.done;
  if (!begun.ok) return notBegun(begun.error);
  // The application ends: nobody cancelled it, and it can be resumed.
  if (!imported.ok && isCancelled(imported.error) && isInterrupted()) return ended(imported.error);
  const entries = station.journal.entries();
  if (!imported.ok) return notImported(station, name, imported.error, accountOf(begun.value, entries, readUpToNow()));
  const { id, findings, summary } = imported.value;
  const recorded = await station.record({
    kind: 'import-finished',
    what: 'bundle',
    label: name,
    id,
    verdict: imported.value.verdict,
    findings: findings.slice(0, MAX_JOURNALLED).map((one) => one.code),
    account: accountOf(begun.value, entries, summary),
    record: recordDigest(imported.value),
  });
  if (!recorded.ok) return unrecorded(recorded.error, findings);
  return { kind: 'imported', what: 'bundle', id, import: job.id, findings };
}

function isCancelled({ code }: ImportFailure): boolean {
  return code === 'import/cancelled' || code === 'import/held-up';
}

function ended({ code }: ImportFailure): JobOutcome {
  return { kind: 'cancelled', isHeldUp: code === 'import/held-up' };
}

/** The vault's record has all findings; the journal says enough to know which import it was. */
const MAX_JOURNALLED = 100;

async function notImported(
  station: ImportingStation,
  label: string,
  error: ImportFailure,
  account: ImportAccount,
): Promise<JobOutcome> {
  switch (error.code) {
    case 'import/cancelled':
    case 'import/held-up': {
      const recorded = beforehand(await station.record({ kind: 'import-cancelled', what: 'bundle', label }));
      return recorded.ok ? ended(error) : notBegun(recorded.error);
    }
    case 'import/refused': {
      const { findings } = error;
      const reason = sayFailure(error, RECORDED);
      const codes = findings.slice(0, MAX_JOURNALLED).map((one) => one.code);
      const entered = await station.record({
        kind: 'import-refused',
        what: 'bundle',
        label,
        reason,
        findings: codes,
        account,
      });
      const recorded = beforehand(entered);
      return recorded.ok
        ? { kind: 'refused', failure: error, findings, import: account.import }
        : { ...notBegun(recorded.error), findings };
    }
    case 'import/medium':
    case 'import/medium-kept':
    case 'import/vault':
    case 'import/vault-kept':
    case 'import/thread':
    case 'import/thread-kept': {
      const reason = sayFailure(error, RECORDED);
      const recorded = beforehand(await station.record({ kind: 'import-interrupted', what: 'bundle', label, reason }));
      return { kind: 'interrupted', failure: recorded.ok ? error : recorded.error };
    }
    default:
      return assertNever(error, 'import failure');
  }
}
