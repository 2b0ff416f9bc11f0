import { CHECKS_FILE } from '../../../shared/evidence/checks/checks-file.ts';
import { type TokenScan, TokenScanner } from '../../../shared/evidence/checks/token-scanner.ts';
import { byteName } from '../media/byte-name.ts';
import type { ArchiveLeaf } from './archive-reading.ts';
import { MAX_CHECKS_BYTES, TokensFound, tokensOf } from './token-search.ts';

/**
 * The search for forbidden tokens in the one pass over an archive. What is forbidden is known ahead (a zip), or from where
 * `checks.json` comes in the archive: what came before that is left to the check, which reads the vault's copy.
 */
export class ArchiveSearch {
  #found: TokensFound;
  #scanner: TokenScanner | null = null;
  #isKnown = false;

  /** @param checks the bundle's `checks.json`, where it is to be had ahead */
  constructor(checks: Uint8Array | null) {
    this.#found = new TokensFound([]);
    if (checks !== null) this.#know(checks);
  }

  get found(): TokensFound {
    return this.#found;
  }

  /** A file that is not searched. */
  passOver(item: ArchiveLeaf): void {
    this.#found.passOver(byteName(item.path));
  }

  /** `null`: nothing is known to be forbidden, so the file is passed over. */
  begin(item: ArchiveLeaf): TokenScan | null {
    if (this.#scanner !== null) return this.#scanner.start();
    this.passOver(item);
    return !this.#isKnown && isChecksFile(item.path) && item.size <= MAX_CHECKS_BYTES ? this.#reading(item.size) : null;
  }

  /** Finds nothing in `checks.json`, but takes it in. */
  #reading(size: number): TokenScan {
    const chunks: Uint8Array[] = [];
    return {
      scan: (chunk) => {
        chunks.push(Uint8Array.from(chunk));
      },
      hits: () => {
        const bytes = Buffer.concat(chunks);
        if (bytes.length === size) this.#know(bytes);
        return [];
      },
    };
  }

  #know(checks: Uint8Array): void {
    const tokens = tokensOf(checks);
    this.#isKnown = true;
    if (tokens.length === 0) return;
    this.#scanner = new TokenScanner(tokens);
    this.#found = this.#found.withTokens(tokens);
  }
}

/** At the root, or in a folder there. */
function isChecksFile(path: string): boolean {
  const names = path.split('/');
  return names.length <= 2 && names.at(-1) === CHECKS_FILE;
}
