import { join } from 'node:path';
import { type FileFailure, systemFailure } from '../../files/file-failure.ts';
import {
  BUFFER_MIN,
  type ChunkedContent,
  type ContentSink,
  HEAD_MAX,
  WHOLE_FILE_MAX,
} from '../../tree/content-sink.ts';
import { BlockRing } from './block-ring.ts';
import type { VaultIndex } from './index-of-packs.ts';
import { PACK_SUFFIX, type VaultLayout } from './layout.ts';
import { ObjectFile } from './object-file.ts';
import { PackSegment } from './pack-segment.ts';
import type { PresenceFilter } from './presence-filter.ts';

/** From this size on a content is a file of its own: its fdatasync costs little beside its bytes. */
export const OBJECT_MIN = 16 * 1024 * 1024;
/**
 * A segment is sealed past any of these: the first bounds what a crash loses, the second memory: what is read waits
 * here until its segment is durable.
 */
export const SEGMENT_BYTES = 64 * 1024 * 1024;
export const SEGMENT_CONTENTS = 8 * 1024;
/** A slow medium fills a segment slowly: so much work is lost at most. */
const SEGMENT_MS = 5000;

/** Sealed segments and objects of one reader that are not durable yet; with more it waits. */
const MAY_WAIT = 1;

const DIGEST = 32;

/** Where and under what names one reader writes. */
export interface SinkPlace {
  readonly layout: VaultLayout;
  /** The import's own folder under `tmp/`. */
  readonly folder: string;
  /** Begins the names of this reader's packs: unlike any other's, ever. */
  readonly prefix: string;
}

/** Writes contents into pack segments and object files, each content once. */
export class VaultSink implements ContentSink {
  readonly buffer = Buffer.allocUnsafeSlow(2 * BUFFER_MIN);
  readonly #place: SinkPlace;
  readonly #index: VaultIndex;
  readonly #filter: PresenceFilter;
  readonly #ring = new BlockRing();
  #segment: PackSegment | null = null;
  #segments = 0;
  #objects = 0;
  /** Bytes of `buffer` that wait to be written at the segment's end. */
  #pending = 0;
  #unsettled: Promise<FileFailure | null>[] = [];
  failure: FileFailure | null = null;

  constructor(place: SinkPlace, index: VaultIndex, filter: PresenceFilter) {
    this.#place = place;
    this.#index = index;
    this.#filter = filter;
  }

  room(): number {
    if (this.#pending + HEAD_MAX + WHOLE_FILE_MAX + 1 + DIGEST > this.buffer.length) this.#flush();
    return this.#pending;
  }

  keep(sha256: string, at: number, headLength: number, size: number): void {
    const digest = Buffer.from(sha256, 'hex');
    if (this.failure !== null || this.#isKept(sha256, digest)) return;
    const segment = this.#openSegment();
    if (segment === null) return;
    const end = at + headLength + size;
    digest.copy(this.buffer, end);
    this.#pending = end + DIGEST;
    segment.record(sha256, digest, headLength, size);
    this.#filter.add(digest);
    this.#sealWhenFull(segment);
  }

  begin(size: number): ChunkedContent {
    this.#flush();
    return size >= OBJECT_MIN ? this.#beginObject() : this.#beginRecord(size);
  }

  async settled(): Promise<FileFailure | null> {
    const waiting = this.#segment === null ? [] : [this.#segment.durable];
    const failures = await Promise.all([...this.#unsettled, ...waiting]);
    return failures.find((one) => one !== null) ?? this.failure;
  }

  behind(): Promise<void> | null {
    return this.#unsettled.length > MAY_WAIT ? this.#catchUp() : null;
  }

  async #catchUp(): Promise<void> {
    while (this.#unsettled.length > MAY_WAIT) await this.#unsettled[0];
  }

  seal(): void {
    this.#flush();
    const segment = this.#segment;
    this.#segment = null;
    if (segment === null) return;
    if (this.failure !== null) segment.fail(this.failure);
    else if (segment.count === 0) this.#guard(() => segment.discard());
    else segment.seal();
    this.#await(segment.durable);
  }

  #beginRecord(size: number): ChunkedContent {
    const head = Buffer.from(`blob ${size}\0`, 'latin1');
    const segment = this.#openSegment();
    const start = segment?.end ?? 0;
    let written = head.length;
    this.#guard(() => segment?.write(head, start));
    return {
      write: (chunk) => {
        this.#guard(() => segment?.write(chunk, start + written));
        written += chunk.length;
        return null;
      },
      finish: (sha256) => {
        const digest = Buffer.from(sha256, 'hex');
        if (segment === null || this.failure !== null || this.#isKept(sha256, digest)) return;
        this.#guard(() => segment.write(digest, start + written));
        segment.record(sha256, digest, head.length, size);
        this.#filter.add(digest);
        this.#sealWhenFull(segment);
      },
      // What was written lies beyond the segment's end, where the next record overwrites it.
      abandon: () => undefined,
    };
  }

  #beginObject(): ChunkedContent {
    const path = join(this.#place.folder, `${this.#place.prefix}-object-${this.#objects++}`);
    const object = new ObjectFile(this.#place.layout, path, this.#ring);
    return {
      write: (chunk) => {
        const taken = this.#guard(() => object.write(chunk)) ?? null;
        this.failure ??= object.failure;
        // Small contents that came before wait for no end of a large one.
        if (this.#segment !== null && isOld(this.#segment)) this.seal();
        return taken;
      },
      finish: (sha256) => {
        const digest = Buffer.from(sha256, 'hex');
        if (this.failure !== null || this.#isKept(sha256, digest)) {
          this.#guard(() => object.discard());
          return;
        }
        this.#filter.add(digest);
        this.#await(object.finish(sha256));
      },
      abandon: () => this.#guard(() => object.discard()),
    };
  }

  /** Whether the content is in the vault, or on its way there by this reader. */
  #isKept(sha256: string, digest: Buffer): boolean {
    if (!this.#filter.mayHave(digest)) return false;
    if (this.#segment?.has(sha256) === true) return true;
    return (
      this.#guard(() => {
        if (this.#index.find(sha256) !== null) return true;
        this.#index.refresh();
        return this.#index.find(sha256) !== null;
      }) ?? false
    );
  }

  #openSegment(): PackSegment | null {
    if (this.#segment !== null) return this.#segment;
    const name = `${this.#place.prefix}-${this.#segments++}${PACK_SUFFIX}`;
    const paths = [join(this.#place.folder, name), join(this.#place.layout.packs, name)] as const;
    this.#segment = this.#guard(() => new PackSegment(...paths)) ?? null;
    return this.#segment;
  }

  #sealWhenFull(segment: PackSegment): void {
    const isFull = segment.end >= SEGMENT_BYTES || segment.count >= SEGMENT_CONTENTS;
    if (isFull || isOld(segment)) this.seal();
  }

  #flush(): void {
    const segment = this.#segment;
    const pending = this.buffer.subarray(0, this.#pending);
    this.#pending = 0;
    if (segment !== null) this.#guard(() => segment.write(pending, segment.end - pending.length));
  }

  #await(settling: Promise<FileFailure | null>): void {
    const tracked = settling.then((failure) => {
      this.#unsettled = this.#unsettled.filter((one) => one !== tracked);
      if (failure !== null) this.failure ??= failure;
      return failure;
    });
    this.#unsettled.push(tracked);
  }

  /** One system call of the vault's side: its failure is kept as the sink's, and ends all writing. */
  #guard<T>(operation: () => T): T | undefined {
    if (this.failure !== null) return undefined;
    try {
      return operation();
    } catch (thrown) {
      this.failure = systemFailure(thrown, this.#place.layout.root);
      return undefined;
    }
  }
}

function isOld(segment: PackSegment): boolean {
  return performance.now() - segment.openedAt > SEGMENT_MS;
}
