import { closeSync, constants, fstatSync, openSync, readlinkSync, type Stats } from 'node:fs';
import { closeRead } from '../files/close-read.ts';
import { attemptSync } from '../files/file-failure.ts';
import { type ByteName, systemPath } from './byte-name.ts';

const FOLDER_FLAGS = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;

/**
 * Linux opens a name relative to an open folder through `/proc/<pid>/fd/N/name`: what `openat` does, which Node lacks.
 * So no component above the name is resolved again: none can be a link, none can be swapped while we read, and a
 * path may be longer than the 4,096 bytes that one call takes.
 */
const DESCRIPTORS = descriptorsOfThisProcess();

/**
 * An open folder of a medium. Where the system has no `/proc`, names are opened by their joined path instead, the last
 * component alone guarded against links: good enough for `holdfast hash` on a developer's machine, not for a station.
 */
export class Folder {
  readonly fd: number;
  /** Put before a name, gives what opens it. Threads of one process share it while the folder is open. */
  readonly base: ByteName;
  readonly #stat: Stats;
  #users = 1;

  private constructor(fd: number, path: ByteName) {
    this.fd = fd;
    this.base = DESCRIPTORS === null ? `${path}/` : `${DESCRIPTORS}/${fd}/`;
    this.#stat = fstatSync(fd);
  }

  /** @throws system errors; ENOTDIR or ELOOP for a link or anything that is no folder */
  static open(path: ByteName): Folder {
    return new Folder(openSync(systemPath(path), FOLDER_FLAGS), path);
  }

  /** @throws system errors */
  openChild(name: ByteName): Folder {
    return Folder.open(this.base + name);
  }

  /** Same folder on the same device: a loop, when it is one of its own ancestors. */
  isSame(other: Folder): boolean {
    return this.#stat.ino === other.#stat.ino && this.#stat.dev === other.#stat.dev;
  }

  /** One user more. Made with one: whoever opened it. */
  retain(): void {
    this.#users += 1;
  }

  /** The last user closes it. */
  release(): void {
    this.#users -= 1;
    if (this.#users === 0) closeRead(() => closeSync(this.fd));
  }
}

/** `/proc/<pid>/fd`: `/proc/self` is a link to follow, which a million files feel. `null` where there is no `/proc`. */
function descriptorsOfThisProcess(): string | null {
  const self = attemptSync('/proc/self', () => readlinkSync('/proc/self'));
  return self.ok ? `/proc/${self.value}/fd` : null;
}
