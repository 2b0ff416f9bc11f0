/**
 * BagIt bags (RFC 8493 and its drafts from 0.93): what a bag's tag files say, and which lists of files it holds.
 * Whether the files are as they are listed: `manifests/judge.ts`.
 */
import { utf8 } from '../encoding/bytes.ts';
import { type Finding, finding } from '../finding/index.ts';
import {
  BAG_INFO_NAMES,
  type BagDeclaration,
  type BagInfo,
  type BagInfoEntry,
  type BagVersion,
  bagInfoName,
  manifestAlgorithm,
  parseBagDeclaration,
  parseBagInfo,
  parseBagManifest,
  parseFetch,
} from './bagit-tags.ts';
import { type DigestAlgorithm, digestAlgorithm } from './digests.ts';
import type { ManifestReading } from './manifest-reading.ts';
import type { EvidenceReader } from './reader.ts';
import { soleTopFolder } from './spelling.ts';
import type { EvidenceFile } from './types.ts';

export interface BagInput {
  /** The bag's folder, with a slash at its end; empty for the root that is judged. */
  readonly folder: string;
  /** By name within the bag, content of each file for which `isBagTagFile` holds. */
  readonly tagFiles: ReadonlyMap<string, Uint8Array>;
}

/** A list of files that a bag holds. */
export interface BagList {
  readonly kind: 'payload' | 'tags' | 'fetch';
  /** From the root that is judged. */
  readonly path: string;
  readonly reading: ManifestReading;
  /** Whether it must list every payload file. */
  readonly listsEvery: boolean;
}

/** What `bag-info.txt` says of the whole payload. */
interface StatedTotal {
  /** The path of `bag-info.txt`. */
  readonly where: string;
  readonly stated: string;
}

export interface BagReading {
  readonly folder: string;
  /** `null` when `bagit.txt` could not be understood: then nothing else was read. */
  readonly version: BagVersion | null;
  readonly info: readonly BagInfoEntry[];
  readonly lists: readonly BagList[];
  /** `Payload-Oxum` as it is stated, in its shortest form, and where; `null` for none that can be compared. */
  readonly oxum: StatedTotal | null;
  /** `Payload-Links-SHA256`, where the bag states it. */
  readonly links: StatedTotal | null;
  readonly findings: readonly Finding[];
}

/** Also such as are not named in lower case (section 2.4): none is passed over, though their digests are not computed. */
const PAYLOAD_MANIFEST = /^manifest-[a-zA-Z0-9-]+\.txt$/;
const TAG_MANIFEST = /^tagmanifest-[a-zA-Z0-9-]+\.txt$/;

/** The files of a bag whose content `readBag` takes; all lie in the bag's own folder. */
export function isBagTagFile(path: string): boolean {
  return ['bagit.txt', ...BAG_INFO_NAMES, 'fetch.txt'].includes(path) || isManifest(path);
}

/** A tree that can be asked for one leaf without reading all of them. */
export type FindableTree = Pick<EvidenceReader, 'files' | 'find'>;

/** A tree is taken for a bag when it has `bagit.txt` at its root. */
export function isBag(tree: Pick<FindableTree, 'find'>): boolean {
  return isRegular(tree.find('bagit.txt'));
}

/**
 * Where the bag of a tree lies: empty for its root, or the name of the only folder at the root, as archives of a bag
 * have it (section 4.2); `null` when the tree is no bag. Seen from there: `insideFolder`.
 */
export function bagFolder(tree: FindableTree): string | null {
  if (isBag(tree)) return '';
  const folder = soleTopFolder(tree.files);
  return folder !== null && isRegular(tree.find(`${folder}/bagit.txt`)) ? folder : null;
}

function isRegular(file: EvidenceFile | null): boolean {
  return file !== null && file.kind !== 'symlink';
}

/** The strongest first, after SHA-256, which costs nothing. */
const PREFERRED: readonly DigestAlgorithm[] = ['sha256', 'sha512', 'sha384', 'sha224', 'sha1', 'md5'];

/** Reads what a bag says of itself (sections 2.1 and 2.2); what it lists is compared elsewhere. */
export function readBag({ folder, tagFiles }: BagInput): BagReading {
  const where = `${folder}bagit.txt`;
  const nothing = { folder, version: null, info: [], lists: [], oxum: null, links: null };
  const declaration = tagFiles.get('bagit.txt');
  if (declaration === undefined) return { ...nothing, findings: [finding('evidence.bag-declaration', where)] };
  const declared = parseBagDeclaration(declaration, where);
  if (!declared.ok) return { ...nothing, findings: [declared.error] };
  const { version, encoding } = declared.value;

  const infoName = bagInfoName(version);
  const infoBytes = tagFiles.get(infoName);
  const info: BagInfo =
    infoBytes === undefined ? { entries: [], findings: [] } : parseBagInfo(folder + infoName, infoBytes, encoding);
  const oxum = statedOxum(folder + infoName, info.entries);
  const lists = listsOf({ folder, tagFiles }, declared.value);
  return {
    folder,
    version,
    info: info.entries,
    lists,
    oxum: oxum.value,
    links: statedLinks(folder + infoName, info.entries),
    findings: [...info.findings, ...oxum.findings, ...manifestFindings(folder, lists)],
  };
}

/**
 * Since 1.0 every payload manifest lists every payload file (section 2.1.3); before, one of those whose digests are
 * computed must do so here, or a file could go unverified.
 */
function listsOf({ folder, tagFiles }: BagInput, declaration: BagDeclaration): BagList[] {
  const names = [...tagFiles.keys()].filter((name) => name === 'fetch.txt' || isManifest(name)).sort();
  const algorithms = names.filter((name) => PAYLOAD_MANIFEST.test(name)).map(manifestAlgorithm);
  const first = PREFERRED.find((one) => algorithms.includes(one));
  return names.map((name) => {
    const kind = name === 'fetch.txt' ? 'fetch' : PAYLOAD_MANIFEST.test(name) ? 'payload' : 'tags';
    const rule = { name, folder, declaration, takes: kind === 'tags' ? isTag : isPayload };
    const bytes = tagFiles.get(name) ?? new Uint8Array();
    return {
      kind,
      path: folder + name,
      reading: kind === 'fetch' ? parseFetch(bytes, rule) : parseBagManifest(bytes, rule),
      listsEvery: kind === 'payload' && (declaration.version === '1.0' || manifestAlgorithm(name) === first),
    };
  });
}

function manifestFindings(folder: string, lists: readonly BagList[]): Finding[] {
  const isComputed = ({ path }: BagList): boolean => digestAlgorithm(algorithmOf(path)) !== null;
  const payload = lists.filter(({ kind }) => kind === 'payload');
  const observed = payload.length === 0 ? 'no payload manifest' : payload.map(({ path }) => path).join(', ');
  const where = folder === '' ? 'the bag' : folder;
  const missing = payload.some(isComputed) ? [] : [finding('evidence.bag-manifest-missing', where, { observed })];
  const notVerified = lists
    .filter((list) => list.kind !== 'fetch' && !isComputed(list))
    .map(({ path }) => finding('evidence.bag-manifest-not-verified', path));
  return [...missing, ...notVerified];
}

function algorithmOf(path: string): string {
  return manifestAlgorithm(path.slice(path.lastIndexOf('/') + 1));
}

/** Section 2.2.2: octets and files of the payload; repeating it is an error. */
function statedOxum(where: string, info: readonly BagInfoEntry[]) {
  const stated = info.filter(({ label }) => label.toLowerCase() === 'payload-oxum').map(({ value }) => value);
  const [oxum] = stated;
  if (oxum === undefined) return { value: null, findings: [] };
  if (stated.length > 1 || !/^[0-9]+\.[0-9]+$/.test(oxum)) {
    return { value: null, findings: [finding('evidence.bag-oxum-malformed', where, { observed: stated.join(', ') })] };
  }
  return { value: { where, stated: oxum.replace(/(^|\.)0+(?=[0-9])/g, '$1') }, findings: [] };
}

/**
 * The label, of Holdfast's own, under which `bag-info.txt` states the SHA-256 of the payload's symbolic links: for each
 * in path order the line that `dirHash` has for a file, its content being its target. No manifest can list a link.
 */
export const PAYLOAD_LINKS = 'Payload-Links-SHA256';

function statedLinks(where: string, info: readonly BagInfoEntry[]): StatedTotal | null {
  const stated = info.filter(({ label }) => label.toLowerCase() === PAYLOAD_LINKS.toLowerCase());
  return stated.length === 0 ? null : { where, stated: stated.map(({ value }) => value).join(', ') };
}

/** The line of a link under `PAYLOAD_LINKS`, from the bag's folder. */
export function payloadLinkLine(sha256: string, path: string): Uint8Array {
  return utf8(`${sha256}  ${path}\n`);
}

/** Whether a path of a bag is of its payload. */
export function isPayload(path: string): boolean {
  return path.startsWith('data/');
}

/** A tag file that a tag manifest may list (section 2.2.1): any file outside of the payload but the tag manifests. */
export function isTag(path: string): boolean {
  return !isPayload(path) && !TAG_MANIFEST.test(path);
}

/** Whether a path at the root of a bag is a manifest, of the payload or of the tag files. */
export function isManifest(path: string): boolean {
  return PAYLOAD_MANIFEST.test(path) || TAG_MANIFEST.test(path);
}
