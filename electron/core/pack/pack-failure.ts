import { type Failure, failure } from '../../../shared/failure/failure.ts';
import type { Finding } from '../../../shared/finding/index.ts';
import type { FileFailure } from '../files/file-failure.ts';

/**
 * Why no bundle was made. Whatever was begun is taken away again. `refused`: the directory holds what no evidence bundle
 * may hold, or the checks are none. `file`: the directory or the place for the bundle cannot be used.
 */
export type PackFailure = Failure<'pack/refused' | 'pack/file'>;

export function refusedPack(findings: readonly Finding[]): PackFailure {
  return failure('pack/refused', { findings });
}

export function filePackFailure(file: FileFailure): PackFailure {
  return failure('pack/file', { cause: file });
}

/** Carries a failure out of the streams that a bundle flows through; caught where packing began. */
export class PackStop extends Error {
  readonly failure: PackFailure;

  constructor(failure: PackFailure) {
    super(failure.code);
    this.failure = failure;
  }
}
