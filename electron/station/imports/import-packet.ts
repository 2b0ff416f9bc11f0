import { randomBytes } from 'node:crypto';
import { basename, dirname } from 'node:path';
import { type JobOutcome, type JobProgress, NOT_STARTED } from '../../../shared/contract/views.ts';
import { type Failure, failure } from '../../../shared/failure/failure.ts';
import { sayFailure } from '../../../shared/failure/say.ts';
import type { Finding } from '../../../shared/finding/index.ts';
import type { ImportAccount } from '../../../shared/journal/entry.ts';
import { MAX_PACKET_BYTES, type PacketFile } from '../../../shared/packet/read.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { RECORDED } from '../../../shared/strings/language.ts';
import { attempt, type FileFailure } from '../../core/files/file-failure.ts';
import { readStart } from '../../core/files/read.ts';
import type { MediaAnswers } from '../../core/media/answers.ts';
import type { Candidate } from '../media/scan.ts';
import { beforehand, passedOn } from '../passed-on.ts';
import type { Station } from '../station.ts';
import { accountOf, beginImport } from './import-account.ts';
import { NO_CONTROL, notBegun, type RunningImport, unrecorded } from './running-import.ts';

/** What imports need of a station. */
export type ImportingStation = Pick<Station, 'vault' | 'journal' | 'record'> & {
  readonly packetReader: Pick<Station['packetReader'], 'read'>;
};

/** Imports one packet: a packet is small, so there is nothing to pause; but its medium can hang. */
export function importPacket(
  station: ImportingStation,
  answers: MediaAnswers,
  candidate: Candidate & { kind: 'packet' },
  onProgress: (progress: JobProgress) => void = () => undefined,
): RunningImport {
  const stop = new AbortController();
  const control = { ...NO_CONTROL, cancel: () => stop.abort('cancelled'), interrupt: () => stop.abort('interrupted') };
  return { id: null, control, outcome: run(station, answers, candidate, stop.signal, onProgress) };
}

/** Tells for how long the medium has been asked, until the function that it gives back is called. */
function tellAsking(onProgress: (progress: JobProgress) => void): () => void {
  const begun = performance.now();
  const tell = (): void => {
    const seconds = (performance.now() - begun) / 1000;
    const waitsFor = seconds < 1 ? null : ({ what: 'medium', seconds } as const);
    onProgress({ ...NOT_STARTED, phase: 'reading', isAtRest: false, waitsFor });
  };
  tell();
  const timer = setInterval(tell, 250);
  return () => clearInterval(timer);
}

async function run(
  station: ImportingStation,
  answers: MediaAnswers,
  { name, paths }: Candidate & { kind: 'packet' },
  stop: AbortSignal,
  onProgress: (progress: JobProgress) => void,
): Promise<JobOutcome> {
  const id = randomBytes(8).toString('hex');
  const begun = await beginImport(station, { id, what: 'packet', label: name, folder: dirname(paths[0] ?? '') });
  if (!begun.ok) return notBegun(begun.error);
  const account = (read: readonly PacketFile[]) =>
    accountOf(begun.value, station.journal.entries(), {
      files: read.length,
      bytes: read.reduce((total, { bytes }) => total + bytes.length, 0),
    });

  const stopTelling = tellAsking(onProgress);
  const files = await readFiles(answers, paths, stop).finally(stopTelling);
  if (stop.aborted) return stopped(station, name, stop, { isHeldUp: !files.ok });
  if (!files.ok) return refuse(station, name, account([]), [], passedOn('import', files.error));
  const [document] = files.value;
  if (document === undefined) throw new Error('a packet candidate has a file');
  onProgress({ ...NOT_STARTED, phase: 'checking', isAtRest: false });
  const reading = await Promise.race([station.packetReader.read(files.value), aborted(stop)]);
  if (reading === null) return stopped(station, name, stop, { isHeldUp: false });
  if (!reading.ok) return refuse(station, name, account(files.value), reading.error);

  const stored = await station.vault.putSmall(document.bytes);
  if (!stored.ok) return refuse(station, name, account(files.value), [], passedOn('import', stored.error));
  const { findings } = reading.value;
  const recorded = await station.record({
    kind: 'import-finished',
    what: 'packet',
    label: document.name,
    id: stored.value,
    verdict: 'read',
    findings: findings.map((one) => one.code),
    account: account(files.value),
  });
  if (!recorded.ok) return unrecorded(recorded.error, findings);
  return { kind: 'imported', what: 'packet', id: stored.value, import: id, findings };
}

/** The application's end cancels nothing: who begins a packet anew loses nothing. */
async function stopped(
  station: ImportingStation,
  label: string,
  stop: AbortSignal,
  { isHeldUp }: { readonly isHeldUp: boolean },
): Promise<JobOutcome> {
  if (stop.reason === 'interrupted') return { kind: 'cancelled', isHeldUp };
  const recorded = beforehand(await station.record({ kind: 'import-cancelled', what: 'packet', label }));
  return recorded.ok ? { kind: 'cancelled', isHeldUp } : notBegun(recorded.error);
}

function aborted(stop: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    stop.addEventListener('abort', () => resolve(null));
    if (stop.aborted) resolve(null);
  });
}

async function refuse(
  station: ImportingStation,
  label: string,
  account: ImportAccount,
  findings: readonly Finding[],
  why: Failure = failure('import/packet-refused', { findings }),
): Promise<JobOutcome> {
  const entered = await station.record({
    kind: 'import-refused',
    what: 'packet',
    label,
    reason: sayFailure(why, RECORDED).slice(0, 4000),
    findings: findings.map((one) => one.code),
    account,
  });
  const recorded = beforehand(entered);
  return recorded.ok
    ? { kind: 'refused', failure: why, findings, import: account.import }
    : { ...notBegun(recorded.error), findings };
}

async function readFiles(
  answers: MediaAnswers,
  paths: readonly string[],
  stop: AbortSignal,
): Promise<Result<readonly PacketFile[], FileFailure>> {
  const files: PacketFile[] = [];
  for (const path of paths) {
    // One byte more than is accepted: the packet reader then says that it is too large.
    const read = () => readStart(path, MAX_PACKET_BYTES + 1);
    const answer = await attempt(path, () => answers.askUntil(stop, path, read));
    const bytes = answer.ok ? answer.value : answer;
    if (!bytes.ok) return bytes;
    files.push({ name: basename(path), bytes: new Uint8Array(bytes.value) });
  }
  return ok(files);
}
