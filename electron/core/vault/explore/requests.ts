import type {
  DiffView,
  EntriesAsked,
  EntriesView,
  FileAsked,
  FileLook,
  FileStateView,
  HitView,
  ProofProgress,
  RowsView,
  TreeAsked,
  TreePlaceView,
  TreeRowView,
  TreeView,
} from '../../../../shared/contract/explorer-views.ts';
import type { Sha256 } from '../../../../shared/encoding/bytes.ts';
import type { CheckPlaces } from '../../../../shared/evidence/checks/check-places.ts';
import type { FileProof } from '../../../../shared/evidence/file-proof.ts';
import type { CheckResult } from '../../../../shared/evidence/types.ts';
import type { Result } from '../../../../shared/result.ts';
import type { VaultLayout } from '../store/layout.ts';
import type { VaultFailure } from '../store/vault-failure.ts';

/** Where rows are asked for: around a byte, or where a line begins. */
export type RowsPlace = { readonly offset: number } | { readonly line: number };

/** `link`: no proof covers one. */
export type ProvenFile =
  | { readonly kind: 'proof'; readonly proof: FileProof }
  | ProofProgress
  | { readonly kind: 'link' };

/** What the explorer's thread can be asked for, and what it answers with. */
export interface ExplorerCalls {
  readonly entries: readonly [EntriesAsked, EntriesView];
  readonly tree: readonly [TreeAsked & { readonly offset: number; readonly limit: number }, TreeView];
  /** The first rows of a tree with no folder open, which do not wait for the index. */
  readonly 'first-rows': readonly [{ readonly bundle: Sha256; readonly limit: number }, readonly TreeRowView[]];
  /** The next row after `from` whose name begins so; -1 for none. */
  readonly 'tree-find': readonly [TreeAsked & { readonly from: number; readonly begins: string }, number];
  /** `null` where the filter or the bundle has no such entry. */
  readonly 'tree-place': readonly [TreeAsked & { readonly path: string }, TreePlaceView | null];
  /** Opens a file, and begins to read it whole; whatever was done with the file that was open before ends. */
  readonly open: readonly [FileAsked, FileLook];
  /** `columns`: how many characters a row is wide. */
  readonly rows: readonly [FileAsked & { readonly at: RowsPlace; readonly columns: number }, RowsView];
  readonly bytes: readonly [FileAsked & { readonly offset: number; readonly limit: number }, Uint8Array];
  /** All of a file; `damaged` where it does not have its digest. */
  readonly whole: readonly [FileAsked & { readonly maxBytes: number }, Uint8Array];
  readonly state: readonly [FileAsked, FileStateView];
  readonly search: readonly [FileAsked & { readonly wanted: Uint8Array; readonly anyCase: boolean }, FileStateView];
  readonly 'stop-search': readonly [FileAsked, FileStateView];
  readonly hit: readonly [FileAsked & { readonly index: number }, HitView | null];
  readonly proof: readonly [FileAsked, ProvenFile];
  /** Which of these paths are entries. */
  readonly held: readonly [{ readonly bundle: Sha256; readonly paths: readonly string[] }, readonly string[]];
  /** The places that checks name, by what came of these. */
  readonly checks: readonly [
    { readonly bundle: Sha256; readonly results: readonly CheckResult[] },
    readonly CheckPlaces[],
  ];
  readonly diff: readonly [FileAsked & { readonly other: FileAsked }, DiffView];
}

export type ExplorerCall = keyof ExplorerCalls;
export type AskedOf<Call extends ExplorerCall> = ExplorerCalls[Call][0];
export type ExplorerAnswer<Call extends ExplorerCall> = Result<ExplorerCalls[Call][1], VaultFailure>;

/** One function for each call. */
export type ExplorerHandlers = {
  readonly [Call in ExplorerCall]: (asked: AskedOf<Call>) => Promise<ExplorerAnswer<Call>>;
};

/** What the thread is started as. */
export interface ExplorerRole {
  readonly role: 'explore';
  readonly layout: VaultLayout;
}
