import { EvidenceReadError, type EvidenceReader } from '../../../../shared/evidence/reader.ts';
import type { EvidenceFile } from '../../../../shared/evidence/types.ts';
import { sayFailure } from '../../../../shared/failure/say.ts';
import { RECORDED } from '../../../../shared/strings/language.ts';
import { Manifest } from '../../tree/manifest.ts';
import { readContent } from './content-reader.ts';
import { type Location, VaultIndex } from './index-of-packs.ts';
import type { VaultLayout } from './layout.ts';

/** A bundle as checks see it: its leaves by path, their contents from the vault, hashed again as they are read. */
export class VaultEvidence implements EvidenceReader {
  readonly #manifest: Manifest;
  readonly #index: VaultIndex;

  /** @throws system errors */
  constructor(manifest: string, layout: VaultLayout) {
    this.#manifest = new Manifest(manifest);
    this.#index = new VaultIndex(layout);
    this.#index.refresh();
  }

  get files(): Iterable<EvidenceFile> {
    const manifest = this.#manifest;
    return {
      *[Symbol.iterator]() {
        for (const file of manifest.from()) yield withoutGit(file);
      },
    };
  }

  find(path: string): EvidenceFile | null {
    const file = this.#manifest.find(path);
    return file === null ? null : withoutGit(file);
  }

  readFile(path: string): AsyncIterable<Uint8Array> | null {
    const file = this.find(path);
    const location = file === null ? null : this.#index.find(file.sha256);
    return file === null || location === null ? null : contentOrThrow(file, location);
  }

  close(): void {
    this.#manifest.close();
    this.#index.close();
  }
}

/** The bytes give git's ids, not what a manifest says of them. */
function withoutGit({ git: _, ...file }: EvidenceFile): EvidenceFile {
  return file;
}

async function* contentOrThrow(file: EvidenceFile, location: Location): AsyncGenerator<Uint8Array> {
  for await (const chunk of readContent(file.sha256, location)) {
    if (!chunk.ok) throw new EvidenceReadError(sayFailure(chunk.error, RECORDED));
    yield chunk.value;
  }
}
