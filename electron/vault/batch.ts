import type { Finding } from '../../shared/finding/index.ts';
import type { ByteName } from '../media/byte-name.ts';
import type { StopReason } from './import-error.ts';

/** Leaves of one directory that follow each other in path order. */
export interface BatchGroup {
  /** What goes before a name to open it: see `directory.ts`. */
  readonly base: ByteName;
  /** Of the directory, relative to the root: empty, or ending with `/`. */
  readonly path: ByteName;
  readonly names: readonly ByteName[];
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
  /** Leaves accounted for: each has a line or a finding. */
  readonly count: number;
  /** Journal lines (see `entry-line.ts`). */
  readonly lines: Uint8Array;
  readonly findings: readonly Finding[];
}

export type ToReader =
  | { readonly kind: 'batch'; readonly batch: Batch }
  /** Make durable what is pending and answer `flushed`. */
  | { readonly kind: 'flush' };

export type FromReader =
  /** A batch is done with, read or given back: ready for one more. */
  | { readonly kind: 'next' }
  /** What it gives back unread, for another reader to take. */
  | { readonly kind: 'rest'; readonly rest: Batch }
  | { readonly kind: 'piece'; readonly piece: Piece }
  | { readonly kind: 'flushed' }
  | { readonly kind: 'stopped'; readonly reason: StopReason };

export function leavesOf(batch: Batch): number {
  return batch.groups.reduce((count, group) => count + group.names.length, 0);
}

/** The batch without its first `done` leaves; `null` when nothing is left. */
export function restOf(batch: Batch, done: number): Batch | null {
  const groups: BatchGroup[] = [];
  let skip = done;
  for (const group of batch.groups) {
    if (skip >= group.names.length) {
      skip -= group.names.length;
      continue;
    }
    groups.push({ ...group, names: group.names.slice(skip), kinds: group.kinds.slice(skip) });
    skip = 0;
  }
  return groups.length === 0 ? null : { no: batch.no, start: batch.start + done, groups };
}
