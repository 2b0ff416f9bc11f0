import { hash } from 'node:crypto';

/** How a path was used so far. A parent that no entry names is `implied`. */
type Use = 'leaf' | 'directory' | 'implied';
const USES: readonly Use[] = ['leaf', 'directory', 'implied'];

const KEY_WORDS = 3;
const SLOT_WORDS = KEY_WORDS + 1;
const FIRST_SLOTS = 1024;

export type PathVerdict = 'new' | 'directory-again' | 'duplicate' | 'conflict';

/**
 * Every path that an archive has used, so that none is used twice: 16 to 64 bytes a path, however long it is.
 *
 * A path is kept as 96 bits of its SHA-256. Two paths that agree in these would be refused as duplicates: a chance
 * of 2^-56 over two million paths, on the safe side.
 */
export class PathLedger {
  #slots = new Uint32Array(FIRST_SLOTS * SLOT_WORDS);
  #count = 0;

  /** Notes one entry. After `duplicate` and `conflict` the ledger is as before, but for parents that are implied. */
  add(path: string, isDirectory: boolean): PathVerdict {
    if (!this.#implyParents(path)) return 'conflict';
    const key = keyOf(path);
    const slot = findSlot(this.#slots, key);
    const before = this.#usedAs(slot);
    if (before === null) {
      this.#put(slot, key, isDirectory ? 'directory' : 'leaf');
      return 'new';
    }
    if (before === 'leaf') return isDirectory ? 'conflict' : 'duplicate';
    if (!isDirectory) return 'conflict';
    this.#slots[slot + KEY_WORDS] = USES.indexOf('directory') + 1;
    return before === 'directory' ? 'directory-again' : 'new';
  }

  /** Whoever is in the ledger has its parents there too, so the climb ends at the first that is known. */
  #implyParents(path: string): boolean {
    for (let end = path.lastIndexOf('/'); end !== -1; end = path.lastIndexOf('/', end - 1)) {
      const parent = path.slice(0, end);
      const key = keyOf(parent);
      const slot = findSlot(this.#slots, key);
      const use = this.#usedAs(slot);
      if (use === 'leaf') return false;
      if (use !== null) return true;
      this.#put(slot, key, 'implied');
    }
    return true;
  }

  #usedAs(slot: number): Use | null {
    return USES[(this.#slots[slot + KEY_WORDS] ?? 0) - 1] ?? null;
  }

  #put(slot: number, key: Uint32Array, use: Use): void {
    this.#slots.set(key, slot);
    this.#slots[slot + KEY_WORDS] = USES.indexOf(use) + 1;
    this.#count += 1;
    if (this.#count * 2 * SLOT_WORDS > this.#slots.length) this.#grow();
  }

  #grow(): void {
    const grown = new Uint32Array(this.#slots.length * 2);
    for (let at = 0; at < this.#slots.length; at += SLOT_WORDS) {
      if (this.#slots[at + KEY_WORDS] === 0) continue;
      const slot = this.#slots.subarray(at, at + SLOT_WORDS);
      grown.set(slot, findSlot(grown, slot));
    }
    this.#slots = grown;
  }
}

function keyOf(path: string): Uint32Array {
  const digest = hash('sha256', path, 'buffer');
  return Uint32Array.of(digest.readUInt32LE(0), digest.readUInt32LE(4), digest.readUInt32LE(8));
}

/** The slot of this key, or the empty one where it belongs. */
function findSlot(slots: Uint32Array, key: Uint32Array): number {
  const count = slots.length / SLOT_WORDS;
  for (let index = (key[0] ?? 0) % count; ; index = (index + 1) % count) {
    const at = index * SLOT_WORDS;
    const empty = slots[at + KEY_WORDS] === 0;
    if (empty || (slots[at] === key[0] && slots[at + 1] === key[1] && slots[at + 2] === key[2])) return at;
  }
}
