import * as z from 'zod';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { toCanonicalJson } from '../../../shared/encoding/canonical-json.ts';
import { parseStrictJson } from '../../../shared/encoding/strict-json.ts';
import { notDone } from '../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { sha256Field, timestampField, toTimestamp } from '../../../shared/statement/fields.ts';
import { replaceDurably } from '../files/durable.ts';
import type { FileFailure } from '../files/file-failure.ts';
import { readIfThere } from '../files/read.ts';

/** This many failures cost nothing; each one after them doubles the wait. */
const FREE_FAILURES = 2;
const FIRST_DELAY_SECONDS = 5;
const LONGEST_DELAY_SECONDS = 15 * 60;
const MAX_BYTES = 1024 * 1024;

const attempt = z.strictObject({ failures: z.int().min(1), lastAt: timestampField });
const attempts = z.record(sha256Field, attempt);
type Attempt = z.infer<typeof attempt>;

export interface CountedFailure {
  /** Failures in a row, this one included. */
  readonly failures: number;
  /** For a try that turned out not to be one. */
  takeBack(): Promise<Result<void, FileFailure>>;
}

/** Seconds to wait after that many failures in a row: 0, 0, 5, 10, 20, ... 900. */
export function delayAfter(failures: number): number {
  if (failures <= FREE_FAILURES) return 0;
  return Math.min(LONGEST_DELAY_SECONDS, FIRST_DELAY_SECONDS * 2 ** (failures - FREE_FAILURES - 1));
}

/**
 * Counts failed unlocks on disk, so that a restart does not forget them. It slows down someone at the keyboard;
 * whoever has the disk guesses at the age file itself, which only the passphrase's length holds against.
 */
export class UnlockDelay {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** Seconds that must still pass. A clock set back or forth never makes it longer than the delay itself. */
  async secondsLeft(id: Sha256, now: Date): Promise<Result<number, FileFailure>> {
    const known = await this.#read();
    if (!known.ok) return known;
    const mine = known.value.get(id);
    if (mine === undefined) return ok(0);
    const delay = delayAfter(mine.failures);
    const left = delay - (now.getTime() - Date.parse(mine.lastAt)) / 1000;
    return ok(Math.ceil(Math.min(delay, Math.max(0, left))));
  }

  /** Counts one failure; called before the passphrase is tried, so that killing the console doesn't win a free try. */
  async countFailure(id: Sha256, now: Date): Promise<Result<CountedFailure, FileFailure>> {
    const known = await this.#read();
    if (!known.ok) return known;
    const before = new Map(known.value);
    const failures = (before.get(id)?.failures ?? 0) + 1;
    const written = await this.#write(known.value.set(id, { failures, lastAt: toTimestamp(now.getTime()) }));
    return written.ok ? ok({ failures, takeBack: () => this.#write(before) }) : written;
  }

  async clear(id: Sha256): Promise<Result<void, FileFailure>> {
    const known = await this.#read();
    if (!known.ok) return known;
    known.value.delete(id);
    return this.#write(known.value);
  }

  /** A file that is not as this class writes it counts as none: whoever can spoil it can delete it as well. */
  async #read(): Promise<Result<Map<string, Attempt>, FileFailure>> {
    const file = await readIfThere(this.#path, MAX_BYTES);
    if (!file.ok) return file;
    const json = parseStrictJson(file.value ?? new Uint8Array());
    const parsed = attempts.safeParse(json.ok ? json.value : {});
    return ok(new Map(Object.entries(parsed.success ? parsed.data : {})));
  }

  async #write(known: ReadonlyMap<string, Attempt>): Promise<Result<void, FileFailure>> {
    const written = await replaceDurably(this.#path, toCanonicalJson(Object.fromEntries(known)));
    // No key is opened before its count is written: whatever became of the count, nothing was done.
    return written.ok ? written : err(notDone(written.error));
  }
}
