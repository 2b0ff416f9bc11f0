import type { Finding } from '../../shared/finding/index.ts';
import type { ByteName } from '../media/byte-name.ts';
import type { Folder } from '../media/folder.ts';
import type { WalkStep } from '../media/walk.ts';
import type { Batch, BatchGroup } from './batch.ts';

const BATCH_LEAVES = 256;
/** Each folder of a batch is an open descriptor until the batch is done. */
const BATCH_FOLDERS = 64;

/** A stretch of the tree in path order: to be read, or as an earlier run of the import has read it. */
export type Stretch =
  | { readonly kind: 'read'; readonly batch: Batch; readonly leaves: number; readonly folders: readonly Folder[] }
  | {
      readonly kind: 'known';
      readonly no: number;
      readonly lines: string;
      readonly leaves: number;
      readonly bytes: number;
    };

/** The line of a leaf that an earlier run of the import read, when it is unchanged and its content in the vault. */
export type RecallLeaf = (
  folder: Folder,
  path: ByteName,
  name: ByteName,
) => { readonly line: string; readonly size: number } | null;

/** Cuts a walk into stretches, numbered in path order. Findings of the walk go to `onFinding`. */
export function* stretchesOf(
  steps: Iterable<WalkStep>,
  recall: RecallLeaf,
  onFinding: (one: Finding) => void,
): Generator<Stretch> {
  let no = 0;
  let open = new OpenBatch();
  let known = new KnownLeaves();
  for (const step of steps) {
    if (step.kind === 'finding') {
      onFinding(step.finding);
      continue;
    }
    const earlier = recall(step.folder, step.path, step.name);
    if (earlier === null) {
      if (known.leaves > 0) {
        yield known.close(no++);
        known = new KnownLeaves();
      }
      open.add(step.folder, step.path, step.name, step.isLink);
    } else {
      if (open.leaves > 0) {
        yield open.close(no++);
        open = new OpenBatch();
      }
      known.add(earlier);
    }
    if (open.isFull) {
      yield open.close(no++);
      open = new OpenBatch();
    }
    if (known.leaves >= BATCH_LEAVES) {
      yield known.close(no++);
      known = new KnownLeaves();
    }
  }
  if (open.leaves > 0) yield open.close(no++);
  if (known.leaves > 0) yield known.close(no++);
}

class OpenBatch {
  readonly #groups: { base: ByteName; path: ByteName; names: ByteName[]; kinds: string }[] = [];
  readonly #folders: Folder[] = [];
  leaves = 0;

  get isFull(): boolean {
    return this.leaves >= BATCH_LEAVES || this.#folders.length >= BATCH_FOLDERS;
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
  }

  close(no: number): Stretch {
    const groups: readonly BatchGroup[] = this.#groups;
    return { kind: 'read', batch: { no, start: 0, groups }, leaves: this.leaves, folders: this.#folders };
  }
}

class KnownLeaves {
  readonly #lines: string[] = [];
  #bytes = 0;

  get leaves(): number {
    return this.#lines.length;
  }

  add(leaf: { readonly line: string; readonly size: number }): void {
    this.#lines.push(leaf.line);
    this.#bytes += leaf.size;
  }

  close(no: number): Stretch {
    return { kind: 'known', no, lines: this.#lines.join(''), leaves: this.leaves, bytes: this.#bytes };
  }
}
