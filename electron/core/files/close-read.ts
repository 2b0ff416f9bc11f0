import { errnoOf } from './file-failure.ts';

/**
 * Closes what was only read, or is given up. On a medium that was pulled out even closing gives an error; that says nothing about what
 * was read before, and the descriptor is gone all the same. @throws EBADF, which is a bug of ours
 */
export function closeRead(close: () => void): void {
  try {
    close();
  } catch (thrown) {
    throwBug(thrown);
  }
}

/** The same for a handle, of a file or of a folder. */
export async function closeReadHandle(file: { close(): Promise<void> }): Promise<void> {
  try {
    await file.close();
  } catch (thrown) {
    throwBug(thrown);
  }
}

function throwBug(thrown: unknown): void {
  const errno = errnoOf(thrown);
  if (errno === null || errno === 'EBADF') throw thrown;
}
