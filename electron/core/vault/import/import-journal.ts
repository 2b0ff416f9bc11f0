import { createHash } from 'node:crypto';
import { closeSync, fstatSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { openRegular } from '../../files/open-regular.ts';
import { sha256Of } from '../../files/sha256.ts';
import type { ByteName } from '../../media/byte-name.ts';
import { AppendFile } from '../../tree/append-file.ts';
import type { KnownLeaf } from '../../tree/batch-source.ts';
import { linesOf, parseLine } from '../../tree/entry-line.ts';
import { splitPath } from '../../tree/fold-leaves.ts';
import { type LeafRun, LeafRunBuilder } from '../../tree/leaf-run.ts';
import { IMPORT_JOURNAL } from '../store/layout.ts';

/**
 * What an import has read and made durable, so that it can be resumed without reading it again.
 *
 *     frame    `piece <bytes> <bytes> <sha256>` LF, entry lines (see `entry-line.ts`), identity lines; the digest is
 *              over both
 *
 * A frame is written after its contents are durable. It is not itself synced: after a power failure its tail may be
 * missing or damaged, which the digest shows, and then those files are read once more. Each run of an import writes a
 * journal of its own; all of them count.
 */
export class ImportJournal {
  readonly #path: string;
  readonly #file: AppendFile;
  #end = 0;

  /** @param folder the import's own. @throws system errors */
  constructor(folder: string) {
    this.#path = join(folder, `${IMPORT_JOURNAL}${journalNames(folder).length}`);
    this.#file = new AppendFile(this.#path);
  }

  /** Writes a run down. What comes back gives it again from the file. @throws system errors */
  add(run: Pick<LeafRun, 'lines' | 'identities'>): () => LeafRun {
    const digest = createHash('sha256').update(run.lines).update(run.identities).digest('hex');
    const head = Buffer.from(`piece ${run.lines.length} ${run.identities.length} ${digest}\n`, 'latin1');
    for (const part of [head, run.lines, run.identities]) this.#file.append(part);
    this.#file.flush();
    const place = { journal: this.#path, at: this.#end + head.length, ...lengthsOf(run) };
    this.#end = place.at + run.lines.length + run.identities.length;
    return () => runAt(place);
  }

  /** @throws system errors */
  close(): void {
    this.#file.close();
  }
}

interface FramePlace {
  readonly journal: string;
  readonly at: number;
  readonly linesLength: number;
  readonly identitiesLength: number;
}

function lengthsOf(run: Pick<LeafRun, 'lines' | 'identities'>): Pick<FramePlace, 'linesLength' | 'identitiesLength'> {
  return { linesLength: run.lines.length, identitiesLength: run.identities.length };
}

interface Frame extends FramePlace {
  readonly first: ByteName;
  readonly last: ByteName;
}

/**
 * Reads the journals of earlier runs back along the walk: asked for paths in their order, it knows what was read of
 * each. Memory: a few words a frame, and the lines of those frames that the walk is in.
 */
export class JournalReader {
  readonly #frames: Frame[] = [];
  readonly #active = new Map<Frame, Map<ByteName, KnownLeaf>>();
  #next = 0;

  /** @throws system errors */
  constructor(folder: string) {
    for (const name of journalNames(folder)) this.#frames.push(...framesOf(join(folder, name)));
    this.#frames.sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  }

  get isEmpty(): boolean {
    return this.#frames.length === 0;
  }

  /** What was read of a path. Paths are to be asked for in order. @throws system errors */
  recall(path: ByteName): KnownLeaf | null {
    for (let frame = this.#frames[this.#next]; frame !== undefined; frame = this.#frames[this.#next]) {
      if (frame.first > path) break;
      this.#next += 1;
      if (frame.last >= path) this.#active.set(frame, leavesByPath(frame));
    }
    let found: KnownLeaf | null = null;
    for (const [frame, lines] of this.#active) {
      if (frame.last < path) this.#active.delete(frame);
      else found = lines.get(path) ?? found;
    }
    return found;
  }
}

/** All that earlier runs wrote down, in the order in which they did. @throws system errors */
export function* journalledLeaves(folder: string): Generator<KnownLeaf & { readonly path: ByteName }> {
  for (const name of journalNames(folder)) {
    for (const frame of framesOf(join(folder, name))) yield* leavesAt(frame);
  }
}

/** From the oldest to the newest. */
function journalNames(folder: string): string[] {
  const numberOf = (name: string): number => Number(name.slice(IMPORT_JOURNAL.length));
  return readdirSync(folder)
    .filter((name) => name.startsWith(IMPORT_JOURNAL))
    .sort((a, b) => numberOf(a) - numberOf(b));
}

const HEAD = /^piece ([0-9]{1,9}) ([0-9]{1,9}) ([0-9a-f]{64})$/;
const HEAD_MAX = 128;

/** The frames of one journal up to the first that is not whole. */
function framesOf(journal: string): Frame[] {
  const frames: Frame[] = [];
  const fd = openRegular(journal);
  try {
    for (let start = 0; ; ) {
      const head = readAt(fd, start, HEAD_MAX).toString('latin1').split('\n', 1)[0] ?? '';
      const [, lines, identities, digest] = HEAD.exec(head) ?? [];
      if (digest === undefined) return frames;
      const at = start + head.length + 1;
      const [linesLength, identitiesLength] = [Number(lines), Number(identities)];
      // Damaged digits may ask for more memory than there is.
      if (at + linesLength + identitiesLength > fstatSync(fd).size) return frames;
      const body = readAt(fd, at, linesLength + identitiesLength);
      if (sha256Of(body) !== digest) return frames;
      const texts = linesOf(body.subarray(0, linesLength));
      const [first, last] = [pathOf(texts[0]), pathOf(texts.at(-1))];
      if (first !== null && last !== null) frames.push({ journal, at, linesLength, identitiesLength, first, last });
      start = at + body.length;
    }
  } finally {
    closeSync(fd);
  }
}

function pathOf(line: string | undefined): ByteName | null {
  return line === undefined ? null : (parseLine(line)?.path ?? null);
}

function leavesByPath(frame: Frame): Map<ByteName, KnownLeaf> {
  return new Map(leavesAt(frame).map((leaf) => [leaf.path, leaf]));
}

function runAt(place: FramePlace): LeafRun {
  const builder = new LeafRunBuilder();
  for (const { path, file, identity } of leavesAt(place)) {
    const { folder, name } = splitPath(path);
    builder.addKnown(folder, name, file.kind, file, file.size, identity);
  }
  return builder.take();
}

function leavesAt(place: FramePlace): (KnownLeaf & { readonly path: ByteName })[] {
  const fd = openRegular(place.journal);
  try {
    const lines = linesOf(readAt(fd, place.at, place.linesLength));
    const identities = linesOf(readAt(fd, place.at + place.linesLength, place.identitiesLength));
    return lines.flatMap((line, i) => {
      const read = parseLine(line);
      if (read === null) return [];
      // An older version wrote down git's ids too: of a new bundle nobody asks for them yet.
      const { git: _, ...file } = read.file;
      return [{ path: read.path, file, identity: identities[i] ?? '' }];
    });
  } finally {
    closeSync(fd);
  }
}

function readAt(fd: number, at: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let done = 0;
  while (done < length) {
    const read = readSync(fd, bytes, done, length - done, at + done);
    if (read === 0) break;
    done += read;
  }
  return bytes.subarray(0, done);
}
