import { randomBytes } from 'node:crypto';
import { readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { equalBytes, type Sha256 } from '../../shared/encoding/bytes.ts';
import { toCanonicalJson } from '../../shared/encoding/canonical-json.ts';
import { parseStrictJson } from '../../shared/encoding/strict-json.ts';
import { type Failure, notDone } from '../../shared/failure/failure.ts';
import { type JournalEntry, type JournalEvent, parseEvent } from '../../shared/journal/entry.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { sha256Field } from '../../shared/statement/fields.ts';
import { createDurably, ensureOwnFolder } from '../core/files/durable.ts';
import { attempt, type FileFailure } from '../core/files/file-failure.ts';
import { readRegularFile } from '../core/files/read.ts';
import { passedOn } from './passed-on.ts';

/** A key file, and the SHA-256 that it has. */
export type KeyFileState = {
  readonly identity: Sha256;
  readonly sha256: Sha256;
};

/** An import that can be resumed. */
export type ResumableImport = { readonly import: string };

/** An entry that the journal owes if what it tells of was done. */
export interface OwedEntry {
  readonly name: string;
  readonly event: JournalEvent;
  /** How many entries the journal had when this was noted. */
  readonly entries: number;
  /** What was so before: as long as it is the same, nothing was done. `null`: it was done. */
  readonly before: KeyFileState | ResumableImport | null;
}

const MAX_NOTE_BYTES = 256 * 1024;

const note = z.strictObject({
  event: z.unknown(),
  entries: z.int().min(0),
  before: z
    .union([z.strictObject({ identity: sha256Field, sha256: sha256Field }), z.strictObject({ import: z.string() })])
    .nullable(),
});

/**
 * Notes of what is about to be done, for acts of which nothing but their entry tells afterwards. Each is on the disk from
 * before the act until the journal has the entry, or nothing was done. One that is there at a start is of an act whose
 * end nobody saw: the start writes the entry that is owed.
 */
export class Owed {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(folder: string): Promise<Result<Owed, FileFailure>> {
    const ready = await ensureOwnFolder(folder);
    return ready.ok ? ok(new Owed(folder)) : ready;
  }

  /** Notes an entry, for `settle` to take off again. */
  async note(owed: Omit<OwedEntry, 'name'>): Promise<Result<OwedEntry, Failure>> {
    const name = `${randomBytes(8).toString('hex')}.json`;
    const { event, entries, before } = owed;
    const written = await createDurably(join(this.#folder, name), toCanonicalJson({ event, entries, before }));
    return written.ok ? ok({ ...owed, name }) : err(passedOn('journal', notDone(written.error)));
  }

  /**
   * Takes a note off: its entry is in the journal, or nothing was done. One that cannot be taken off, or that a power cut
   * brings back, does no harm: the next start finds the same, or that its key file was changed later, and writes nothing.
   */
  async settle({ name }: OwedEntry): Promise<Result<void, FileFailure>> {
    const path = join(this.#folder, name);
    return attempt(path, () => unlink(path));
  }

  /** All notes that are there. One that cannot be read as a note tells of nothing. */
  async all(): Promise<Result<readonly OwedEntry[], FileFailure>> {
    const names = await attempt(this.#folder, () => readdir(this.#folder));
    if (!names.ok) return names;
    const all: OwedEntry[] = [];
    for (const name of names.value.sort()) {
      const bytes = await readRegularFile(join(this.#folder, name), MAX_NOTE_BYTES);
      if (!bytes.ok && !isNoNote(bytes.error)) return bytes;
      const owed = bytes.ok ? parseNote(name, bytes.value) : null;
      if (owed !== null) all.push(owed);
    }
    return ok(all);
  }
}

/** A note is a small file. What else lies in its folder is not this console's. */
function isNoNote({ code }: FileFailure): boolean {
  return code === 'file/not-a-regular-file' || code === 'file/too-large';
}

function parseNote(name: string, bytes: Uint8Array): OwedEntry | null {
  const json = parseStrictJson(bytes);
  const parsed = note.safeParse(json.ok ? json.value : null);
  const event = parsed.success ? parseEvent(parsed.data.event) : null;
  return parsed.success && event !== null ? { ...parsed.data, name, event } : null;
}

/**
 * Whether there is nothing to tell of a note any more: the journal has its entry, or a later one of the same key file. That
 * one was written by a console that knew what had become of the note, and changed the file since.
 */
export function isTold({ event, entries: from, before }: OwedEntry, entries: readonly JournalEntry[]): boolean {
  const bytes = toCanonicalJson(event);
  return entries
    .slice(from)
    .some((entry) => equalBytes(toCanonicalJson(entry.event), bytes) || isOfKeyFile(entry, before));
}

function isOfKeyFile({ event }: JournalEntry, before: OwedEntry['before']): boolean {
  if (before === null || !('identity' in before)) return false;
  return (event.kind === 'passphrase-changed' || event.kind === 'key-restored') && event.identity === before.identity;
}
