import { readdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { attempt } from '../files/file-failure.ts';
import { type Mount, parseMountInfo } from './mounts.ts';

/** A removable medium that is plugged in, and that no file system of is mounted where this process looks. */
export interface Unmounted {
  /** `/dev/sdb1`. */
  readonly device: string;
  /** As the medium gives it, untrusted; empty where nobody knows. */
  readonly label: string;
  /** `vfat`, `crypto_LUKS`, ...; empty where nobody knows. */
  readonly filesystem: string;
  readonly bytes: number;
}

/** Where the kernel and udev say which devices there are. */
export interface DeviceSources {
  /** A folder a block device (Documentation/ABI/stable/sysfs-block). */
  readonly sysfs: string;
  /** A file a device, `b8:17`, with what udev found out about it. */
  readonly udev: string;
  readonly mountInfo: string;
}

const SYSTEM: DeviceSources = {
  sysfs: '/sys/class/block',
  udev: '/run/udev/data',
  mountInfo: '/proc/self/mountinfo',
};

/** The kernel counts in these, whatever the device has. */
const SECTOR_BYTES = 512;

/**
 * Every removable medium that is not mounted, by its device. A disk with partitions stands for each of them, and not for
 * itself; a card reader without a card is none. Nothing is asked of the medium. Whatever cannot be read is left out: this
 * is a hint for the person, and nothing rests on it.
 */
export async function unmountedMedia({
  sysfs,
  udev,
  mountInfo,
}: DeviceSources = SYSTEM): Promise<readonly Unmounted[]> {
  const names = await attempt(sysfs, () => readdir(sysfs));
  const text = await attempt(mountInfo, () => readFile(mountInfo, 'utf8'));
  if (!names.ok || !text.ok) return [];
  const mounts = parseMountInfo(text.value);
  const found = await Promise.all(names.value.sort().map((name) => readDevice(join(sysfs, name), name)));
  const devices = found.filter((one) => one !== null);
  const free = devices.filter(
    (one) => !one.hasParts && !one.isHeld && one.sectors > 0 && one.isRemovable && !isMounted(one, mounts),
  );
  return Promise.all(
    free.map(async ({ name, number, sectors }) => ({
      device: `/dev/${name}`,
      ...(await factsOf(join(udev, `b${number}`))),
      bytes: sectors * SECTOR_BYTES,
    })),
  );
}

interface BlockDevice {
  readonly name: string;
  /** Major and minor. */
  readonly number: string;
  readonly sectors: number;
  readonly isRemovable: boolean;
  readonly hasParts: boolean;
  /** Another device is made of it: an opened encrypted medium, a part of a RAID. */
  readonly isHeld: boolean;
}

async function readDevice(link: string, name: string): Promise<BlockDevice | null> {
  const folder = await attempt(link, () => realpath(link));
  if (!folder.ok) return null;
  const within = await attempt(link, () => readdir(folder.value));
  const number = await attribute(folder.value, 'dev');
  if (!within.ok || number === null) return null;
  const disk = within.value.includes('partition') ? join(folder.value, '..') : folder.value;
  const isRemovable = (await attribute(disk, 'removable')) === '1' || /\/usb\d+\//.test(folder.value);
  const holders = await attempt(link, () => readdir(join(folder.value, 'holders')));
  return {
    name,
    number,
    sectors: Number((await attribute(folder.value, 'size')) ?? 0),
    isRemovable,
    hasParts: within.value.some((entry) => entry.startsWith(name)),
    isHeld: holders.ok && holders.value.length > 0,
  };
}

async function attribute(folder: string, name: string): Promise<string | null> {
  const read = await attempt(folder, () => readFile(join(folder, name), 'utf8'));
  return read.ok ? read.value.trim() : null;
}

/** Found by its device number. A FUSE file system has a number of its own, so it is found by the device that it names. */
function isMounted({ name, number }: BlockDevice, mounts: readonly Mount[]): boolean {
  return mounts.some(({ device, source }) => device === number || source === `/dev/${name}`);
}

/** From udev's record: `E:ID_FS_LABEL=STICK`, a line each. */
async function factsOf(file: string): Promise<Pick<Unmounted, 'label' | 'filesystem'>> {
  const read = await attempt(file, () => readFile(file, 'utf8'));
  const said = (key: string) => (read.ok ? (new RegExp(`^E:${key}=(.*)$`, 'm').exec(read.value)?.[1] ?? '') : '');
  return { label: said('ID_FS_LABEL'), filesystem: said('ID_FS_TYPE') };
}
