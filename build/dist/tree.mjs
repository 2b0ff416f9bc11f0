// The files of a package: written to a folder first, then given owner, mode and time by the one who packs them.
import { chmod, copyFile, cp, lutimes, mkdir, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

const [FOLDER, PROGRAM, FILE] = [0o755, 0o755, 0o644];

/** A folder that is filled with a package's files, by their paths in the package. */
export class Tree {
  /** @param {string} root an empty folder */
  constructor(root) {
    this.root = root;
  }

  /** @param {string} path @param {string | Uint8Array} content */
  async write(path, content) {
    await writeFile(await this.#place(path), content);
  }

  /** @param {string} path @param {string} content */
  async writeProgram(path, content) {
    const place = await this.#place(path);
    await writeFile(place, content);
    await chmod(place, PROGRAM);
  }

  /** A file as it is, with its mode. @param {string} path @param {string} from */
  async copy(path, from) {
    const place = await this.#place(path);
    await copyFile(from, place);
    await chmod(place, (await stat(from)).mode);
  }

  /** A folder with all that is in it. @param {string} path @param {string} from */
  async copyFolder(path, from) {
    await cp(from, await this.#place(path), { recursive: true });
  }

  /** @param {string} path @param {string} target */
  async link(path, target) {
    await symlink(target, await this.#place(path));
  }

  /**
   * Gives every file the mode that its kind has in a package, and one time: nothing of who built it, and when, stays.
   * @param {number} epoch in seconds
   */
  async settle(epoch) {
    for (const { path, kind } of await this.#entries()) {
      if (kind === 'folder') await chmod(path, FOLDER);
      if (kind === 'file') await chmod(path, (await isProgram(path)) ? PROGRAM : FILE);
      await lutimes(path, epoch, epoch);
    }
    await chmod(this.root, FOLDER);
    await lutimes(this.root, epoch, epoch);
  }

  /** The paths of all regular files in the package, sorted by their bytes. @returns {Promise<readonly string[]>} */
  async files() {
    const files = (await this.#entries()).filter(({ kind }) => kind === 'file');
    return files.map(({ path }) => relative(this.root, path)).sort(byBytes);
  }

  /** The deepest first: a folder's time changes with what is put into it. */
  async #entries() {
    const entries = await readdir(this.root, { recursive: true, withFileTypes: true });
    return entries
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        const kind = entry.isDirectory() ? 'folder' : entry.isSymbolicLink() ? 'link' : 'file';
        return { path, kind };
      })
      .sort((one, other) => other.path.length - one.path.length);
  }

  /** @param {string} path */
  async #place(path) {
    const place = join(this.root, path);
    await mkdir(dirname(place), { recursive: true });
    return place;
  }
}

/** A library is loaded, and not started. @param {string} path */
async function isProgram(path) {
  return !/\.so(?:\.[0-9]+)*$/.test(path) && ((await stat(path)).mode & 0o100) !== 0;
}

/** @param {string} one @param {string} other */
export function byBytes(one, other) {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
