import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LinkView } from '../../../shared/contract/views.ts';
import { err, ok, type Result } from '../../../shared/result.ts';

/** What one look at the machine's network links found. */
export type LinkReading =
  | { readonly kind: 'read'; readonly linksUp: readonly LinkView[]; readonly linksDown: readonly string[] }
  /** The links could not be read, which counts as a link that is up. */
  | { readonly kind: 'unreadable'; readonly reason: string };

const LOOPBACK_TYPE = '772'; // ARPHRD_LOOPBACK in linux/if_arp.h
const ETHERNET_TYPE = '1'; // ARPHRD_ETHER

/** Where the kernel says which links there are. */
export interface LinkSources {
  /** A folder a link, with its `type` and `carrier`. */
  readonly sysfs: string;
  /** A line a link of this process's own network namespace (proc_net(5)). */
  readonly procNetDev: string;
}

const KERNEL: LinkSources = { sysfs: '/sys/class/net', procNetDev: '/proc/self/net/dev' };

/**
 * Every link, with or without a carrier, the loopback left out, from the kernel's `/sys/class/net` (Documentation/ABI/testing/
 * sysfs-class-net). `os.networkInterfaces()` would miss a link that is up without an address. A sysfs that lacks a link
 * which this very process has was mounted for somebody else, and says nothing: that is `unreadable`, not calm.
 */
export async function readLinks({ sysfs, procNetDev }: LinkSources = KERNEL): Promise<LinkReading> {
  try {
    const names = (await readdir(sysfs)).sort();
    const own = linksOfNamespace(await readFile(procNetDev, 'utf8'));
    if (!own.ok) return { kind: 'unreadable', reason: `${procNetDev}: ${own.error}` };
    const unseen = own.value.filter((name) => !names.includes(name));
    if (names.length === 0 || unseen.length > 0) {
      return { kind: 'unreadable', reason: `${sysfs} does not show ${unseen.join(', ') || 'any link'}` };
    }
    const linksUp: LinkView[] = [];
    const linksDown: string[] = [];
    for (const name of names) {
      const link = await readLink(join(sysfs, name), name);
      if (link === 'down') linksDown.push(name);
      else if (link !== null) linksUp.push(link);
    }
    return { kind: 'read', linksUp, linksDown };
  } catch (error) {
    return { kind: 'unreadable', reason: error instanceof Error ? error.message : String(error) };
  }
}

/** A name has no blank, colon or slash (`dev_valid_name` in net/core/dev.c). */
const LINK_LINE = /^ *([^\s:/]+): *\d+(?: +\d+)*$/;

/**
 * The links in a `net/dev` of proc: two lines of heading, then `name: counters`, the loopback's among them in every
 * namespace. A sentence says what is wrong with any other text: a line that is not understood could be of a link.
 */
export function linksOfNamespace(text: string): Result<readonly string[], string> {
  const [, heading, ...lines] = text.split('\n');
  if (heading === undefined || !heading.includes('|') || lines.pop() !== '') return err('it is cut off.');
  const names: string[] = [];
  for (const line of lines) {
    const name = LINK_LINE.exec(line)?.[1];
    if (name === undefined) return err('it has a line that is of no link.');
    names.push(name);
  }
  return names.length === 0 ? err('it has no link, not even the loopback.') : ok(names);
}

/** `null` for the loopback, and for what is no link. */
async function readLink(folder: string, name: string): Promise<LinkView | 'down' | null> {
  const type = await readAttribute(folder, 'type');
  if (type === LOOPBACK_TYPE) return null;
  const carrier = await readAttribute(folder, 'carrier');
  if (carrier === null) return type === null ? null : 'down';
  if (carrier === '0') return 'down';
  if (carrier !== '1') throw new Error(`${folder} has a carrier that is neither 0 nor 1`);
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
