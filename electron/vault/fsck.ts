import { createHash } from 'node:crypto';
import { closeSync, openSync, readdirSync, readSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isSha256, parseSha256, type Sha256 } from '../../shared/bytes.ts';
import { TreeFold } from '../../shared/evidence/tree-fold.ts';
import type { TreeSummary } from '../../shared/evidence/types.ts';
import { attemptSync } from '../files/file-error.ts';
import { manifestPath } from './bundle-store.ts';
import type { JobControl } from './control.ts';
import { runtimeHashing } from './hashing.ts';
import { DAMAGED_SUFFIX, objectNames, VaultIndex } from './index-of-packs.ts';
import { objectPath, PACK_SUFFIX, type VaultLayout } from './layout.ts';
import { DamagedManifest, Manifest } from './manifest.ts';
import { type PackEntry, type PackTable, readFooter, readTableEntry, TABLE_ENTRY } from './pack-format.ts';

const CHUNK = 1024 * 1024;
/** An orphan is a fact, not a danger: so many are named, the rest are counted. */
const MOST_ORPHANS = 1000;

/** What fsck found. */
export interface FsckReport {
  /** Contents read and hashed, and their bytes. */
  readonly contents: number;
  readonly bytes: number;
  /** Contents whose bytes are not what their digest says; they count as missing from now on. */
  readonly damaged: readonly Sha256[];
  /** Packs that cannot be used at all. */
  readonly unusablePacks: readonly string[];
  readonly bundles: readonly CheckedBundle[];
  /** Contents that no bundle and no root refers to: left by cancelled imports. At most 1,000 are named. */
  readonly orphans: { readonly count: number; readonly bytes: number; readonly named: readonly Sha256[] };
}

export interface CheckedBundle {
  readonly id: Sha256;
  /** Paths whose content is missing or damaged, at most 100 of them. */
  readonly lost: readonly string[];
  /** The trees folded again from the manifest; `null` when that cannot be read. */
  readonly folded: TreeSummary | null;
}

/** Contents that something refers to: a bit each in a pack's table. */
class References {
  readonly #packs = new Map<string, Set<number>>();
  readonly #objects = new Set<string>();

  note(index: VaultIndex, sha256: Sha256): boolean {
    const at = index.find(sha256);
    if (at === null) return false;
    if (at.size === null) this.#objects.add(sha256);
    else this.#inPack(at.path).add(at.entry);
    return true;
  }

  hasEntry(pack: string, entry: number): boolean {
    return this.#packs.get(pack)?.has(entry) ?? false;
  }

  hasObject(sha256: Sha256): boolean {
    return this.#objects.has(sha256);
  }

  #inPack(path: string): Set<number> {
    const known = this.#packs.get(path) ?? new Set();
    this.#packs.set(path, known);
    return known;
  }
}

/**
 * Checks the whole vault: every content hashed again, every bundle's trees folded again from its manifest, every leaf's
 * content looked up. Damaged contents are set aside, so that importing their bundle again stores them anew.
 * `null` when it was stopped. For a thread of its own.
 *
 * @param roots what else refers to contents: packets and statements, known to the journal
 * @throws system errors of the vault's disk that are not about one content
 */
export function checkVault(layout: VaultLayout, roots: readonly Sha256[], control: JobControl): FsckReport | null {
  const run = new FsckRun(layout, control);
  return run.checkContents() ? run.report(roots) : null;
}

class FsckRun {
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
    control.setPhase('reading');
    control.setTotals({ files: null, bytes: bytesIn(layout) });
  }

  /** `false`: stopped. */
  checkContents(): boolean {
    for (const name of readdirSync(this.#layout.packs)) {
      if (name.endsWith(PACK_SUFFIX) && !this.#checkPack(name)) return false;
    }
    for (const sha256 of [...objectNames(this.#layout)]) if (!this.#checkObject(sha256)) return false;
    return true;
  }

  report(roots: readonly Sha256[]): FsckReport {
    this.#control.setPhase('folding');
    const index = new VaultIndex(this.#layout);
    try {
      index.refresh();
      const references = new References();
      for (const root of roots) references.note(index, root);
      const ids = readdirSync(this.#layout.bundles).flatMap((name) => (isSha256(name) ? [name] : []));
      const bundles = ids.map((id) => this.#checkBundle(id, index, references));
      return {
        contents: this.#contents,
        bytes: this.#bytes,
        damaged: this.#damaged,
        unusablePacks: this.#unusable,
        bundles,
        orphans: this.#orphans(references),
      };
    } finally {
      index.close();
    }
  }

  #checkPack(name: string): boolean {
    const path = join(this.#layout.packs, name);
    const fd = openSync(path, 'r');
    try {
      const table = readFooter(fd);
      const entries = table === null ? null : readTable(fd, table);
      if (entries === null) {
        this.#unusable.push(name);
        renameSync(path, `${path}.unusable`);
        return true;
      }
      this.#control.setCurrent(name);
      const damaged: Sha256[] = [];
      // In the order of the disk, not of the digests.
      for (const entry of entries.sort((a, b) => a.offset - b.offset)) {
        const sha256 = digestText(entry);
        if (!this.#control.mayProceed()) return false;
        if (this.#hashRange(fd, entry.offset, entry.size) !== sha256) damaged.push(sha256);
      }
      if (damaged.length > 0) writeFileSync(`${path}${DAMAGED_SUFFIX}`, `${damaged.join('\n')}\n`, { flush: true });
      this.#damaged.push(...damaged);
      return !this.#control.stopped;
    } finally {
      closeSync(fd);
    }
  }

  #checkObject(sha256: Sha256): boolean {
    const path = objectPath(this.#layout, sha256);
    const fd = openSync(path, 'r');
    try {
      this.#control.setCurrent(sha256);
      const found = this.#hashRange(fd, 0, Number.POSITIVE_INFINITY);
      if (this.#control.stopped) return false;
      if (found === sha256) return true;
      this.#damaged.push(sha256);
      renameSync(path, `${path}${DAMAGED_SUFFIX}`);
      return true;
    } finally {
      closeSync(fd);
    }
  }

  #hashRange(fd: number, offset: number, size: number): string {
    const digest = createHash('sha256');
    let done = 0;
    while (done < size && this.#control.mayProceed()) {
      const read = this.#readAt(fd, offset + done, Math.min(CHUNK, size - done));
      if (read === 0) break;
      digest.update(this.#buffer.subarray(0, read));
      done += read;
      this.#control.addBytes(read);
    }
    this.#bytes += done;
    this.#contents += 1;
    this.#control.addFiles(1);
    return digest.digest('hex');
  }

  /** A sector that cannot be read ends the content early, so it has another digest. */
  #readAt(fd: number, position: number, length: number): number {
    const read = attemptSync(this.#layout.root, () => readSync(fd, this.#buffer, 0, length, position));
    return read.ok ? read.value : 0;
  }

  #checkBundle(id: Sha256, index: VaultIndex, references: References): CheckedBundle {
    const lost: string[] = [];
    this.#control.setCurrent(id);
    try {
      const manifest = new Manifest(manifestPath(this.#layout, id));
      try {
        const fold = new TreeFold(runtimeHashing);
        for (const file of manifest.from()) {
          fold.add(file);
          if (!references.note(index, file.sha256) && lost.length < 100) lost.push(file.path);
        }
        return { id, lost, folded: fold.finish() };
      } finally {
        manifest.close();
      }
    } catch (thrown) {
      if (thrown instanceof DamagedManifest) return { id, lost, folded: null };
      throw thrown;
    }
  }

  #orphans(references: References): FsckReport['orphans'] {
    const named: Sha256[] = [];
    let count = 0;
    let bytes = 0;
    const note = (sha256: Sha256, size: number): void => {
      count += 1;
      bytes += size;
      if (named.length < MOST_ORPHANS) named.push(sha256);
    };
    for (const name of readdirSync(this.#layout.packs)) {
      if (!name.endsWith(PACK_SUFFIX)) continue;
      const path = join(this.#layout.packs, name);
      for (const [i, entry] of tableOf(path).entries()) {
        if (!references.hasEntry(path, i) && !this.#damaged.includes(digestText(entry)))
          note(digestText(entry), entry.size);
      }
    }
    for (const sha256 of objectNames(this.#layout)) {
      if (!references.hasObject(sha256)) note(sha256, statSync(objectPath(this.#layout, sha256)).size);
    }
    return { count, bytes, named };
  }
}

/** A pack's table, `null` when it is not what the footer says. @throws system errors */
function readTable(fd: number, { tableAt, count, digest }: PackTable): PackEntry[] | null {
  const bytes = Buffer.allocUnsafe(count * TABLE_ENTRY);
  if (readSync(fd, bytes, 0, bytes.length, tableAt) !== bytes.length) return null;
  if (!createHash('sha256').update(bytes).digest().equals(digest)) return null;
  return Array.from({ length: count }, (_, i) => readTableEntry(bytes, i * TABLE_ENTRY));
}

function tableOf(pack: string): PackEntry[] {
  const fd = openSync(pack, 'r');
  try {
    const table = readFooter(fd);
    return table === null ? [] : (readTable(fd, table) ?? []);
  } finally {
    closeSync(fd);
  }
}

function digestText(entry: PackEntry): Sha256 {
  const text = parseSha256(entry.digest.toString('hex'));
  if (text === null) throw new Error('32 bytes in hex are a SHA-256');
  return text;
}

function bytesIn(layout: VaultLayout): number {
  const packs = readdirSync(layout.packs).map((name) => join(layout.packs, name));
  const objects = [...objectNames(layout)].map((sha256) => objectPath(layout, sha256));
  return [...packs, ...objects].reduce((sum, path) => sum + statSync(path).size, 0);
}
