import { fromUtf8 } from '../../../shared/encoding/bytes.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { asBuffer } from './as-buffer.ts';
import type { TarHeader } from './tar-header.ts';

/** What came before an entry to replace fields of its header. */
export interface TarExtensions {
  readonly path?: Uint8Array;
  readonly linkPath?: Uint8Array;
  readonly size?: number;
  readonly isSparse?: boolean;
  /** An access list (POSIX.1e draft 17, short text form), which bsdtar lets count over the mode. */
  readonly accessList?: string;
}

const SPARSE_KEYS = ['SCHILY.realsize', 'SUN.holesdata'];

/** The largest size that fits the eleven octal digits of a header. */
const LARGEST_OCTAL_SIZE = 0o77777777777;

/**
 * The records of a pax extended header (POSIX.1-2017 pax, "pax Extended Header"): `length key=value\n`, again and
 * again. Read are `path`, `linkpath` and `size`; times, owners, comments and vendors' attributes say nothing about
 * the tree, but for an access list. A key given twice, one with a blank at its start (GNU tar drops it) or a NUL in it, a
 * value of no bytes for a key that counts (it would delete), and any charset but UTF-8 are findings, since tools differ
 * in what they make of them.
 */
export function parsePax(body: Uint8Array, where: string): Result<TarExtensions, Finding> {
  const records = paxRecords(asBuffer(body));
  if (records === null)
    return err(pax(where, 'records that do not fill their space, or a key that is none or given twice'));
  const size = records.get('size');
  const sizeText = size?.toString('latin1');
  if (sizeText !== undefined && !/^[0-9]{1,15}$/.test(sizeText)) return err(pax(where, 'a size that is no number'));
  const charset = records.get('hdrcharset')?.toString('latin1');
  if (charset !== undefined && charset !== 'ISO-IR 10646 2000 UTF-8') return err(pax(where, `the charset ${charset}`));
  const path = records.get('path');
  const linkPath = records.get('linkpath');
  if (path?.length === 0 || linkPath?.length === 0) return err(pax(where, 'a path that is deleted'));
  const isSparse = [...records.keys()].some((key) => key.startsWith('GNU.sparse.') || SPARSE_KEYS.includes(key));
  const accessList = records.get('SCHILY.acl.access')?.toString('latin1');
  return ok({
    ...(path === undefined ? {} : { path }),
    ...(linkPath === undefined ? {} : { linkPath }),
    ...(sizeText === undefined ? {} : { size: Number(sizeText) }),
    ...(isSparse ? { isSparse } : {}),
    ...(accessList === undefined ? {} : { accessList }),
  });
}

/** A global header holds for all that follow; only one that changes no tree (git's `comment`) is let through. */
export function checkGlobalPax(body: Uint8Array, where: string): Finding | null {
  const parsed = parsePax(body, where);
  if (!parsed.ok) return parsed.error;
  const changes = Object.keys(parsed.value);
  return changes.length === 0 ? null : pax(where, `a global header that sets ${changes.join(', ')}`);
}

/**
 * The header with what came before it put in place. A size may be replaced only where the header had no room for it:
 * else a tool that knows no pax would take content for headers.
 */
export function applyExtensions(header: TarHeader, with_: TarExtensions, where: string): Result<TarHeader, Finding> {
  const { size } = with_;
  if (with_.isSparse) return err(finding('evidence.tar-sparse', where));
  if (size !== undefined && size !== header.size && size <= LARGEST_OCTAL_SIZE) {
    return err(pax(where, `the size ${size} over ${header.size}`));
  }
  if (with_.path !== undefined && header.type === '\0') {
    return err(pax(where, 'a name for an entry without a type, which Python takes from the header'));
  }
  if (with_.accessList !== undefined && ownerRuns(with_.accessList) !== ((header.mode & 0o100) !== 0)) {
    return err(pax(where, `the access list ${with_.accessList} over the mode ${header.mode.toString(8)}`));
  }
  return ok({
    ...header,
    name: with_.path ?? header.name,
    linkName: with_.linkPath ?? header.linkName,
    size: size ?? header.size,
  });
}

/** Whether the owner may execute, by an access list that all tools read alike; `null` for any other. */
function ownerRuns(accessList: string): boolean | null {
  const entries = accessList.split(/[,\n]/).filter((entry) => entry !== '');
  if (!entries.every((entry) => /^(user|group|mask|other):[^:\s]*:[r-][w-][x-](:\d+)?$/.test(entry))) return null;
  const owners = entries.filter((entry) => entry.startsWith('user::'));
  return owners.length === 1 ? owners[0]?.[8] === 'x' : null;
}

export function pax(where: string, observed: string): Finding {
  return finding('evidence.tar-pax', where, { observed });
}

function paxRecords(body: Buffer): Map<string, Buffer> | null {
  const records = new Map<string, Buffer>();
  for (let at = 0; at < body.length; ) {
    const space = body.indexOf(0x20, at);
    const digits = space === -1 ? '' : body.toString('latin1', at, space);
    if (!/^[1-9][0-9]{0,8}$/.test(digits)) return null;
    const end = at + Number(digits);
    if (end > body.length || body[end - 1] !== 0x0a) return null;
    const equals = body.subarray(0, end).indexOf(0x3d, space);
    if (equals === -1) return null;
    const key = fromUtf8(body.subarray(space + 1, equals));
    if (key === null || !/^[^\0\t ][^\0]*$/.test(key) || records.has(key)) return null;
    records.set(key, Buffer.from(body.subarray(equals + 1, end - 1)));
    at = end;
  }
  return records;
}
