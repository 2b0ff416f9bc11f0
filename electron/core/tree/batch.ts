import type { Finding } from '../../../shared/finding/index.ts';
import type { ByteName } from '../media/byte-name.ts';
import type { StopReason } from './import-failure.ts';
import type { LeafRun } from './leaf-run.ts';
import type { FileHits } from './token-search.ts';

/** Leaves of one directory that follow each other in path order. */
export interface BatchGroup {
  /** What goes before a name to open it: see `directory.ts`. */
  readonly base: ByteName;
  /** Of the directory, relative to the root: empty, or ending with `/`. */
  readonly path: ByteName;
  /** With NUL between them: one string is handed to another thread in a fraction of the time of many. */
  readonly names: string;
  /** One character a name: `f` a regular file, `l` a symlink. */
  readonly kinds: string;
}

/** A piece of a tree for one worker: consecutive leaves in path order. */
export interface Batch {
  /** Batches count up in path order. */
  readonly no: number;
  /** How many leaves of this batch other workers have taken: a batch that holds large files is divided. */
  readonly start: number;
  readonly groups: readonly BatchGroup[];
}

/** What was read of one batch, from `start` on; its content is durable in the vault. */
export interface Piece {
  readonly no: number;
  readonly start: number;
  /** Leaves accounted for: each is in the run or has a finding. */
  readonly count: number;
  readonly run: LeafRun;
  readonly findings: readonly Finding[];
  /** Where forbidden tokens were found. */
  readonly hits: readonly FileHits[];
}

export type ToReader =
  | { readonly kind: 'batch'; readonly batch: Batch }
  /** Make durable what is pending and answer `flushed`. */
  | { readonly kind: 'flush' };

export type FromReader =
  /** A batch is done with, read or given back: ready for one more. */
  | { readonly kind: 'next' }
  /** A long read begins: what it gives back unread, for other readers to take. It wants nothing more until its `next`. */
  | { readonly kind: 'long-read'; readonly givenBack: readonly Batch[] }
  | { readonly kind: 'piece'; readonly piece: Piece }
  | { readonly kind: 'flushed' }
  | { readonly kind: 'stopped'; readonly reason: StopReason };

/** The batch without its first `done` leaves; `null` when nothing is left. */
export function restOf(batch: Batch, done: number): Batch | null {
  const groups: BatchGroup[] = [];
  let skip = done;
  for (const group of batch.groups) {
    if (skip >= group.kinds.length) {
      skip -= group.kinds.length;
      continue;
    }
    const names = group.names.split(NAME_END).slice(skip).join(NAME_END);
    groups.push({ ...group, names, kinds: group.kinds.slice(skip) });
    skip = 0;
  }
  return groups.length === 0 ? null : { no: batch.no, start: batch.start + done, groups };
}

export const NAME_END = '\0';
