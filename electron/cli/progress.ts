import { JobControl } from '../core/job/control.ts';
import { StatusLine } from '../core/terminal.ts';
import { bytesText, countText } from './numbers.ts';
import { words } from './words.ts';

/** Anything quicker than this says nothing while it works. */
const FIRST_MS = 1000;
const EVERY_MS = 250;

/** How far a command is: shown on one line of stderr for as long as it runs, once it has run for a second. */
export class Progress {
  readonly #name: string;
  readonly #line = new StatusLine();
  #look: () => string = () => '';

  /** @param name what the line begins with */
  constructor(name: string) {
    this.#name = name;
  }

  /** What the line says from now on, behind the name and the time. */
  tell(look: () => string): void {
    this.#look = look;
  }

  /** A new job's control, whose counts the line tells. */
  ofJob(): JobControl {
    const control = JobControl.fresh();
    this.tell(() => workText(control.look()));
    return control;
  }

  /** Does the work, and tells of it when `isShown`. */
  async during<T>(isShown: boolean, work: () => Promise<T>): Promise<T> {
    if (!isShown) return work();
    const began = performance.now();
    const timer = setInterval(() => {
      const ms = performance.now() - began;
      if (ms < FIRST_MS) return;
      const detail = this.#look();
      this.#line.show(`${this.#name}: ${Math.floor(ms / 1000)} s${detail === '' ? '' : `, ${detail}`}`);
    }, EVERY_MS);
    try {
      return await work();
    } finally {
      clearInterval(timer);
      this.#line.clear();
    }
  }
}

/** How far work has come, in words. */
export function workText({ files, totalFiles = null, bytes, current }: Work): string {
  const total = totalFiles === null ? null : countText(totalFiles);
  return `${words.answers.work(countText(files), total, bytesText(bytes))}${current === '' ? '' : `, ${current}`}`;
}

interface Work {
  readonly files: number;
  readonly totalFiles?: number | null;
  readonly bytes: number;
  /** The path in hand. Untrusted text. */
  readonly current: string;
}
