/**
 * BagIt bags (RFC 8493 and its drafts from 0.93): whether a tree is a complete and valid bag, from its leaves and
 * the bytes of its tag files. SHA-256 manifests are verified, or the strongest there is where a bag has none; of any
 * other, the names are compared and a finding says that the digests were not.
 */
import { type Finding, finding } from '../finding/index.ts';
import {
  type BagDeclaration,
  type BagInfo,
  type BagInfoEntry,
  type BagManifestRule,
  type BagVersion,
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
   * Digests of algorithms other than SHA-256, in lower-case hex: those that `otherDigestsNeeded` asks for. `null` for
   * a file is a difference. Without this function no other algorithm is verified.
   */
  readonly otherDigest?: (algorithm: string, path: string) => string | null;
}

/** The algorithm of a manifest without which part of a bag would go unverified. */
export interface DigestNeed {
  readonly algorithm: string;
  readonly of: 'payload' | 'tags';
}

export interface BagReading {
  /** `null` when `bagit.txt` could not be understood: then nothing else was read. */
  readonly version: BagVersion | null;
  readonly info: readonly BagInfoEntry[];
  /** The tree hash `bagManifest`: SHA-256 of `manifest-sha256.txt` as it stands; absent when there is none. */
  readonly bagManifest?: string;
  readonly findings: readonly Finding[];
}

const PAYLOAD_MANIFEST = /^manifest-[a-z0-9-]+\.txt$/;
const TAG_MANIFEST = /^tagmanifest-[a-z0-9-]+\.txt$/;

/** The leaves whose content `verifyBag` reads; all lie at the root. */
export function isBagTagFile(path: string): boolean {
  return ['bagit.txt', 'bag-info.txt', 'fetch.txt'].includes(path) || isManifest(path);
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

/** Strongest first. */
const OTHER_ALGORITHMS = ['sha512', 'sha384', 'sha224', 'sha1', 'md5'];

/**
 * What has to be computed besides SHA-256 before `verifyBag`, from the bytes in the vault: nothing where the bag has
 * SHA-256 manifests, as 1.0 recommends; the strongest of those there are where it has none, as old bags have.
 */
export function otherDigestsNeeded(tagFiles: BagInput['tagFiles']): DigestNeed[] {
  return (['payload', 'tags'] as const).flatMap((of) => {
    const names = manifestNames(tagFiles, of === 'payload' ? PAYLOAD_MANIFEST : TAG_MANIFEST);
    const algorithms = names.map(manifestAlgorithm);
    const strongest = OTHER_ALGORITHMS.find((one) => algorithms.includes(one));
    return algorithms.includes('sha256') || strongest === undefined ? [] : [{ algorithm: strongest, of }];
  });
}

/** Reads and verifies a bag: every defect that RFC 8493 names is a finding (section 3: complete and valid). */
export function verifyBag(input: BagInput): BagReading {
  const declaration = input.tagFiles.get('bagit.txt');
  if (declaration === undefined) {
    return { version: null, info: [], findings: [finding('evidence.bag-declaration', 'bagit.txt')] };
  }
  const declared = parseBagDeclaration(declaration);
  if (!declared.ok) return { version: null, info: [], findings: [declared.error] };
  const { version, encoding } = declared.value;

  const infoBytes = input.tagFiles.get('bag-info.txt');
  const info: BagInfo = infoBytes === undefined ? { entries: [], findings: [] } : parseBagInfo(infoBytes, encoding);
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
      ...verifyOxum(input, info.entries),
    ],
  };
}

/** The SHA-256 manifests of a bag's payload and of its tag files; none where `bagit.txt` cannot be understood. */
export function sha256Manifests(tagFiles: BagInput['tagFiles']): readonly ManifestReading[] {
  const declared = parseBagDeclaration(tagFiles.get('bagit.txt') ?? new Uint8Array());
  if (!declared.ok) return [];
  const declaration = declared.value;
  const rules = [
    { name: 'manifest-sha256.txt', declaration, takes: isPayload },
    { name: 'tagmanifest-sha256.txt', declaration, takes: isTag },
  ];
  return rules.flatMap((rule) => {
    const bytes = tagFiles.get(rule.name);
    return bytes === undefined ? [] : [parseBagManifest(bytes, rule)];
  });
}

function incompleteness(input: BagInput): Finding[] {
  const fetchList = input.tagFiles.get('fetch.txt');
  return fetchList === undefined ? [] : [finding('evidence.bag-incomplete', 'fetch.txt')];
}

/**
 * Section 2.1.3. Since 1.0 every payload manifest lists every payload file; one whose digests are computed must do
 * so here always, or a file would go unverified.
 */
function verifyPayloadManifests(input: BagInput, declaration: BagDeclaration): Finding[] {
  const names = manifestNames(input.tagFiles, PAYLOAD_MANIFEST);
  const computed = names.filter((name) => isComputed(input, name, 'payload'));
  const observed = names.length === 0 ? 'no payload manifest' : names.join(', ');
  const missing = computed.length > 0 ? [] : [finding('evidence.bag-manifest-missing', 'the bag', { observed })];
  const payload = only(input.files, isPayload);
  return [
    ...missing,
    ...names.flatMap((name) => {
      const listsEvery = declaration.version === '1.0' || computed.includes(name);
      const rule = { name, declaration, takes: isPayload };
      return verifyManifest(input, rule, payload, { listsEvery, isComputed: computed.includes(name) }).findings;
    }),
  ];
}

/** Section 2.2.1: tag manifests list every payload manifest, no tag manifest, and should list the other tag files. */
function verifyTagManifests(input: BagInput, declaration: BagDeclaration): Finding[] {
  const names = manifestNames(input.tagFiles, TAG_MANIFEST);
  const tags = only(input.files, isTag);
  const readings = names.map((name) => {
    const demand = { listsEvery: false, isComputed: isComputed(input, name, 'tags') };
    const { listed, findings } = verifyManifest(input, { name, declaration, takes: isTag }, tags, demand);
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
  { listsEvery, isComputed }: { readonly listsEvery: boolean; readonly isComputed: boolean },
): ManifestReading {
  const reading = parseBagManifest(input.tagFiles.get(rule.name) ?? new Uint8Array(), rule);
  const notVerified = isComputed ? [] : [finding('evidence.bag-manifest-not-verified', rule.name)];
  const algorithm = manifestAlgorithm(rule.name);
  const digestOf = (file: EvidenceFile): string | null => {
    if (!isComputed) return null;
    return algorithm === 'sha256' ? file.sha256 : (input.otherDigest?.(algorithm, file.path) ?? 'not computed');
  };
  const differences = compareManifest({
    manifest: rule.name,
    reading,
    files,
    digestOf,
    mustList: () => listsEvery,
  });
  return { ...reading, findings: [...reading.findings, ...notVerified, ...differences] };
}

/** Whether a manifest's digests are there to compare with. */
function isComputed(input: BagInput, name: string, of: DigestNeed['of']): boolean {
  const algorithm = manifestAlgorithm(name);
  const needed = otherDigestsNeeded(input.tagFiles).some((need) => need.of === of && need.algorithm === algorithm);
  return algorithm === 'sha256' || (needed && input.otherDigest !== undefined);
}

/** Section 2.2.2: octets and files of the payload; repeating it is an error. */
function verifyOxum(input: BagInput, info: readonly BagInfoEntry[]): Finding[] {
  const stated = info.filter(({ label }) => label.toLowerCase() === 'payload-oxum').map(({ value }) => value);
  const [oxum] = stated;
  if (oxum === undefined) return [];
  if (stated.length > 1 || !/^[0-9]+\.[0-9]+$/.test(oxum)) {
    return [finding('evidence.bag-oxum-malformed', 'bag-info.txt', { observed: stated.join(', ') })];
  }
  const observed = payloadOxum(input.files);
  const expected = oxum.replace(/(^|\.)0+(?=[0-9])/g, '$1');
  return observed === expected ? [] : [finding('evidence.bag-oxum', 'bag-info.txt', { observed, expected })];
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
