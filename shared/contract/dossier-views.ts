import type { Sha256 } from '../encoding/bytes.ts';

/** A dossier that was written, and read back. */
export interface DossierView {
  /** The name of the folder, or of the zip, on the medium. */
  readonly name: string;
  readonly medium: string;
  readonly files: number;
  readonly bytes: number;
  /** SHA-256 of its SHA256SUMS, which fixes every file. */
  readonly digest: Sha256;
  /** How it was compared after writing: from the medium itself, or possibly from the system's cache. */
  readonly readBack: 'medium' | 'cache';
}
