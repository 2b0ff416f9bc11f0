import { readFile, statfs } from 'node:fs/promises';
import { basename } from 'node:path';

/** A mounted removable volume. */
export interface Volume {
  readonly path: string;
  readonly label: string;
  readonly freeBytes: number;
  readonly totalBytes: number;
  readonly readOnly: boolean;
}

/** Where desktops mount removable media: udisks2 under /media/<user> or /run/media/<user>, others under /media. */
const REMOVABLE = /^\/(?:run\/)?media\/[^/]+(?:\/[^/]+)?$/;

/** Every volume that is mounted where removable media are, by its label. */
export async function removableVolumes(): Promise<readonly Volume[]> {
  const mounts = parseMountInfo(await readFile('/proc/self/mountinfo', 'utf8')).filter(({ path }) =>
    REMOVABLE.test(path),
  );
  const volumes = await Promise.all(mounts.map(readVolume));
  return volumes.filter((volume) => volume !== null).sort((a, b) => (a.label < b.label ? -1 : 1));
}

/** The mount that a path lies on, for naming a medium: the longest mount point that holds it. */
export async function mountLabelOf(path: string): Promise<string> {
  const volume = (await removableVolumes()).find((one) => path === one.path || path.startsWith(`${one.path}/`));
  return volume?.label ?? basename(path);
}

export interface Mount {
  readonly path: string;
  readonly readOnly: boolean;
  /** Major and minor number of the device, `8:17`. */
  readonly device: string;
  /** `vfat`, `ext4`, ... */
  readonly filesystem: string;
}

/**
 * The mounts in `/proc/self/mountinfo` (proc(5)): the third field is the device, the fifth the mount point with blanks
 * as `\040`, the sixth its options; behind ` - ` are the filesystem, its source and the options of the filesystem.
 */
export function parseMountInfo(text: string): readonly Mount[] {
  return text.split('\n').flatMap((line) => {
    const [mount = '', behind = ''] = line.split(' - ');
    const [, , device, , path, options] = mount.split(' ');
    const [filesystem, , filesystemOptions = ''] = behind.split(' ');
    if (device === undefined || path === undefined || options === undefined || filesystem === undefined) return [];
    const readOnly = [options, filesystemOptions].some((some) => some.split(',').includes('ro'));
    return [{ path: unescapeOctal(path), readOnly, device, filesystem }];
  });
}

function unescapeOctal(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}

async function readVolume(mount: { path: string; readOnly: boolean }): Promise<Volume | null> {
  try {
    const { bavail, blocks, bsize } = await statfs(mount.path);
    return {
      path: mount.path,
      label: basename(mount.path),
      freeBytes: bavail * bsize,
      totalBytes: blocks * bsize,
      readOnly: mount.readOnly,
    };
  } catch (error) {
    // Pulled out between the listing and the look, or its daemon is gone: then it is no volume to offer.
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}
