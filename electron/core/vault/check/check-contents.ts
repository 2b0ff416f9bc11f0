import { createHash } from 'node:crypto';
import { closeSync, lstatSync, readdirSync, readSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { equalBytes, type Sha256 } from '../../../../shared/encoding/bytes.ts';
import { sha256FromDigest } from '../../../../shared/encoding/digest.ts';
import { closeRead } from '../../files/close-read.ts';
import { syncFolderNow } from '../../files/durable.ts';
import { attemptSync } from '../../files/file-failure.ts';
import { openIfRegular, openRegular } from '../../files/open-regular.ts';
import { sha256 } from '../../files/sha256.ts';
import type { JobControl } from '../../job/control.ts';
import { DAMAGED_SUFFIX, objectNames } from '../store/index-of-packs.ts';
import { objectPath, PACK_SUFFIX, type VaultLayout } from '../store/layout.ts';
import { type PackEntry, type PackTable, readFooter, readTableEntry, TABLE_ENTRY } from '../store/pack-format.ts';

const CHUNK = 1024 * 1024;

/** Where the bytes of a content are in a file. */
interface Range {
  readonly offset: number;
  readonly size: number;
}
const WHOLE_FILE: Range = { offset: 0, size: Number.POSITIVE_INFINITY };

/** A file of the vault that holds contents. */
export type ContentFile =
  | { readonly kind: 'pack'; readonly name: string; readonly bytes: number }
  | { readonly kind: 'object'; readonly sha256: Sha256; readonly bytes: number };

/** What one thread found of the files that it took. */
export interface ContentsReport {
  /** Contents read and hashed, and their bytes. */
  readonly contents: number;
  readonly bytes: number;
  /** Contents whose bytes, read twice, are not what their digest says; they count as missing from now on. */
  readonly damaged: readonly Sha256[];
  /** Packs that cannot be used at all. */
  readonly unusablePacks: readonly string[];
}

/** Every file that holds contents, the largest first, so that none is left to one thread at the end. @throws system errors */
export function contentFiles(layout: VaultLayout): readonly ContentFile[] {
  const packs = readdirSync(layout.packs).filter((name) => name.endsWith(PACK_SUFFIX));
  return [
    ...packs.map((name) => ({ kind: 'pack' as const, name, bytes: lstatSync(join(layout.packs, name)).size })),
    ...Array.from(objectNames(layout), (sha256) => {
      return { kind: 'object' as const, sha256, bytes: lstatSync(objectPath(layout, sha256)).size };
    }),
  ].sort((a, b) => b.bytes - a.bytes);
}

/**
 * Hashes files until none is left or the job is stopped; damaged contents are set aside, so that importing their bundle
 * again stores them anew. Several threads share the list by the counter: each takes the next file that none has.
 *
 * @param taken one word of shared memory: how many files of the list are taken
 * @returns `null` when it was stopped
 * @throws system errors of the vault's disk that are not about one content
 */
export function checkContents(
  layout: VaultLayout,
  files: readonly ContentFile[],
  taken: Int32Array,
  control: JobControl,
): ContentsReport | null {
  const check = new ContentsCheck(layout, control);
  for (let file = files[Atomics.add(taken, 0, 1)]; file !== undefined; file = files[Atomics.add(taken, 0, 1)]) {
    check.file(file);
    if (!control.mayProceed()) return null;
  }
  return check.report;
}

class ContentsCheck {
  readonly #layout: VaultLayout;
  readonly #control: JobControl;
  readonly #buffer = Buffer.allocUnsafeSlow(CHUNK);
  readonly #damaged: Sha256[] = [];
  readonly #unusable: string[] = [];
  #contents = 0;
  #bytes = 0;

  constructor(layout: VaultLayout, control: JobControl) {
    this.#layout = layout;
    this.#control = control;
  }

  get report(): ContentsReport {
    const [contents, bytes, damaged, unusablePacks] = [this.#contents, this.#bytes, this.#damaged, this.#unusable];
    return { contents, bytes, damaged, unusablePacks };
  }

  /** What a stop leaves half hashed is no damage. */
  file(file: ContentFile): void {
    if (file.kind === 'pack') this.#checkPack(file.name);
    else this.#checkObject(file.sha256);
  }

  #checkPack(name: string): void {
    const path = join(this.#layout.packs, name);
    const fd = openIfRegular(path);
    if (fd === null) {
      this.#setPackAside(name);
      return;
    }
    try {
      const table = readFooter(fd);
      const entries = table === null ? null : readTable(fd, table);
      if (entries === null) {
        this.#setPackAside(name);
        return;
      }
      this.#control.setCurrent(name);
      const damaged: Sha256[] = [];
      // In the order of the disk, not of the digests.
      for (const entry of entries.sort((a, b) => a.offset - b.offset)) {
        const sha256 = digestText(entry);
        const isWhole = this.#isWhole(fd, sha256, entry);
        if (!this.#control.mayProceed()) return;
        if (!isWhole) damaged.push(sha256);
      }
      if (damaged.length > 0) setAside(path, damaged);
      this.#damaged.push(...damaged);
    } finally {
      closeRead(() => closeSync(fd));
    }
  }

  #setPackAside(name: string): void {
    const path = join(this.#layout.packs, name);
    this.#unusable.push(name);
    renameDurably(path, `${path}.unusable`);
  }

  #checkObject(sha256: Sha256): void {
    const path = objectPath(this.#layout, sha256);
    const fd = openIfRegular(path);
    if (fd === null) {
      this.#setObjectAside(sha256, path);
      return;
    }
    try {
      this.#control.setCurrent(sha256);
      if (this.#isWhole(fd, sha256, WHOLE_FILE) || this.#control.stopped) return;
      this.#setObjectAside(sha256, path);
    } finally {
      closeRead(() => closeSync(fd));
    }
  }

  #setObjectAside(sha256: Sha256, path: string): void {
    this.#damaged.push(sha256);
    renameDurably(path, `${path}${DAMAGED_SUFFIX}`);
  }

  /**
   * Whether the bytes have their digest. One failed read is not damage: a disk that did not answer once, or a bit that turned
   * over on its way, is read again before anything is set aside.
   */
  #isWhole(fd: number, sha256: Sha256, range: Range): boolean {
    const isWhole = this.#hashRange(fd, range, (read) => this.#count(read)) === sha256;
    this.#contents += 1;
    this.#control.addFiles(1);
    return isWhole || this.#hashRange(fd, range, () => undefined) === sha256;
  }

  #count(bytes: number): void {
    this.#bytes += bytes;
    this.#control.addBytes(bytes);
  }

  #hashRange(fd: number, { offset, size }: Range, onRead: (bytes: number) => void): string {
    const digest = createHash('sha256');
    let done = 0;
    while (done < size && this.#control.mayProceed()) {
      const read = this.#readAt(fd, offset + done, Math.min(CHUNK, size - done));
      if (read === 0) break;
      digest.update(this.#buffer.subarray(0, read));
      done += read;
      onRead(read);
    }
    return digest.digest('hex');
  }

  /** A sector that cannot be read ends the content early, so it has another digest. */
  #readAt(fd: number, position: number, length: number): number {
    const read = attemptSync(this.#layout.root, () => readSync(fd, this.#buffer, 0, length, position));
    return read.ok ? read.value : 0;
  }
}

/** Lists what is damaged in a pack, in place of an earlier list: a crash leaves the one or the other, whole. */
function setAside(pack: string, damaged: readonly Sha256[]): void {
  const list = `${pack}${DAMAGED_SUFFIX}`;
  writeFileSync(`${list}.new`, `${damaged.join('\n')}\n`, { mode: 0o600, flush: true });
  renameDurably(`${list}.new`, list);
}

/** Before a record says that its bundle is refused, or an import of it would take what is damaged for stored. */
function renameDurably(from: string, to: string): void {
  renameSync(from, to);
  syncFolderNow(dirname(to));
}

/** A pack's table, `null` when it is not what the footer says. @throws system errors */
function readTable(fd: number, { tableAt, count, digest }: PackTable): PackEntry[] | null {
  const bytes = Buffer.allocUnsafe(count * TABLE_ENTRY);
  if (readSync(fd, bytes, 0, bytes.length, tableAt) !== bytes.length) return null;
  if (!equalBytes(sha256(bytes), digest)) return null;
  return Array.from({ length: count }, (_, i) => readTableEntry(bytes, i * TABLE_ENTRY));
}

/** A pack's table; empty when there is none. @throws system errors */
export function tableOf(pack: string): PackEntry[] {
  const fd = openRegular(pack);
  try {
    const table = readFooter(fd);
    return table === null ? [] : (readTable(fd, table) ?? []);
  } finally {
    closeRead(() => closeSync(fd));
  }
}

export function digestText(entry: PackEntry): Sha256 {
  return sha256FromDigest(entry.digest);
}
