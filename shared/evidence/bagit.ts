/**
 * BagIt bags (RFC 8493 and its drafts from 0.93): whether a tree is a complete and valid bag, from its leaves and
 * the bytes of its tag files. SHA-256 manifests are verified; of any other algorithm's, the names are compared and
 * the finding says that the digests were not.
 */
import { type Finding, finding } from '../finding/index.ts';
import {
  type BagInfo,
  type BagInfoEntry,
  type BagManifestRule,
  type BagVersion,
  manifestAlgorithm,
  parseBagDeclaration,
  parseBagInfo,
  parseBagManifest,
} from './bagit-tags.ts';
import { nobleHashing } from './hashing.ts';
import { sha256Hex } from './leaf.ts';
import { compareManifest } from './manifest-compare.ts';
import type { ManifestReading } from './manifest-reading.ts';
import type { EvidenceFile } from './types.ts';

export interface BagInput {
  /** Content of every leaf for which `isBagTagFile` holds. */
  readonly tagFiles: ReadonlyMap<string, Uint8Array>;
  /** Every leaf of the bag's root folder, in path order; read several times. */
  readonly files: Iterable<EvidenceFile>;
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

/** A tree is taken for a bag when it has `bagit.txt` at its root. */
export function isBag(files: Iterable<EvidenceFile>): boolean {
  for (const file of files) if (file.path === 'bagit.txt' && file.kind !== 'symlink') return true;
  return false;
}

/** Reads and verifies a bag: every defect that RFC 8493 names is a finding (section 3: complete and valid). */
export function verifyBag(input: BagInput): BagReading {
  const declaration = input.tagFiles.get('bagit.txt');
  if (declaration === undefined) {
    return { version: null, info: [], findings: [finding('evidence.bag-declaration', 'bagit.txt')] };
  }
  const version = parseBagDeclaration(declaration);
  if (!version.ok) return { version: null, info: [], findings: [version.error] };

  const infoBytes = input.tagFiles.get('bag-info.txt');
  const info: BagInfo = infoBytes === undefined ? { entries: [], findings: [] } : parseBagInfo(infoBytes);
  const sha256Manifest = input.tagFiles.get('manifest-sha256.txt');
  return {
    version: version.value,
    info: info.entries,
    ...(sha256Manifest === undefined ? {} : { bagManifest: sha256Hex(nobleHashing.sha256Of(sha256Manifest)) }),
    findings: [
      ...incompleteness(input),
      ...info.findings,
      ...verifyPayloadManifests(input, version.value),
      ...verifyTagManifests(input, version.value),
      ...verifyOxum(input, info.entries),
    ],
  };
}

function incompleteness(input: BagInput): Finding[] {
  const fetchList = input.tagFiles.get('fetch.txt');
  return fetchList === undefined ? [] : [finding('evidence.bag-incomplete', 'fetch.txt')];
}

/** Section 2.1.3. Since 1.0 every payload manifest lists every payload file; the SHA-256 one must do so here always. */
function verifyPayloadManifests(input: BagInput, version: BagVersion): Finding[] {
  const names = manifestNames(input, PAYLOAD_MANIFEST);
  const missing = names.includes('manifest-sha256.txt')
    ? []
    : [finding('evidence.bag-manifest-missing', 'manifest-sha256.txt', { observed: names.join(', ') })];
  const payload = only(input.files, ({ path, kind }) => isPayload(path) && kind !== 'symlink');
  return [
    ...missing,
    ...names.flatMap((name) => {
      const listsEvery = version === '1.0' || manifestAlgorithm(name) === 'sha256';
      return verifyManifest(input, { name, version, takes: isPayload }, payload, listsEvery).findings;
    }),
  ];
}

/** Section 2.2.1: tag manifests list every payload manifest, no tag manifest, and should list the other tag files. */
function verifyTagManifests(input: BagInput, version: BagVersion): Finding[] {
  const names = manifestNames(input, TAG_MANIFEST);
  const isTag = (path: string): boolean => !isPayload(path) && !TAG_MANIFEST.test(path);
  const tags = only(input.files, ({ path, kind }) => isTag(path) && kind !== 'symlink');
  const readings = names.map((name) => {
    const { listed, findings } = verifyManifest(input, { name, version, takes: isTag }, tags, false);
    return { name, paths: new Set(Array.from(listed, ({ path }) => path)), findings };
  });
  const unlistedManifests = readings.flatMap(({ name, paths }) =>
    manifestNames(input, PAYLOAD_MANIFEST)
      .filter((manifest) => version === '1.0' && !paths.has(manifest))
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
  const reading = parseBagManifest(input.tagFiles.get(rule.name) ?? new Uint8Array(), rule);
  const computed = manifestAlgorithm(rule.name) === 'sha256';
  const notVerified = computed ? [] : [finding('evidence.bag-manifest-not-verified', rule.name)];
  const differences = compareManifest({ manifest: rule.name, listed: reading.listed, files, listsEvery });
  return { listed: reading.listed, findings: [...reading.findings, ...notVerified, ...differences] };
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

function isPayload(path: string): boolean {
  return path.startsWith('data/');
}

function isManifest(path: string): boolean {
  return PAYLOAD_MANIFEST.test(path) || TAG_MANIFEST.test(path);
}

function manifestNames(input: BagInput, pattern: RegExp): string[] {
  return [...input.tagFiles.keys()].filter((name) => pattern.test(name)).sort();
}

function only(files: Iterable<EvidenceFile>, wanted: (file: EvidenceFile) => boolean): Iterable<EvidenceFile> {
  return {
    *[Symbol.iterator]() {
      for (const file of files) if (wanted(file)) yield file;
    },
  };
}
