import type { EvidenceFile } from '../../../shared/evidence/types.ts';
import type { Finding } from '../../../shared/finding/index.ts';
import type { ByteName } from '../media/byte-name.ts';
import type { Folder } from '../media/folder.ts';
import type { WalkStep } from '../media/walk.ts';
import { type Batch, type BatchGroup, NAME_END } from './batch.ts';
import { type LeafRun, LeafRunBuilder } from './leaf-run.ts';

const BATCH_LEAVES = 256;
/** A path may be as long as its folders are deep: what is made of a batch must fit a reader's memory all the same. */
const BATCH_PATHS = 256 * 1024;
/** Each folder of a batch is an open descriptor until the batch is done. */
const BATCH_FOLDERS = 64;

/** A stretch of the tree in path order: to be read, or as an earlier run of the import has read it. */
export type Stretch =
  | { readonly kind: 'read'; readonly batch: Batch; readonly leaves: number; readonly folders: readonly Folder[] }
  | { readonly kind: 'known'; readonly no: number; readonly run: LeafRun };

/** The line of a leaf that an earlier run of the import read, when it is unchanged and its content in the vault. */
export type RecallLeaf = (folder: Folder, path: ByteName, name: ByteName) => KnownLeaf | null;

export interface KnownLeaf {
  readonly file: EvidenceFile;
  readonly identity: string;
}

/** Cuts a walk into stretches, numbered in path order. Findings of the walk go to `onFinding`. */
export function* stretchesOf(
  steps: Iterable<WalkStep>,
  recall: RecallLeaf,
  onFinding: (one: Finding) => void,
): Generator<Stretch> {
  let no = 0;
  let open = new OpenBatch();
  const known = new LeafRunBuilder();
  for (const step of steps) {
    if (step.kind === 'finding') {
      onFinding(step.finding);
      continue;
    }
    const earlier = recall(step.folder, step.path, step.name);
    if (earlier === null) {
      if (known.leaves > 0) {
        yield { kind: 'known', no: no++, run: known.take() };
      }
      open.add(step.folder, step.path, step.name, step.isLink);
    } else {
      if (open.leaves > 0) {
        yield open.close(no++);
        open = new OpenBatch();
      }
      const { kind, size } = earlier.file;
      known.addKnown(step.path, step.name, kind, earlier.file, size, earlier.identity);
    }
    if (open.isFull) {
      yield open.close(no++);
      open = new OpenBatch();
    }
    if (known.leaves >= BATCH_LEAVES) {
      yield { kind: 'known', no: no++, run: known.take() };
    }
  }
  if (open.leaves > 0) yield open.close(no++);
  if (known.leaves > 0) yield { kind: 'known', no: no++, run: known.take() };
}

class OpenBatch {
  readonly #groups: { base: ByteName; path: ByteName; names: ByteName[]; kinds: string }[] = [];
  readonly #folders: Folder[] = [];
  leaves = 0;
  #paths = 0;

  get isFull(): boolean {
    const { leaves } = this;
    return leaves >= BATCH_LEAVES || this.#folders.length >= BATCH_FOLDERS || this.#paths >= BATCH_PATHS;
  }

  add(folder: Folder, path: ByteName, name: ByteName, isLink: boolean): void {
    let group = this.#groups.at(-1);
    if (group === undefined || group.path !== path) {
      folder.retain();
      this.#folders.push(folder);
      group = { base: folder.base, path, names: [], kinds: '' };
      this.#groups.push(group);
    }
    group.names.push(name);
    group.kinds += isLink ? 'l' : 'f';
    this.leaves += 1;
    this.#paths += path.length + name.length;
  }

  close(no: number): Stretch {
    const groups: BatchGroup[] = this.#groups.map((group) => ({ ...group, names: group.names.join(NAME_END) }));
    return { kind: 'read', batch: { no, start: 0, groups }, leaves: this.leaves, folders: this.#folders };
  }
}
