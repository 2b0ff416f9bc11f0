import type { Sha256 } from '../encoding/bytes.ts';
import type { ExecutableBits, RootSpelling, TreeAlgorithm } from '../evidence/types.ts';
import type { Failure } from '../failure/failure.ts';
import type { Finding } from '../finding/index.ts';
import type { JobProgress } from './views.ts';

/** An import that a crash, a kill, a pulled medium or a full disk interrupted. */
export interface UnfinishedView {
  readonly id: string;
  /** The name it has on its medium. Untrusted text. */
  readonly name: string;
  /** UTC by the station's clock, which is not trusted. */
  readonly startedAt: string;
  /** Whether something of this name is where it was. */
  readonly isThere: boolean;
}

/** One bundle that a hash belongs to, and how. */
export interface HashMatch {
  readonly bundle: Sha256;
  /** Untrusted text. */
  readonly label: string;
  readonly algorithm: TreeAlgorithm;
  readonly spelling: RootSpelling;
  /** The executable bits that give the hash, where they are not those of the bundle. */
  readonly executable?: ExecutableBits;
}

/** What a hash that somebody wrote down is. */
export type WhichHashView =
  | { readonly kind: 'no-hash' }
  | {
      readonly kind: 'compared';
      readonly bundles: number;
      /** Of these bundles git's ids are not computed, and the hash may be one of them: nothing is known of that yet. */
      readonly notComputed: readonly Sha256[];
      readonly matches: readonly HashMatch[];
      /** Where nothing matches: what the manifests of bundles tell of the hash, at most ten. */
      readonly near: readonly NearBundle[];
    };

/** A bundle that a hash does not belong to, and what its manifests tell of that. */
export interface NearBundle {
  readonly bundle: Sha256;
  /** Untrusted text. */
  readonly label: string;
  readonly why: Finding;
}

/** git's tree ids of bundles, which are computed when something asks. */
export interface GitIdsView {
  readonly running: (AskedBundle & { readonly progress: JobProgress }) | null;
  readonly waiting: readonly AskedBundle[];
  /** Bundles that were stopped, and nobody has asked for since. */
  readonly stopped: readonly Sha256[];
  readonly failed: readonly (AskedBundle & { readonly failure: Failure })[];
}

interface AskedBundle {
  readonly bundle: Sha256;
  /** Untrusted text. */
  readonly label: string;
}

/** The check of the whole vault: the one that runs, or the last one since the console was started. */
export type VaultCheckView =
  | { readonly state: 'never' }
  | { readonly state: 'running'; readonly progress: JobProgress }
  | { readonly state: 'stopped' }
  | { readonly state: 'failed'; readonly failure: Failure }
  | {
      readonly state: 'done';
      /** UTC by the station's clock, which is not trusted. */
      readonly at: string;
      readonly contents: number;
      readonly bytes: number;
      /** Bundles that are refused since, being damaged. */
      readonly refused: readonly { readonly bundle: Sha256; readonly label: string }[];
      readonly findings: readonly Finding[];
    };
