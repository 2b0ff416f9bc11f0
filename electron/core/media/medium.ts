import { readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { attempt } from '../files/file-failure.ts';
import { mountOf, parseMountInfo } from './mounts.ts';
import { mountLabelOf } from './volumes.ts';

/** What the operating system says of a medium; empty text where it says nothing. All of it is untrusted. */
export interface Medium {
  readonly label: string;
  readonly filesystem: string;
  /** Of the device that it is on, as its maker gave it. */
  readonly serial: string;
  readonly readOnly: boolean;
}

/** The medium that a path lies on: its mount is the longest mount point that holds the path. */
export async function mediumOf(path: string): Promise<Medium> {
  const mount = mountOf(path, parseMountInfo(await readFile('/proc/self/mountinfo', 'utf8')));
  return {
    label: await mountLabelOf(path),
    filesystem: mount?.filesystem ?? '',
    serial: mount === null ? '' : await serialOf(mount.device, '/sys'),
    readOnly: mount?.readOnly ?? false,
  };
}

/**
 * The serial number of the device with these numbers: the first file `serial` on the way up from its folder in sysfs
 * (sysfs-bus-usb, sysfs-block). `sys`: where sysfs is mounted. Empty where no device has one.
 */
export async function serialOf(device: string, sys: string): Promise<string> {
  const top = await attempt(sys, () => realpath(join(sys, 'devices')));
  const start = await attempt(sys, () => realpath(join(sys, 'dev/block', device)));
  if (!top.ok || !start.ok) return '';
  for (let folder = start.value; folder.startsWith(`${top.value}/`); folder = dirname(folder)) {
    const file = join(folder, 'serial');
    const serial = await attempt(file, () => readFile(file, 'utf8'));
    if (serial.ok && serial.value.trim() !== '') return serial.value.trim();
  }
  return '';
}
