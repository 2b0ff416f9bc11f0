import { constants } from 'node:fs';
import { type FileHandle, lstat, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ok, type Result } from '../../../shared/result.ts';
import { closeReadHandle } from '../files/close-read.ts';
import { PRIVATE_FILE, syncFolder } from '../files/durable.ts';
import { attempt, type FileFailure } from '../files/file-failure.ts';
import { readIfThere } from '../files/read.ts';
import { MAX_LOG_BYTES } from './room.ts';

const LF = 0x0a;

/** The log's bytes, cut into lines without their LF; `rest` is what follows the last LF. */
export interface LogContent {
  readonly lines: readonly Uint8Array[];
  readonly rest: Uint8Array;
}

/** Reads the whole log; `null` when there is none. */
export async function readLog(path: string): Promise<Result<LogContent | null, FileFailure>> {
  const read = await readIfThere(path, MAX_LOG_BYTES);
  if (!read.ok) return read;
  return ok(read.value === null ? null : splitLog(read.value));
}

export function splitLog(log: Uint8Array): LogContent {
  const lines: Uint8Array[] = [];
  let start = 0;
  for (let end = log.indexOf(LF); end !== -1; end = log.indexOf(LF, start)) {
    lines.push(log.subarray(start, end));
    start = end + 1;
  }
  return { lines, rest: log.subarray(start) };
}

/** The log open for appending: a line counts once it is fsynced, and until its checkpoint stands it can be taken back. */
export class LogFile {
  readonly #path: string;
  readonly #file: FileHandle;
  /** Where the next line goes. */
  #end: number;

  private constructor(path: string, file: FileHandle, end: number) {
    this.#path = path;
    this.#file = file;
    this.#end = end;
  }

  /** Opens the log, or makes it, and cuts off what follows its first `end` bytes. */
  static async open(path: string, end: number): Promise<Result<LogFile, FileFailure>> {
    const flags = constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW;
    const file = await attempt(path, () => open(path, flags, PRIVATE_FILE));
    if (!file.ok) return file;
    const log = new LogFile(path, file.value, end);
    const cut = await log.cutAt(end);
    const named = cut.ok ? await syncFolder(dirname(path)) : cut;
    if (named.ok) return ok(log);
    await log.close();
    return named;
  }

  /** Length in bytes: what `cutAt` goes back to. */
  get end(): number {
    return this.#end;
  }

  /** What of the file under this name is not as this process left it; `null` when all is. */
  async changedElsewhere(): Promise<Result<string | null, FileFailure>> {
    const named = await attempt(this.#path, () => lstat(this.#path));
    if (!named.ok && named.error.errno === 'ENOENT') return ok('no file');
    if (!named.ok) return named;
    const held = await attempt(this.#path, () => this.#file.stat());
    if (!held.ok) return held;
    if (named.value.ino !== held.value.ino || named.value.dev !== held.value.dev) return ok('another file');
    return ok(named.value.size === this.#end ? null : `${named.value.size} bytes`);
  }

  /** Writes one line and fsyncs it. After a failure the file may hold a part of it: `cutAt` the old end. */
  async append(line: Uint8Array): Promise<Result<void, FileFailure>> {
    const bytes = Buffer.concat([line, Buffer.of(LF)]);
    const written = await attempt(this.#path, async () => {
      for (let done = 0; done < bytes.length; ) {
        done += (await this.#file.write(bytes, done, bytes.length - done, this.#end + done)).bytesWritten;
      }
      await this.#file.datasync();
    });
    if (written.ok) this.#end += bytes.length;
    return written;
  }

  async cutAt(end: number): Promise<Result<void, FileFailure>> {
    this.#end = end;
    return attempt(this.#path, async () => {
      await this.#file.truncate(end);
      await this.#file.sync();
    });
  }

  /** Each line that counts was synced when it was written: what closing says changes nothing. */
  async close(): Promise<void> {
    await closeReadHandle(this.#file);
  }
}
