import { type Finding, finding } from '../../../shared/finding/index.ts';
import { type ByteName, shownName } from './byte-name.ts';
import { type Listing, listFolder, unreadable } from './directory.ts';
import { Folder } from './folder.ts';

/** Deeper trees are refused: each open level is a file descriptor. */
export const MAX_DEPTH = 512;

export type WalkStep =
  | {
      readonly kind: 'leaf';
      readonly folder: Folder;
      /** Of the folder, relative to the root: empty, or ending with `/`. */
      readonly path: ByteName;
      readonly name: ByteName;
      readonly isLink: boolean;
    }
  | { readonly kind: 'finding'; readonly finding: Finding };

interface Level {
  readonly folder: Folder;
  readonly path: ByteName;
  readonly listing: Listing;
  next: number;
}

/**
 * Walks a tree depth first, in the bytewise order of its paths, following no link. Memory: one listing a level.
 *
 * @param onName called for every name that the medium gives: a large folder takes long before its first step
 *
 * A folder that a step names is open until the next step: `retain` it for longer.
 * @throws system errors that are about the medium and not about one folder (see `isMediumError`)
 */
export function* walkTree(
  root: Folder,
  isMediumError: (thrown: unknown) => boolean,
  onName: () => void = () => undefined,
): Generator<WalkStep> {
  const levels: Level[] = [];
  try {
    root.retain();
    yield* enter(levels, root, '', isMediumError, onName);
    for (let level = levels.at(-1); level !== undefined; level = levels.at(-1)) {
      const name = level.listing.names[level.next++];
      if (name === undefined) {
        levels.pop()?.folder.release();
      } else if (name.endsWith('/')) {
        yield* descend(levels, level, name, isMediumError, onName);
      } else {
        const isLink = level.listing.links.has(name);
        yield { kind: 'leaf', folder: level.folder, path: level.path, name, isLink };
      }
    }
  } finally {
    for (const level of levels) level.folder.release();
  }
}

function* descend(
  levels: Level[],
  level: Level,
  name: ByteName,
  isMediumError: (thrown: unknown) => boolean,
  onName: () => void,
): Generator<WalkStep> {
  const path = level.path + name;
  if (levels.length >= MAX_DEPTH) {
    yield { kind: 'finding', finding: finding('evidence.too-deep', shownName(path), { expected: `${MAX_DEPTH}` }) };
    return;
  }
  const folder = openFolder(level.folder, name.slice(0, -1), path, isMediumError);
  if (!(folder instanceof Folder)) {
    yield { kind: 'finding', finding: folder };
  } else if (levels.some((above) => above.folder.isSame(folder))) {
    folder.release();
    yield { kind: 'finding', finding: finding('evidence.directory-loop', shownName(path)) };
  } else {
    yield* enter(levels, folder, path, isMediumError, onName);
  }
}

function openFolder(
  parent: Folder,
  name: ByteName,
  path: ByteName,
  isMediumError: (thrown: unknown) => boolean,
): Folder | Finding {
  try {
    return parent.openChild(name);
  } catch (thrown) {
    return aboutOneFolder(thrown, path, isMediumError);
  }
}

function* enter(
  levels: Level[],
  folder: Folder,
  path: ByteName,
  isMediumError: (thrown: unknown) => boolean,
  onName: () => void,
): Generator<WalkStep> {
  let listing: Listing;
  try {
    listing = listFolder(folder, path, onName);
  } catch (thrown) {
    folder.release();
    yield { kind: 'finding', finding: aboutOneFolder(thrown, path, isMediumError) };
    return;
  }
  levels.push({ folder, path, listing, next: 0 });
  for (const one of listing.findings) yield { kind: 'finding', finding: one };
}

/** @throws what was caught, when it is about the medium or a bug */
function aboutOneFolder(thrown: unknown, path: ByteName, isMediumError: (thrown: unknown) => boolean): Finding {
  const one = isMediumError(thrown) ? null : unreadable(thrown, path);
  if (one === null) throw thrown;
  return one;
}
