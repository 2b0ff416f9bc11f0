import type { BagReading } from '../bagit.ts';
import type { Hasher } from '../hashing.ts';
import type { Manifest } from './claims.ts';
import { folderOf } from './look.ts';

/** Everything below a folder is to be in a manifest. */
interface WholeFolder {
  readonly kind: 'whole';
  readonly manifest: Manifest;
  /** A bag's payload has no exceptions; below a plain list of digests other manifests need not be listed. */
  readonly isPayload: boolean;
}

/** A bag, and what was counted of it so far. */
export interface BagFolder {
  readonly kind: 'bag';
  readonly bag: BagReading;
  readonly tagManifests: readonly Manifest[];
  readonly payloadManifests: readonly Manifest[];
  octets: number;
  files: number;
  readonly links: Hasher;
}

type Scope = WholeFolder | BagFolder;

/** So many of them may lie over one file: each file is compared with each. */
const MOST_OVER_ONE_FILE = 64;

/** The scopes that a file lies in, asked for in path order. */
export class Scopes {
  readonly #byFolder = new Map<string, Scope[]>();
  #folder: string | null = null;
  #over: readonly Scope[] = [];
  /** The first folder that had too many; the rest of its scopes were not looked at. */
  tooMany: string | null = null;

  /** @param folder with a slash at its end; empty for the root */
  add(folder: string, scope: Scope): void {
    const here = this.#byFolder.get(folder);
    if (here === undefined) this.#byFolder.set(folder, [scope]);
    else if (here.length <= MOST_OVER_ONE_FILE) here.push(scope);
  }

  over(path: string): readonly Scope[] {
    if (this.#byFolder.size === 0) return [];
    const folder = folderOf(path);
    if (folder !== this.#folder) {
      this.#folder = folder;
      this.#over = this.#collect(folder);
    }
    return this.#over;
  }

  *all(): Generator<Scope> {
    for (const scopes of this.#byFolder.values()) yield* scopes;
  }

  #collect(folder: string): readonly Scope[] {
    const over = [...(this.#byFolder.get('') ?? [])];
    for (let end = folder.indexOf('/'); end !== -1; end = folder.indexOf('/', end + 1)) {
      over.push(...(this.#byFolder.get(folder.slice(0, end + 1)) ?? []));
      if (over.length > MOST_OVER_ONE_FILE) break;
    }
    if (over.length <= MOST_OVER_ONE_FILE) return over;
    this.tooMany ??= folder === '' ? 'the root' : folder;
    return over.slice(0, MOST_OVER_ONE_FILE);
  }
}
