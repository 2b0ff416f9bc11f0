import { closeSync, existsSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { fromHex, isSha256, type Sha256 } from '../../../../shared/encoding/bytes.ts';
import { closeRead } from '../../files/close-read.ts';
import { openIfRegular, readRegularNow } from '../../files/open-regular.ts';
import { objectPath, PACK_SUFFIX, type VaultLayout } from './layout.ts';
import { type PackTable, readFooter, readTableEntry, TABLE_ENTRY } from './pack-format.ts';

/** Where a content lies: a part of a pack, or a file of its own (offset 0). */
export interface Location {
  readonly path: string;
  readonly offset: number;
  /** `null` for a file of its own: its length. */
  readonly size: number | null;
  /** Which of its pack's contents it is, in the order of the table. */
  readonly entry: number;
}

interface OpenPack extends PackTable {
  readonly path: string;
  readonly fd: number;
  /** Contents that fsck found damaged here: as if they were not there, so that they can be imported again. */
  readonly damaged: ReadonlySet<string>;
}

/**
 * Finds contents by digest.
 *
 * The index is the sorted tables at the ends of the packs and the names of the object files: written with what they
 * describe, so they cannot disagree with it after a crash, and searched on disk, so memory is a file descriptor a
 * pack. Digests are uniformly spread, so a search guesses its place and reads one page a pack.
 */
export class VaultIndex {
  readonly #layout: VaultLayout;
  readonly #packs = new Map<string, OpenPack>();
  readonly #page = Buffer.allocUnsafe(PAGE_ENTRIES * TABLE_ENTRY);

  constructor(layout: VaultLayout) {
    this.#layout = layout;
  }

  /** Takes in packs that were finished since. What is no pack has no contents; the check tells it. @throws system errors */
  refresh(): void {
    for (const name of readdirSync(this.#layout.packs)) {
      if (!name.endsWith(PACK_SUFFIX) || this.#packs.has(name)) continue;
      const path = join(this.#layout.packs, name);
      const fd = openIfRegular(path);
      if (fd === null) continue;
      const table = readFooter(fd);
      if (table === null) closeRead(() => closeSync(fd));
      else this.#packs.set(name, { ...table, path, fd, damaged: damagedIn(path) });
    }
  }

  /** Where the content is, among the packs known since the last refresh and all objects. @throws system errors */
  find(sha256: string): Location | null {
    const digest = fromHex(sha256);
    if (digest === null) return null;
    for (const pack of this.#packs.values()) {
      const found = pack.damaged.has(sha256) ? null : this.#search(pack, Buffer.from(digest.buffer));
      if (found !== null) return found;
    }
    const path = objectPath(this.#layout, sha256);
    return existsSync(path) ? { path, offset: 0, size: null, entry: 0 } : null;
  }

  /** The digests of all contents, each valid until the next is asked for. @throws system errors */
  *digests(): Generator<Buffer> {
    for (const sha256 of objectNames(this.#layout)) yield Buffer.from(sha256, 'hex');
    for (const pack of this.#packs.values()) {
      for (let first = 0; first < pack.count; first += PAGE_ENTRIES) {
        const count = this.#readPage(pack, first);
        for (let i = 0; i < count; i++) yield this.#page.subarray(i * TABLE_ENTRY, i * TABLE_ENTRY + 32);
      }
    }
  }

  get packCount(): number {
    return this.#packs.size;
  }

  get contentCount(): number {
    let count = 0;
    for (const pack of this.#packs.values()) count += pack.count;
    return count;
  }

  /** After the check has set something aside. @throws system errors */
  reopen(): void {
    this.close();
    this.refresh();
  }

  close(): void {
    for (const [name, { fd }] of this.#packs) {
      this.#packs.delete(name);
      closeRead(() => closeSync(fd));
    }
  }

  /** Interpolation search: `low` and `high` bound the entries that may hold the digest. */
  #search(pack: OpenPack, digest: Buffer): Location | null {
    let low = 0;
    let high = pack.count;
    let guess = Math.floor((digest.readUInt32BE(0) / 2 ** 32) * pack.count);
    while (low < high) {
      const first = Math.max(low, Math.min(guess - PAGE_ENTRIES / 2, high - PAGE_ENTRIES));
      const count = Math.min(this.#readPage(pack, first), high - first);
      // A pack that lost its end since it was opened.
      if (count === 0) return null;
      const place = this.#placeInPage(digest, count);
      if (place.found) {
        const entry = readTableEntry(this.#page, place.at * TABLE_ENTRY);
        return { path: pack.path, offset: entry.offset, size: entry.size, entry: first + place.at };
      }
      if (place.at === 0 && first > low) high = first;
      else if (place.at === count && first + count < high) low = first + count;
      else return null;
      guess = Math.floor((low + high) / 2);
    }
    return null;
  }

  /** Where the digest is or would be among the first `count` entries of the page. */
  #placeInPage(digest: Buffer, count: number): { at: number; found: boolean } {
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const order = this.#page.compare(digest, 0, 32, middle * TABLE_ENTRY, middle * TABLE_ENTRY + 32);
      if (order === 0) return { at: middle, found: true };
      if (order < 0) low = middle + 1;
      else high = middle;
    }
    return { at: low, found: false };
  }

  #readPage(pack: OpenPack, first: number): number {
    const position = pack.tableAt + first * TABLE_ENTRY;
    const wanted = Math.min(PAGE_ENTRIES, pack.count - first) * TABLE_ENTRY;
    return Math.floor(readSync(pack.fd, this.#page, 0, wanted, position) / TABLE_ENTRY);
  }
}

const PAGE_ENTRIES = 128;

/** Beside a pack, the digests of what the check found damaged in it, a line each. */
export const DAMAGED_SUFFIX = '.damaged';

function damagedIn(pack: string): ReadonlySet<string> {
  const list = `${pack}${DAMAGED_SUFFIX}`;
  return new Set(existsSync(list) ? readRegularNow(list).toString('latin1').split('\n') : []);
}

/** Digests of the contents that are files of their own. @throws system errors */
export function* objectNames(layout: VaultLayout): Generator<Sha256> {
  for (const folder of readdirSync(layout.objects)) {
    for (const name of readdirSync(join(layout.objects, folder))) if (isSha256(name)) yield name;
  }
}
