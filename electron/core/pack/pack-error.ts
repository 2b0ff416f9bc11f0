import type { Finding } from '../../../shared/finding/index.ts';
import type { FileError } from '../files/file-error.ts';

/** Why no bundle was made. Whatever was begun is taken away again. */
export type PackError =
  /** The directory holds what no evidence bundle may hold, or the checks are none. */
  | { readonly code: 'refused'; readonly sentence: string; readonly findings: readonly Finding[] }
  /** The directory or the place for the bundle cannot be used. */
  | { readonly code: 'file'; readonly sentence: string; readonly file: FileError };

export function refusedPack(findings: readonly Finding[]): PackError {
  return { code: 'refused', sentence: 'No bundle was made, because it would be refused on import.', findings };
}

export function filePackError(file: FileError): PackError {
  return { code: 'file', sentence: `No bundle was made. ${file.sentence}`, file };
}

/** Carries a `PackError` out of the streams that a bundle flows through; caught where packing began. */
export class PackStop extends Error {
  readonly error: PackError;

  constructor(error: PackError) {
    super(error.sentence);
    this.error = error;
  }
}
