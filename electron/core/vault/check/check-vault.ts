import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { isSha256, type Sha256 } from '../../../../shared/encoding/bytes.ts';
import { sha256FromDigest } from '../../../../shared/encoding/digest.ts';
import { EvidenceReadError } from '../../../../shared/evidence/reader.ts';
import { NotATree, TreeFold } from '../../../../shared/evidence/tree-fold.ts';
import type { BundleRecord, TreeSummary } from '../../../../shared/evidence/types.ts';
import { errnoOf } from '../../files/file-failure.ts';
import { JobControl } from '../../job/control.ts';
import { leafLine } from '../../tree/entry-line.ts';
import { runtimeHashing } from '../../tree/hashing.ts';
import { DamagedManifest, Manifest } from '../../tree/manifest.ts';
import { manifestPath } from '../store/bundle-store.ts';
import { objectNames, VaultIndex } from '../store/index-of-packs.ts';
import { objectPath, PACK_SUFFIX, type VaultLayout } from '../store/layout.ts';
import { VaultEvidence } from '../store/vault-evidence.ts';
import { type ContentFile, type ContentsReport, contentFiles, digestText, tableOf } from './check-contents.ts';
import type { CheckContentsRole, CheckRole } from './check-role.ts';
import { type RecordHead, remakeRecord } from './remake.ts';

/** An orphan is a fact, not a danger: so many are named, the rest are counted. */
const MOST_ORPHANS = 1000;
const LEAVES_BETWEEN_LOOKS = 4096;

/** What the check found. */
export interface CheckReport extends ContentsReport {
  readonly bundles: readonly CheckedBundle[];
  /** Contents that no bundle and no root refers to: left by cancelled imports. At most 1,000 are named. */
  readonly orphans: { readonly count: number; readonly bytes: number; readonly named: readonly Sha256[] };
}

export interface CheckedBundle {
  readonly id: Sha256;
  /** Paths whose content is missing or damaged, at most 100 of them. */
  readonly lost: readonly string[];
  /** The trees folded again from the manifest; `null` when that cannot be read or is none. */
  readonly folded: FoldedManifest | null;
  /** The record made again from the bytes, where that was asked for and can be done. */
  readonly remade: BundleRecord | null;
}

/** git's ids are there where the manifest has those of every leaf. */
interface FoldedManifest {
  readonly summary: TreeSummary;
  readonly leavesSha256: Sha256;
}

/**
 * Checks the whole vault: every content hashed again, by threads that share the files; then every bundle's trees folded
 * again from its manifest, every leaf's content looked up. `null` when it was stopped. For a thread of its own.
 *
 * @throws system errors of the vault's disk that are not about one content
 */
export async function checkVault(role: CheckRole): Promise<CheckReport | null> {
  const control = new JobControl(role.control);
  const files = contentFiles(role.layout);
  control.setPhase('reading');
  control.setTotals({ files: null, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) });
  const taken = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const reports = await Promise.all(Array.from({ length: role.readers }, () => contentsInThread(role, files, taken)));
  const contents: ContentsReport = { contents: 0, bytes: 0, damaged: [], unusablePacks: [] };
  const all = reports.reduce((sum, one) => (sum === null || one === null ? null : added(sum, one)), contents);
  if (all === null) return null;
  control.setPhase('folding');
  return new TreesCheck(role.layout, control, all).report(role.roots, role.remake);
}

function contentsInThread(
  { control, layout, workerFile }: CheckRole,
  files: readonly ContentFile[],
  taken: SharedArrayBuffer,
): Promise<ContentsReport | null> {
  const role: CheckContentsRole = { role: 'check-contents', control, layout, files, taken };
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile, { workerData: role });
    worker.once('message', (report: ContentsReport | null) => resolve(report));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`a thread of the check ended with ${code}`)));
  });
}

function added(a: ContentsReport, b: ContentsReport): ContentsReport {
  return {
    contents: a.contents + b.contents,
    bytes: a.bytes + b.bytes,
    damaged: [...a.damaged, ...b.damaged],
    unusablePacks: [...a.unusablePacks, ...b.unusablePacks],
  };
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

  /** Whether the content is referred to, in whichever of its places. */
  has(index: VaultIndex, sha256: Sha256): boolean {
    const at = index.find(sha256);
    if (at === null) return false;
    return at.size === null ? this.#objects.has(sha256) : this.hasEntry(at.path, at.entry);
  }

  #inPack(path: string): Set<number> {
    const known = this.#packs.get(path) ?? new Set();
    this.#packs.set(path, known);
    return known;
  }
}

class TreesCheck {
  readonly #layout: VaultLayout;
  readonly #control: JobControl;
  readonly #contents: ContentsReport;

  constructor(layout: VaultLayout, control: JobControl, contents: ContentsReport) {
    this.#layout = layout;
    this.#control = control;
    this.#contents = contents;
  }

  /**
   * @param roots what else refers to contents: packets and statements, known to the journal
   * @param remake the bundles whose records are to be made again
   */
  async report(roots: readonly Sha256[], remake: readonly RecordHead[]): Promise<CheckReport | null> {
    const index = new VaultIndex(this.#layout);
    try {
      index.refresh();
      const references = new References();
      for (const root of roots) references.note(index, root);
      const ids = readdirSync(this.#layout.bundles).flatMap((name) => (isSha256(name) ? [name] : []));
      const bundles: CheckedBundle[] = [];
      for (const id of ids) {
        const checked = this.#foldedBundle(id, index, references);
        if (checked === null) return null;
        const head = remake.find((one) => one.id === id);
        const isWhole = checked.folded !== null && checked.lost.length === 0;
        const remade =
          head === undefined || !isWhole ? null : ((await this.#remake(head)) ?? (await this.#remake(head)));
        if (!this.#control.mayProceed()) return null;
        bundles.push({ ...checked, remade });
      }
      const orphans = this.#orphans(index, references);
      return orphans === null ? null : { ...this.#contents, bundles, orphans };
    } finally {
      index.close();
    }
  }

  async #remake(head: RecordHead): Promise<BundleRecord | null> {
    try {
      const evidence = new VaultEvidence(manifestPath(this.#layout, head.id), this.#layout);
      try {
        return await remakeRecord(evidence, head, this.#control);
      } finally {
        evidence.close();
      }
    } catch (thrown) {
      if (thrown instanceof EvidenceReadError || isDamage(thrown)) return null;
      throw thrown;
    }
  }

  /** One failed read is not damage: what could not be folded is read once more. `null`: it was stopped. */
  #foldedBundle(id: Sha256, index: VaultIndex, references: References): Omit<CheckedBundle, 'remade'> | null {
    const first = this.#foldBundle(id, index, references);
    return first === null || first.folded !== null ? first : this.#foldBundle(id, index, references);
  }

  #foldBundle(id: Sha256, index: VaultIndex, references: References): Omit<CheckedBundle, 'remade'> | null {
    const lost: string[] = [];
    this.#control.setCurrent(id);
    try {
      const manifest = new Manifest(manifestPath(this.#layout, id));
      try {
        const fold = new TreeFold(runtimeHashing);
        let leaves = 0;
        const lines = createHash('sha256');
        for (const { file, path } of manifest.lines()) {
          if (leaves++ % LEAVES_BETWEEN_LOOKS === 0 && !this.#control.mayProceed()) return null;
          fold.add(file);
          lines.update(leafLine(file.kind, file.sha256, file.size, path), 'latin1');
          if (!references.note(index, file.sha256) && lost.length < 100) lost.push(file.path);
        }
        const folded = { summary: fold.finish(), leavesSha256: sha256FromDigest(lines.digest()) };
        return { id, lost, folded };
      } finally {
        manifest.close();
      }
    } catch (thrown) {
      // One manifest that is damaged, missing or unreadable says nothing of the other bundles.
      if (!isDamage(thrown)) throw thrown;
      return { id, lost, folded: null };
    }
  }

  /** `null`: it was stopped. */
  #orphans(index: VaultIndex, references: References): CheckReport['orphans'] | null {
    const named: Sha256[] = [];
    const damaged = new Set(this.#contents.damaged);
    let count = 0;
    let bytes = 0;
    const note = (sha256: Sha256, size: number): void => {
      count += 1;
      bytes += size;
      if (named.length < MOST_ORPHANS) named.push(sha256);
    };
    for (const name of readdirSync(this.#layout.packs)) {
      if (!name.endsWith(PACK_SUFFIX)) continue;
      if (!this.#control.mayProceed()) return null;
      const path = join(this.#layout.packs, name);
      for (const [i, entry] of tableOf(path).entries()) {
        if (references.hasEntry(path, i)) continue;
        const sha256 = digestText(entry);
        // Two readers that meet a content at the same moment both store it.
        if (!references.has(index, sha256) && !damaged.has(sha256)) note(sha256, entry.size);
      }
    }
    for (const sha256 of objectNames(this.#layout)) {
      if (!references.has(index, sha256)) note(sha256, statSync(objectPath(this.#layout, sha256)).size);
    }
    return { count, bytes, named };
  }
}

function isDamage(thrown: unknown): boolean {
  return thrown instanceof DamagedManifest || thrown instanceof NotATree || errnoOf(thrown) !== null;
}
