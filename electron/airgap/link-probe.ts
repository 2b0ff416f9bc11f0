import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LinkView } from '../../shared/contract/views.ts';

/** What one look at the machine's network links found. */
export type LinkReading =
  | { readonly kind: 'read'; readonly linksUp: readonly LinkView[] }
  /** The links could not be read, which counts as a link that is up. */
  | { readonly kind: 'unreadable'; readonly reason: string };

const LOOPBACK_TYPE = '772'; // ARPHRD_LOOPBACK in linux/if_arp.h
const ETHERNET_TYPE = '1'; // ARPHRD_ETHER

/**
 * Every link with a carrier, the loopback left out, from the kernel's `/sys/class/net` (Documentation/ABI/testing/
 * sysfs-class-net). `os.networkInterfaces()` would miss a link that is up without an address.
 */
export async function readLinks(sysfs = '/sys/class/net'): Promise<LinkReading> {
  try {
    const links: LinkView[] = [];
    for (const name of (await readdir(sysfs)).sort()) {
      const link = await readLink(join(sysfs, name), name);
      if (link !== null) links.push(link);
    }
    return { kind: 'read', linksUp: links };
  } catch (error) {
    return { kind: 'unreadable', reason: error instanceof Error ? error.message : String(error) };
  }
}

async function readLink(folder: string, name: string): Promise<LinkView | null> {
  const type = await readAttribute(folder, 'type');
  if (type === LOOPBACK_TYPE) return null;
  if ((await readAttribute(folder, 'carrier')) !== '1') return null;
  const isWireless = (await readdir(folder)).some((entry) => entry === 'wireless' || entry === 'phy80211');
  return { name, kind: isWireless ? 'wireless' : type === ETHERNET_TYPE ? 'ethernet' : 'other' };
}

/**
 * `null` where the kernel has no value to give: `carrier` of a link that is administratively down reads as EINVAL,
 * entries such as `bonding_masters` are files and have no attributes, and a link can vanish between two reads.
 */
async function readAttribute(folder: string, attribute: string): Promise<string | null> {
  try {
    return (await readFile(join(folder, attribute), 'utf8')).trim();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EINVAL' || code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
}
