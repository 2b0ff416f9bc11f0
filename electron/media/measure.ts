import { lstatSync } from 'node:fs';
import { errnoOf } from '../files/file-error.ts';
import { systemPath } from './byte-name.ts';
import type { Folder } from './folder.ts';
import { walkTree } from './walk.ts';

const SLICE_MS = 10;

/**
 * How many leaves and bytes a tree has, for progress: nothing relies on it. Works in slices, so that the thread it
 * shares goes on with its own work. `null` when it was not let finish, or could not.
 */
export async function measureTree(
  root: Folder,
  isMediumError: (thrown: unknown) => boolean,
  mayGoOn: () => boolean,
): Promise<{ readonly files: number; readonly bytes: number } | null> {
  let files = 0;
  let bytes = 0;
  let sliceEnds = performance.now() + SLICE_MS;
  try {
    for (const step of walkTree(root, isMediumError)) {
      if (performance.now() > sliceEnds) {
        await new Promise((resolve) => setImmediate(resolve));
        if (!mayGoOn()) return null;
        sliceEnds = performance.now() + SLICE_MS;
      }
      if (step.kind === 'finding') continue;
      files += 1;
      bytes += lstatSync(systemPath(step.folder.base + step.name), { throwIfNoEntry: false })?.size ?? 0;
    }
  } catch (thrown) {
    // The reading meets the same error and reports it.
    if (errnoOf(thrown) !== null) return null;
    throw thrown;
  }
  return { files, bytes };
}
