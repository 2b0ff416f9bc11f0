import { join } from 'node:path';
import type { Sha256 } from '../../../../shared/encoding/bytes.ts';

/** Where things lie in a vault's folder. The one place that knows the names. */
export interface VaultLayout {
  readonly root: string;
  /** Finished pack segments, `<name>.pack`: see `pack-format.ts`. */
  readonly packs: string;
  /** Contents too large for a pack, `ab/<sha256>`, byte for byte. */
  readonly objects: string;
  /** One folder a bundle, named by its dirHash. What is here is whole. */
  readonly bundles: string;
  /** One folder an import that is in flight or was interrupted. */
  readonly tmp: string;
  /** A copy of the newest checkpoint of the journal that goes with these contents. */
  readonly journalCheckpoint: string;
}

export function vaultLayout(root: string): VaultLayout {
  return {
    root,
    packs: join(root, 'packs'),
    objects: join(root, 'objects'),
    bundles: join(root, 'bundles'),
    tmp: join(root, 'tmp'),
    journalCheckpoint: join(root, 'journal-checkpoint'),
  };
}

export const PACK_SUFFIX = '.pack';

export function objectFolder(layout: VaultLayout, sha256: string): string {
  return join(layout.objects, sha256.slice(0, 2));
}

export function objectPath(layout: VaultLayout, sha256: string): string {
  return join(objectFolder(layout, sha256), sha256);
}

export function bundleFolder(layout: VaultLayout, id: Sha256): string {
  return join(layout.bundles, id);
}

/** The files of one bundle's folder. */
export const BUNDLE_RECORD = 'record.json';
/** A record with additions, from before a journal knows it until it takes the place of the other. */
export const BUNDLE_NEXT_RECORD = 'record.next.json';
export const BUNDLE_ENTRIES = 'entries';

/** The files of one import's folder under `tmp/`. */
export const IMPORT_HEAD = 'import.json';
export const IMPORT_JOURNAL = 'journal-';
export const IMPORT_STAGED = 'bundle';
