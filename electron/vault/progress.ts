import type { JobControl, JobLook } from './control.ts';

/** How far an import is, and how fast. */
export interface ImportProgress extends JobLook {
  /** Over the last seconds, not since the start: a medium slows down. */
  readonly bytesPerSecond: number;
  readonly secondsLeft: number | null;
}

/** Well above four looks a second, so that a late timer still leaves four. */
const LOOK_EVERY_MS = 150;
const RATE_OVER_MS = 4000;

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
  const tell = (): void => {
    const now = control.look();
    const look = { at: performance.now(), bytes: now.bytes, files: now.files };
    looks.push(look);
    while (looks.length > 2 && look.at - (looks[0]?.at ?? look.at) > RATE_OVER_MS) looks.shift();
    const rate = ratesBetween(looks[0] ?? look, look);
    onProgress({ ...now, bytesPerSecond: rate.bytes, secondsLeft: secondsLeft(now, rate) });
  };
  tell();
  const timer = setInterval(tell, LOOK_EVERY_MS);
  return () => {
    clearInterval(timer);
    tell();
  };
}

function ratesBetween(first: Look, last: Look): { bytes: number; files: number } {
  const seconds = (last.at - first.at) / 1000;
  if (seconds <= 0) return { bytes: 0, files: 0 };
  return { bytes: (last.bytes - first.bytes) / seconds, files: (last.files - first.files) / seconds };
}

/** The slower of two estimates: many small files are bound by their number, large ones by their bytes. */
function secondsLeft(now: JobLook, rate: { bytes: number; files: number }): number | null {
  const byBytes = now.totalBytes === null ? null : timeFor(now.totalBytes - now.bytes, rate.bytes);
  const byFiles = now.totalFiles === null ? null : timeFor(now.totalFiles - now.files, rate.files);
  if (byBytes === null) return byFiles;
  return byFiles === null ? byBytes : Math.max(byBytes, byFiles);
}

function timeFor(rest: number, rate: number): number | null {
  if (rest <= 0) return 0;
  return rate > 0 ? rest / rate : null;
}
