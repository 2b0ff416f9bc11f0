import type { JobControl, JobLook, Lane, WaitsFor } from './control.ts';

/** How far an import is, how fast, and what holds it up. */
export interface ImportProgress extends JobLook {
  /** Over the last seconds, not since the start: a medium slows down. Of the medium, then of what checks read. */
  readonly bytesPerSecond: number;
  readonly secondsLeft: number | null;
  /** What has not answered for a second and more, when no thread of the job does anything else than wait. */
  readonly waitsFor: { readonly what: WaitsFor; readonly seconds: number } | null;
  /** No thread is in a call to the medium or the vault's disk: so a pause that was asked for has taken effect. */
  readonly isAtRest: boolean;
}

/** Well above four looks a second, so that a late timer still leaves four. */
const LOOK_EVERY_MS = 150;
const RATE_OVER_MS = 4000;
const SILENT_AFTER_MS = 1000;

interface Look {
  readonly at: number;
  readonly bytes: number;
  readonly files: number;
}

/**
 * Tells `onProgress` how far the job is until the function it returns is called. It looks at shared memory by a timer
 * of its own thread, so no phase of the work, however long, is silent.
 */
export function watchProgress(control: JobControl, onProgress: (progress: ImportProgress) => void): () => void {
  const looks: Look[] = [];
  const waits = new Waits();
  const tell = (): void => {
    const now = control.look();
    // What is passed over costs next to nothing: it says nothing of how fast the rest is read.
    const passed = control.passedOver();
    const bytes = now.bytes + now.checkedBytes - passed.bytes;
    const look = { at: performance.now(), bytes, files: now.files - passed.files };
    looks.push(look);
    while (looks.length > 2 && look.at - (looks[0]?.at ?? look.at) > RATE_OVER_MS) looks.shift();
    const rate = ratesBetween(looks[0] ?? look, look);
    const held = waits.look(control.lanes(), look.at);
    onProgress({ ...now, ...held, bytesPerSecond: rate.bytes, secondsLeft: secondsLeft(now, rate) });
  };
  tell();
  const timer = setInterval(tell, LOOK_EVERY_MS);
  return () => {
    clearInterval(timer);
    tell();
  };
}

/** For how long each thread has been in the call that it is in. */
export class Waits {
  #seen: readonly (Lane & { readonly since: number })[] = [];

  /** @param at milliseconds, of any clock that only goes forward */
  look(lanes: readonly Lane[], at: number): Pick<ImportProgress, 'waitsFor' | 'isAtRest'> {
    this.#seen = lanes.map((lane, i) => {
      const before = this.#seen[i];
      return before !== undefined && before.turn === lane.turn ? before : { ...lane, since: at };
    });
    const waiting = this.#seen.filter(({ waitsFor }) => waitsFor !== null).sort((a, b) => a.since - b.since);
    const [longest] = waiting;
    const isSilent = waiting.every(({ since }) => at - since >= SILENT_AFTER_MS);
    const held = longest !== undefined && longest.waitsFor !== null && isSilent ? longest.waitsFor : null;
    return {
      waitsFor: held === null ? null : { what: held, seconds: (at - (longest?.since ?? at)) / 1000 },
      isAtRest: waiting.length === 0,
    };
  }
}

function ratesBetween(first: Look, last: Look): { bytes: number; files: number } {
  const seconds = (last.at - first.at) / 1000;
  if (seconds <= 0) return { bytes: 0, files: 0 };
  return { bytes: (last.bytes - first.bytes) / seconds, files: (last.files - first.files) / seconds };
}

/**
 * The slower of two estimates: many small files are bound by their number, large ones by their bytes. `null` also once all
 * is read: how long checks and the disk take, nobody knows.
 */
function secondsLeft(now: JobLook, rate: { bytes: number; files: number }): number | null {
  if (now.phase !== 'reading') return null;
  const byBytes = now.totalBytes === null ? null : timeFor(now.totalBytes - now.bytes, rate.bytes);
  const byFiles = now.totalFiles === null ? null : timeFor(now.totalFiles - now.files, rate.files);
  if (byBytes === null) return byFiles;
  return byFiles === null ? byBytes : Math.max(byBytes, byFiles);
}

function timeFor(rest: number, rate: number): number | null {
  if (rest <= 0) return 0;
  return rate > 0 ? rest / rate : null;
}
