import { readFile, statfs } from 'node:fs/promises';
import { basename } from 'node:path';
import type { VolumeHealth } from '../../../shared/contract/views.ts';
import { errnoOf } from '../files/file-failure.ts';
import { type MediaAnswers, NoAnswer } from './answers.ts';
import { healthOf } from './health.ts';
import { type Mount, mountOf, parseMountInfo } from './mounts.ts';
import type { Unmounted } from './unmounted.ts';

/** A mounted removable volume. */
export interface Volume {
  /** Of its mount: another one when it was taken out and put back. */
  readonly id: string;
  readonly path: string;
  readonly label: string;
  /** `vfat`, `ext4`, ... */
  readonly filesystem: string;
  readonly readOnly: boolean;
  readonly health: VolumeHealth;
  /** `null`: it does not answer. */
  readonly space: { readonly freeBytes: number; readonly totalBytes: number } | null;
}

/** Where desktops mount removable media: udisks2 under /media/<user> or /run/media/<user>, others under /media. */
const REMOVABLE = /^\/(?:run\/)?media\/[^/]+(?:\/[^/]+)?$/;

/** Every volume that is mounted where removable media are, by its label. */
export async function removableVolumes(answers: MediaAnswers): Promise<readonly Volume[]> {
  const mounts = (await mountsNow()).filter(({ path }) => REMOVABLE.test(path));
  const volumes = await Promise.all(mounts.map((mount) => readVolume(mount, answers)));
  return volumes.filter((volume) => volume !== null).sort((a, b) => (a.label < b.label ? -1 : 1));
}

/** What a medium is called: the volume that the path lies on, or the folder itself. Nothing is asked of the medium. */
export async function mountLabelOf(path: string): Promise<string> {
  return basename((await volumeOf(path))?.path ?? path);
}

/** The removable volume that a path lies on; `null` where it lies on none. Nothing is asked of the medium. */
export async function volumeOf(path: string): Promise<Pick<Mount, 'id' | 'path' | 'source'> | null> {
  const mount = mountOf(path, await mountsNow());
  return mount !== null && REMOVABLE.test(mount.path) ? mount : null;
}

/** Whether this mount is still there. */
export async function isMounted(id: string): Promise<boolean> {
  return (await mountsNow()).some((mount) => mount.id === id);
}

async function mountsNow(): Promise<readonly Mount[]> {
  return parseMountInfo(await readFile('/proc/self/mountinfo', 'utf8'));
}

async function readVolume(mount: Mount, answers: MediaAnswers): Promise<Volume | null> {
  const { id, path, readOnly, filesystem } = mount;
  const health = await healthOf(mount, answers);
  const volume = { id, path, label: basename(path), filesystem, readOnly, health };
  try {
    const { bavail, blocks, bsize } = await answers.ask(path, () => statfs(path));
    return { ...volume, space: { freeBytes: bavail * bsize, totalBytes: blocks * bsize } };
  } catch (thrown) {
    if (thrown instanceof NoAnswer) return { ...volume, space: null };
    // Pulled out between the listing and the look, or its daemon is gone: then it is no volume to offer.
    if (errnoOf(thrown) !== null) return null;
    throw thrown;
  }
}

/** The removable volumes; how much is free on one is no change. */
export function volumeList(list: () => Promise<readonly Volume[]>): ToldList<Volume> {
  return new ToldList(list, ({ id, path, readOnly, space, health }) =>
    [id, path, readOnly, space !== null, health].join(' '),
  );
}

export function unmountedList(list: () => Promise<readonly Unmounted[]>): ToldList<Unmounted> {
  return new ToldList(list, (one) => JSON.stringify(one));
}

/** A list of what is there, and whether anybody was told of an older list. */
export class ToldList<One> {
  readonly #list: () => Promise<readonly One[]>;
  readonly #markOf: (one: One) => string;
  #last: string | null = null;
  #isStale = false;

  /** `markOf`: changes whenever somebody who was told of it must be told again. */
  constructor(list: () => Promise<readonly One[]>, markOf: (one: One) => string) {
    this.#list = list;
    this.#markOf = markOf;
  }

  /** What is there now. */
  async now(): Promise<readonly One[]> {
    const found = await this.#list();
    const all = found.map(this.#markOf).join('\n');
    if (this.#last !== null && this.#last !== all) this.#isStale = true;
    this.#last = all;
    return found;
  }

  /**
   * Whether two answers differed since this was last asked, so that somebody may know an old one. A medium that was
   * pulled out and put back between two looks is another mount.
   */
  async isStale(): Promise<boolean> {
    await this.now();
    const isStale = this.#isStale;
    this.#isStale = false;
    return isStale;
  }
}
