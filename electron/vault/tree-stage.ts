import { TreeFold } from '../../shared/evidence/tree-fold.ts';
import type { TreeSummary } from '../../shared/evidence/types.ts';
import { manifestLine, parseLine } from './entry-line.ts';
import { runtimeHashing } from './hashing.ts';

/** Folds leaves that come in path order, and writes them on as a manifest. */
export class TreeStage {
  readonly #fold = new TreeFold(runtimeHashing);
  readonly #onManifest: (lines: string) => void;

  /** @param onManifest gets the manifest's lines, one character a byte */
  constructor(onManifest: (lines: string) => void = () => undefined) {
    this.#onManifest = onManifest;
  }

  /** @param lines journal or manifest lines. @throws on lines that are none: they are our own, so it is a bug */
  add(lines: Uint8Array): void {
    const manifest: string[] = [];
    for (const line of linesOf(lines)) {
      const read = parseLine(line);
      if (read === null) throw new Error(`not a leaf: ${JSON.stringify(line)}`);
      this.#fold.add(read.file);
      manifest.push(manifestLine(read.file));
    }
    this.#onManifest(manifest.join(''));
  }

  finish(): TreeSummary {
    return this.#fold.finish();
  }
}

export function linesOf(bytes: Uint8Array): string[] {
  const lines = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1').split('\n');
  lines.pop();
  return lines;
}
