/**
 * BagIt bags (RFC 8493 and its drafts from 0.93): whether a tree is a complete and valid bag, from its leaves and
 * the bytes of its tag files. Manifests of every algorithm that is computed here are verified; of any other, the names
 * are compared and a finding says that the digests were not.
 */
import { type Finding, finding } from '../finding/index.ts';
import {
  BAG_INFO_NAMES,
  type BagDeclaration,
  type BagInfo,
  type BagInfoEntry,
  type BagManifestRule,
  type BagVersion,
  bagInfoName,
  manifestAlgorithm,
  parseBagDeclaration,
  parseBagInfo,
  parseBagManifest,
} from './bagit-tags.ts';
import type { EvidenceReader } from './checks/reader.ts';
import { compareManifest } from './manifest-compare.ts';
import type { ManifestReading } from './manifest-reading.ts';
import { regularFiles, soleTopFolder } from './spelling.ts';
import type { EvidenceFile } from './types.ts';

export interface BagInput {
  /** Content of every leaf for which `isBagTagFile` holds. */
  readonly tagFiles: ReadonlyMap<string, Uint8Array>;
  /** Every leaf of the bag's root folder, in path order; read several times. */
  readonly files: Iterable<EvidenceFile>;
  /**
   * By manifest of another algorithm than SHA-256 (`otherManifests`), what comparing its digests found. One that is not
   * in here counts as not verified.
   */
  readonly compared?: ReadonlyMap<string, readonly Finding[]>;
}

/** A manifest whose digests are no leaf's: its files have to be read for them. */
export interface OtherManifest {
  readonly name: string;
  readonly algorithm: string;
  readonly reading: ManifestReading;
}

export interface BagReading {
  /** `null` when `bagit.txt` could not be understood: then nothing else was read. */
  readonly version: BagVersion | null;
  readonly info: readonly BagInfoEntry[];
  /** The tree hash `bagManifest`: SHA-256 of `manifest-sha256.txt` as it stands; absent when there is none. */
  readonly bagManifest?: string;
  readonly findings: readonly Finding[];
}

/** Also such as are not named in lower case (section 2.4): none is passed over, though their digests are not computed. */
const PAYLOAD_MANIFEST = /^manifest-[a-zA-Z0-9-]+\.txt$/;
const TAG_MANIFEST = /^tagmanifest-[a-zA-Z0-9-]+\.txt$/;

/** The leaves whose content `verifyBag` reads; all lie at the root. */
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

/** SHA-256, which every leaf has, and then the strongest first. */
const ALGORITHMS = ['sha256', 'sha512', 'sha384', 'sha224', 'sha1', 'md5'];

/** Reads and verifies a bag: every defect that RFC 8493 names is a finding (section 3: complete and valid). */
export function verifyBag(input: BagInput): BagReading {
  const declaration = input.tagFiles.get('bagit.txt');
  if (declaration === undefined) {
    return { version: null, info: [], findings: [finding('evidence.bag-declaration', 'bagit.txt')] };
  }
  const declared = parseBagDeclaration(declaration);
  if (!declared.ok) return { version: null, info: [], findings: [declared.error] };
  const { version, encoding } = declared.value;

  const infoName = bagInfoName(version);
  const infoBytes = input.tagFiles.get(infoName);
  const info: BagInfo =
    infoBytes === undefined ? { entries: [], findings: [] } : parseBagInfo(infoName, infoBytes, encoding);
  const sha256Manifest = find(input.files, 'manifest-sha256.txt');
  return {
    version,
    info: info.entries,
    ...(sha256Manifest === undefined ? {} : { bagManifest: sha256Manifest.sha256 }),
    findings: [
      ...incompleteness(input),
      ...info.findings,
      ...verifyPayloadManifests(input, declared.value),
      ...verifyTagManifests(input, declared.value),
      ...verifyOxum(input, infoName, info.entries),
    ],
  };
}

/** The SHA-256 manifests of a bag's payload and of its tag files; none where `bagit.txt` cannot be understood. */
export function sha256Manifests(tagFiles: BagInput['tagFiles']): readonly ManifestReading[] {
  return manifestsOf(tagFiles, ['sha256']).map(({ reading }) => reading);
}

/** The manifests of the other algorithms that are computed here; none where `bagit.txt` cannot be understood. */
export function otherManifests(tagFiles: BagInput['tagFiles']): readonly OtherManifest[] {
  return manifestsOf(tagFiles, ALGORITHMS.slice(1));
}

function manifestsOf(tagFiles: BagInput['tagFiles'], algorithms: readonly string[]): OtherManifest[] {
  const declared = parseBagDeclaration(tagFiles.get('bagit.txt') ?? new Uint8Array());
  if (!declared.ok) return [];
  return [...tagFiles].flatMap(([name, bytes]) => {
    const algorithm = manifestAlgorithm(name);
    if (!isManifest(name) || !algorithms.includes(algorithm)) return [];
    const takes = PAYLOAD_MANIFEST.test(name) ? isPayload : isTag;
    return [{ name, algorithm, reading: parseBagManifest(bytes, { name, declaration: declared.value, takes }) }];
  });
}

function incompleteness(input: BagInput): Finding[] {
  const fetchList = input.tagFiles.get('fetch.txt');
  return fetchList === undefined ? [] : [finding('evidence.bag-incomplete', 'fetch.txt')];
}

/**
 * Section 2.1.3. Since 1.0 every payload manifest lists every payload file; before, one of those whose digests are
 * computed must do so here, or a file could go unverified.
 */
function verifyPayloadManifests(input: BagInput, declaration: BagDeclaration): Finding[] {
  const names = manifestNames(input.tagFiles, PAYLOAD_MANIFEST);
  const computed = names.filter((name) => isComputed(input, name));
  const first = ALGORITHMS.find((one) => computed.some((name) => manifestAlgorithm(name) === one));
  const observed = names.length === 0 ? 'no payload manifest' : names.join(', ');
  const missing = computed.length > 0 ? [] : [finding('evidence.bag-manifest-missing', 'the bag', { observed })];
  const payload = only(input.files, isPayload);
  return [
    ...missing,
    ...names.flatMap((name) => {
      const listsEvery = declaration.version === '1.0' || manifestAlgorithm(name) === first;
      return verifyManifest(input, { name, declaration, takes: isPayload }, payload, listsEvery).findings;
    }),
  ];
}

/** Section 2.2.1: tag manifests list every payload manifest, no tag manifest, and should list the other tag files. */
function verifyTagManifests(input: BagInput, declaration: BagDeclaration): Finding[] {
  const names = manifestNames(input.tagFiles, TAG_MANIFEST);
  const tags = only(input.files, isTag);
  const readings = names.map((name) => {
    const { listed, findings } = verifyManifest(input, { name, declaration, takes: isTag }, tags, false);
    return { name, paths: new Set(Array.from(listed, ({ path }) => path)), findings };
  });
  const unlistedManifests = readings.flatMap(({ name, paths }) =>
    manifestNames(input.tagFiles, PAYLOAD_MANIFEST)
      .filter((manifest) => declaration.version === '1.0' && !paths.has(manifest))
      .map((manifest) => finding('evidence.bag-tag-manifest-incomplete', name, { expected: manifest })),
  );
  const listed = new Set(readings.flatMap(({ paths }) => [...paths]));
  const unlistedTags = Array.from(tags, ({ path }) => path)
    .filter((path) => names.length > 0 && !listed.has(path) && !PAYLOAD_MANIFEST.test(path))
    .map((path) => finding('evidence.bag-tag-unlisted', path));
  return [...readings.flatMap(({ findings }) => findings), ...unlistedManifests, ...unlistedTags];
}

function verifyManifest(
  input: BagInput,
  rule: BagManifestRule,
  files: Iterable<EvidenceFile>,
  listsEvery: boolean,
): ManifestReading {
  const { name } = rule;
  const reading = parseBagManifest(input.tagFiles.get(name) ?? new Uint8Array(), rule);
  const notVerified = isComputed(input, name) ? [] : [finding('evidence.bag-manifest-not-verified', name)];
  const isSha256 = manifestAlgorithm(name) === 'sha256';
  const differences = compareManifest({
    manifest: name,
    reading,
    files,
    digestOf: ({ sha256 }) => (isSha256 ? sha256 : null),
    mustList: () => listsEvery,
  });
  const otherwise = input.compared?.get(name) ?? [];
  return { ...reading, findings: [...reading.findings, ...notVerified, ...differences, ...otherwise] };
}

/** Whether a manifest's digests are compared. */
function isComputed({ compared }: BagInput, name: string): boolean {
  return manifestAlgorithm(name) === 'sha256' || compared?.has(name) === true;
}

/** Section 2.2.2: octets and files of the payload; repeating it is an error. */
function verifyOxum(input: BagInput, where: string, info: readonly BagInfoEntry[]): Finding[] {
  const stated = info.filter(({ label }) => label.toLowerCase() === 'payload-oxum').map(({ value }) => value);
  const [oxum] = stated;
  if (oxum === undefined) return [];
  if (stated.length > 1 || !/^[0-9]+\.[0-9]+$/.test(oxum)) {
    return [finding('evidence.bag-oxum-malformed', where, { observed: stated.join(', ') })];
  }
  const observed = payloadOxum(input.files);
  const expected = oxum.replace(/(^|\.)0+(?=[0-9])/g, '$1');
  return observed === expected ? [] : [finding('evidence.bag-oxum', where, { observed, expected })];
}

/** `Payload-Oxum` of a bag's leaves: octets, a dot, files. */
export function payloadOxum(files: Iterable<EvidenceFile>): string {
  let octets = 0;
  let count = 0;
  for (const { path, kind, size } of files) {
    if (!isPayload(path) || kind === 'symlink') continue;
    octets += size;
    count += 1;
  }
  return `${octets}.${count}`;
}

/** Whether a path of a bag is of its payload. */
export function isPayload(path: string): boolean {
  return path.startsWith('data/');
}

/** A tag file that a tag manifest may list: any file outside of the payload but the tag manifests. */
function isTag(path: string): boolean {
  return !isPayload(path) && !TAG_MANIFEST.test(path);
}

/** Whether a path at the root of a bag is a manifest, of the payload or of the tag files. */
export function isManifest(path: string): boolean {
  return PAYLOAD_MANIFEST.test(path) || TAG_MANIFEST.test(path);
}

function manifestNames(tagFiles: BagInput['tagFiles'], pattern: RegExp): string[] {
  return [...tagFiles.keys()].filter((name) => pattern.test(name)).sort();
}

function find(files: Iterable<EvidenceFile>, path: string): EvidenceFile | undefined {
  for (const file of files) if (file.path === path && file.kind !== 'symlink') return file;
  return undefined;
}

/** The regular files whose paths are wanted: BagIt knows no others. */
function only(files: Iterable<EvidenceFile>, wanted: (path: string) => boolean): Iterable<EvidenceFile> {
  return {
    *[Symbol.iterator]() {
      for (const file of regularFiles(files)) if (wanted(file.path)) yield file;
    },
  };
}
