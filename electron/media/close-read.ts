import { errnoOf } from '../files/file-error.ts';

/**
 * Closes what was only read. On a medium that was pulled out even closing gives an error; that says nothing about what
 * was read before, and the descriptor is gone all the same. @throws EBADF, which is a bug of ours
 */
export function closeRead(close: () => void): void {
  try {
    close();
  } catch (thrown) {
    const errno = errnoOf(thrown);
    if (errno === null || errno === 'EBADF') throw thrown;
  }
}
