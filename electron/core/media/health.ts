import { open, readFile, realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { VolumeHealth } from '../../../shared/contract/views.ts';
import { closeReadHandle } from '../files/close-read.ts';
import { attempt } from '../files/file-failure.ts';
import type { MediaAnswers } from './answers.ts';
import type { Mount } from './mounts.ts';

/** Where the kernel says what it knows of a file system, and where its devices are. */
export interface HealthSources {
  readonly sysfs: string;
  readonly devices: string;
}

const SYSTEM: HealthSources = { sysfs: '/sys', devices: '/dev' };

/**
 * What is known of the health of a mounted file system. Most of it is known to root alone, and inside the seal no device can
 * be read: then it is `unknown`, which is no good sign and no bad one.
 */
export async function healthOf(
  mount: Mount,
  answers: MediaAnswers,
  sources: HealthSources = SYSTEM,
): Promise<VolumeHealth> {
  if (mount.turnedReadOnly) return 'turned-read-only';
  if (/^ext[234]$/.test(mount.filesystem)) return extHealth(mount, sources);
  // The kernel sets the mark itself while it may write.
  if (/^(?:vfat|msdos|exfat)$/.test(mount.filesystem) && mount.readOnly) return fatHealth(mount, answers, sources);
  return 'unknown';
}

/** `errors_count`: how many errors the file system has had since it was last checked (ext4(5), Documentation/ABI/testing/sysfs-fs-ext4). */
async function extHealth({ device }: Mount, { sysfs }: HealthSources): Promise<VolumeHealth> {
  const link = join(sysfs, 'dev/block', device);
  const folder = await attempt(link, () => realpath(link));
  if (!folder.ok) return 'unknown';
  const file = join(sysfs, 'fs/ext4', basename(folder.value), 'errors_count');
  const read = await attempt(file, () => readFile(file, 'utf8'));
  if (!read.ok || !/^\d+\n?$/.test(read.value)) return 'unknown';
  return Number(read.value) === 0 ? 'none-recorded' : 'errors-recorded';
}

async function fatHealth(
  { source, path }: Mount,
  answers: MediaAnswers,
  { devices }: HealthSources,
): Promise<VolumeHealth> {
  if (!source.startsWith('/dev/')) return 'unknown';
  const device = join(devices, source.slice('/dev/'.length));
  const read = await attempt(device, () => answers.ask(path, () => firstSector(device)));
  return read.ok ? healthInSector(read.value) : 'unknown';
}

const SECTOR = 512;

async function firstSector(device: string): Promise<Buffer> {
  const handle = await open(device, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(SECTOR), 0, SECTOR, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await closeReadHandle(handle);
  }
}

/**
 * The marks in the first sector of a volume: of exFAT `VolumeFlags` (section 3.1.13), of FAT the byte that DOS kept for itself,
 * where the kernel and others note a volume that was not properly removed (bit 0) and one with errors (bit 1).
 */
export function healthInSector(sector: Uint8Array): VolumeHealth {
  if (sector.length < SECTOR || sector[510] !== 0x55 || sector[511] !== 0xaa) return 'unknown';
  const text = (at: number): string => String.fromCharCode(...sector.subarray(at, at + 3));
  if (text(3) === 'EXF') return healthOfMarks(((sector[106] ?? 0) >> 1) & 0b11);
  // FAT32 has no size of its tables in the place of FAT12 and FAT16.
  const isFat32 = sector[22] === 0 && sector[23] === 0;
  if (text(isFat32 ? 82 : 54) !== 'FAT') return 'unknown';
  return healthOfMarks((sector[isFat32 ? 65 : 37] ?? 0) & 0b11);
}

function healthOfMarks(marks: number): VolumeHealth {
  if ((marks & 0b10) !== 0) return 'errors-recorded';
  return (marks & 0b01) !== 0 ? 'not-properly-removed' : 'none-recorded';
}
