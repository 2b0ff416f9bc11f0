import {
  closeSync,
  constants,
  fstatSync,
  ftruncateSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { sayFailure } from '../../../shared/failure/say.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { desktop } from '../../../shared/strings/desktop.ts';
import { PRIVATE_FILE, PRIVATE_FOLDER } from '../files/durable.ts';
import { attemptSync, type FileFailure } from '../files/file-failure.ts';
import { readIfThere } from '../files/read.ts';
import { say } from '../terminal.ts';
import { type LogEvent, logLine, type RunEnd } from './log-event.ts';

/** The log's files, the newest first: together they never have more than a mebibyte. */
const FILES = ['holdfast.log', 'holdfast.1.log', 'holdfast.2.log', 'holdfast.3.log'] as const;
const [NEWEST] = FILES;
const MOST_BYTES = 256 * 1024;

const MINUTE_MS = 60_000;
/** Of each kind in a minute: whoever makes the console write without end must not push out what was there before. */
const MOST_LINES_A_MINUTE = 60;
/** Lines that are kept until the log has its folder. */
const MOST_WAITING = 100;

interface Minute {
  readonly since: number;
  lines: number;
  leftOut: number;
}

/**
 * What a supporter needs of this station, in a few files of the data folder (decision 022). Nothing depends on it: it is
 * no evidence, and a console whose disk does not take it goes on. What is noted is written at once, so that it is there
 * after a fault.
 */
export class Log {
  readonly #now: () => Date;
  readonly #minutes = new Map<LogEvent['kind'], Minute>();
  /** Until there is a folder. */
  #waiting: string[] = [];
  #folder: string | null = null;
  #file: { readonly fd: number; size: number } | null = null;
  #lost = 0;
  #hasEnded = false;

  constructor(now: () => Date = () => new Date()) {
    this.#now = now;
  }

  /**
   * Writes to this folder from now on, beginning with what was noted before. The folder is made where there is none.
   *
   * @param first what the log says of this run, given how the run before it ended
   */
  keepIn(folder: string, first: (before: RunEnd | 'unknown' | 'none') => LogEvent): void {
    this.#folder = folder;
    const opened = attemptSync(folder, () => {
      const before = this.#open(folder);
      this.#write(logLine(this.#now(), first(before)));
    });
    if (!opened.ok) this.#lose(opened.error);
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const line of waiting) this.#put(line);
  }

  /** Notes what happened. It never throws, and never waits for anything but the disk. */
  note(event: LogEvent): void {
    this.#tellLeftOut();
    if (!this.#admits(event.kind)) return;
    this.#put(logLine(this.#now(), event));
  }

  /** Notes how this run ended: once, by whatever ended it first. */
  end(how: RunEnd): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.note({ kind: 'ended', how });
  }

  /** All that the log has, the oldest line first. Fails where there is a file that cannot be read. */
  async text(): Promise<Result<Buffer, FileFailure>> {
    const parts: Buffer[] = [];
    for (const name of [...FILES].reverse()) {
      const part = this.#folder === null ? ok(null) : await readIfThere(join(this.#folder, name), 2 * MOST_BYTES);
      if (!part.ok) return part;
      if (part.value !== null) parts.push(part.value);
    }
    return ok(Buffer.concat(parts));
  }

  #put(line: string): void {
    if (this.#folder === null) {
      if (this.#waiting.length < MOST_WAITING) this.#waiting.push(line);
      return;
    }
    const folder = this.#folder;
    const written = attemptSync(folder, () => {
      if (this.#file === null) this.#open(folder);
      if (this.#lost > 0) this.#write(logLine(this.#now(), { kind: 'lost', lines: this.#lost }));
      this.#lost = 0;
      this.#write(line);
    });
    if (!written.ok) this.#lose(written.error);
  }

  #lose(why: FileFailure): void {
    if (this.#lost === 0) say(`holdfast: ${desktop().logNotWritten(sayFailure(why))}`);
    this.#lost++;
    if (this.#file !== null) closeSync(this.#file.fd);
    this.#file = null;
  }

  /** @throws system errors */
  #open(folder: string): RunEnd | 'unknown' | 'none' {
    mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER });
    if (!lstatSync(folder).isDirectory()) throw Object.assign(new Error('no folder'), { code: 'ENOTDIR' });
    const fd = openAppending(join(folder, NEWEST));
    const { size } = fstatSync(fd);
    this.#file = { fd, size };
    if (size > MOST_BYTES) return 'unknown';
    const content = readFileSync(fd, 'utf8');
    // A line that a power cut has left in part is no line.
    if (content !== '' && !content.endsWith('\n')) this.#write('');
    return endOf(content);
  }

  /** @throws system errors */
  #write(line: string): void {
    const bytes = Buffer.from(`${line}\n`);
    if (this.#file !== null && this.#file.size + bytes.length > MOST_BYTES) this.#rotate();
    if (this.#file === null) return;
    const written = writeSync(this.#file.fd, bytes);
    this.#file.size += written;
    if (written === bytes.length) return;
    ftruncateSync(this.#file.fd, this.#file.size - written);
    throw Object.assign(new Error('written in part'), { code: 'ENOSPC' });
  }

  /** @throws system errors */
  #rotate(): void {
    if (this.#file === null || this.#folder === null) return;
    closeSync(this.#file.fd);
    this.#file = null;
    for (let age = FILES.length - 1; age > 0; age--) {
      const [from, to] = [join(this.#folder, FILES[age - 1] ?? ''), join(this.#folder, FILES[age] ?? '')];
      const moved = attemptSync(from, () => renameSync(from, to));
      if (!moved.ok && moved.error.errno !== 'ENOENT')
        throw Object.assign(new Error('not moved'), { code: moved.error.errno });
    }
    this.#file = { fd: openAppending(join(this.#folder, NEWEST)), size: 0 };
  }

  #admits(kind: LogEvent['kind']): boolean {
    const now = this.#now().getTime();
    const minute = this.#minutes.get(kind) ?? { since: now, lines: 0, leftOut: 0 };
    this.#minutes.set(kind, minute);
    if (minute.lines < MOST_LINES_A_MINUTE) {
      minute.lines++;
      return true;
    }
    minute.leftOut++;
    return false;
  }

  /** Forgets the minutes that have passed, and says how many lines of each were left out. */
  #tellLeftOut(): void {
    const now = this.#now().getTime();
    for (const [kind, { since, leftOut }] of this.#minutes) {
      // The clock of the machine may have been set back.
      if (now - since < MINUTE_MS && now >= since) continue;
      this.#minutes.delete(kind);
      if (leftOut > 0) this.#put(logLine(this.#now(), { kind: 'left-out', of: kind, lines: leftOut }));
    }
  }
}

/** @throws system errors; EISDIR for what is no regular file */
function openAppending(path: string): number {
  const { O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW, O_NONBLOCK } = constants;
  const fd = openSync(path, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, PRIVATE_FILE);
  if (fstatSync(fd).isFile()) return fd;
  closeSync(fd);
  throw Object.assign(new Error('no regular file'), { code: 'EISDIR' });
}

const ENDED = /^\S+ ended how=(quit|held-up|refused|fault)$/m;

/** How the last run ended of which these are the lines. */
function endOf(content: string): RunEnd | 'unknown' | 'none' {
  if (content === '') return 'none';
  const lastRun = content.slice(Math.max(0, content.lastIndexOf(' started ')));
  switch (ENDED.exec(lastRun)?.[1]) {
    case 'quit':
      return 'quit';
    case 'held-up':
      return 'held-up';
    case 'refused':
      return 'refused';
    case 'fault':
      return 'fault';
    default:
      return 'unknown';
  }
}
