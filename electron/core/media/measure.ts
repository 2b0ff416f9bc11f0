import { lstatSync } from 'node:fs';
import { errnoOf } from '../files/file-failure.ts';
import { systemPath } from './byte-name.ts';
import type { WalkStep } from './walk.ts';

const SLICE_MS = 10;

/**
 * How many leaves and bytes a tree has, for progress: nothing relies on it. Works in slices, so that the thread it
 * shares goes on with its own work. `null` when it was not let finish, or could not.
 *
 * @param steps a walk of the tree, which is used up. @param calling runs one slice, which asks the medium
 */
export async function measureTree(
  steps: Generator<WalkStep>,
  calling: (slice: () => boolean) => boolean,
  mayGoOn: () => boolean,
): Promise<{ readonly files: number; readonly bytes: number } | null> {
  let files = 0;
  let bytes = 0;
  const measureSlice = (): boolean => {
    const sliceEnds = performance.now() + SLICE_MS;
    for (let step = steps.next(); step.done !== true; step = steps.next()) {
      if (step.value.kind === 'leaf') {
        files += 1;
        bytes += sizeOf(step.value);
      }
      if (performance.now() > sliceEnds) return false;
    }
    return true;
  };
  try {
    while (!calling(measureSlice)) {
      await new Promise((resolve) => setImmediate(resolve));
      if (!mayGoOn()) return null;
    }
  } catch (thrown) {
    // The reading meets the same error and reports it.
    if (errnoOf(thrown) !== null) return null;
    throw thrown;
  } finally {
    steps.return(undefined);
  }
  return { files, bytes };
}

function sizeOf({ folder, name }: Extract<WalkStep, { kind: 'leaf' }>): number {
  return lstatSync(systemPath(folder.base + name), { throwIfNoEntry: false })?.size ?? 0;
}
