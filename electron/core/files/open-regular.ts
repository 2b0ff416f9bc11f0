import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { closeRead } from './close-read.ts';
import { errnoOf } from './file-failure.ts';

/** O_NONBLOCK keeps a FIFO put in a file's place from holding the open up for ever. */
export const REGULAR_FILE = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK | constants.O_NOCTTY;

/** Opens a regular file to be read; the caller closes it. @throws system errors; EISDIR for whatever else is there. */
export function openRegular(path: string): number {
  const fd = openSync(path, REGULAR_FILE);
  if (fstatSync(fd).isFile()) return fd;
  closeRead(() => closeSync(fd));
  throw Object.assign(new Error(`not a regular file: ${path}`), { code: 'EISDIR' });
}

/** What opening or looking at something else than a regular file ends in: a folder or a pipe, a link, a socket. */
const NO_REGULAR_FILE = new Set(['EISDIR', 'ELOOP', 'ENXIO']);

/** The same, with `null` where something else lies. @throws system errors */
export function openIfRegular(path: string): number | null {
  try {
    return openRegular(path);
  } catch (thrown) {
    if (NO_REGULAR_FILE.has(errnoOf(thrown) ?? '')) return null;
    throw thrown;
  }
}

/** A small file that is ours, whole. @throws as `openRegular` does; EFBIG for one of more than `maxBytes` */
export function readRegularNow(path: string, maxBytes = Number.POSITIVE_INFINITY): Buffer {
  const fd = openRegular(path);
  try {
    if (fstatSync(fd).size > maxBytes) throw Object.assign(new Error(`too large: ${path}`), { code: 'EFBIG' });
    return readFileSync(fd);
  } finally {
    closeRead(() => closeSync(fd));
  }
}
