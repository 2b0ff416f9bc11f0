import type { Sha256 } from '../../../shared/bytes.ts';
import {
  bagFolder,
  isBag,
  isBagTagFile,
  isManifest,
  isPayload,
  sha256Manifests,
  verifyBag,
} from '../../../shared/evidence/bagit.ts';
import { BAG_INFO_NAMES } from '../../../shared/evidence/bagit-tags.ts';
import { CHECKS_FILE } from '../../../shared/evidence/checks/checks-file.ts';
import { type EvidenceReader, readSmallFile } from '../../../shared/evidence/checks/reader.ts';
import { linkLoops } from '../../../shared/evidence/link-loops.ts';
import { listedHashes, treeAsListed } from '../../../shared/evidence/listed-tree.ts';
import { isOfTheManifest, parseSha256Sums, SHA256SUMS, verifySha256Sums } from '../../../shared/evidence/manifest.ts';
import type { TreeSpellings } from '../../../shared/evidence/match.ts';
import { rootsOf } from '../../../shared/evidence/roots.ts';
import { foldSpellings, regularFiles, soleTopFolder, withTopFolder } from '../../../shared/evidence/spelling.ts';
import type {
  BundleForm,
  BundleLayout,
  BundleRecord,
  CheckResult,
  EvidenceFile,
  TreeHashes,
  TreeSummary,
} from '../../../shared/evidence/types.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { err, type Result } from '../../../shared/result.ts';
import { foldLeaves } from '../fold-leaves.ts';
import { runtimeHashing } from '../hashing.ts';
import { assessChecks } from './checks.ts';
import { viewInside } from './folder-view.ts';
import { compareOtherDigests } from './other-digests.ts';

/**
 * Of `SHA256SUMS`, or of all tag files of a bag: they are in memory while the tree is compared with them. The manifest of
 * a million files has about 150 MB.
 */
const MAX_MANIFEST_BYTES = 1024 * 1024 * 1024;
/** Tag files that say little, and that are read into more than their bytes. */
const READ_INTO_VALUES: ReadonlySet<string> = new Set(['bagit.txt', ...BAG_INFO_NAMES]);
const MAX_VALUES_BYTES = 1024 * 1024;
const ARCHIVE_SUFFIX = /\.(?:zip|tar|tar\.gz|tgz)$/i;

/** What is known of a bundle beyond its tree. */
export interface Assessment {
  readonly layout: BundleLayout;
  readonly spellings: NonNullable<BundleRecord['spellings']>;
  readonly findings: readonly Finding[];
  readonly checks: readonly CheckResult[];
  readonly bagManifest?: string;
  readonly manifests: NonNullable<BundleRecord['manifests']>;
  /** `null` where every file is as its SHA-256 manifest lists it, or where there is none. */
  readonly asListed: NonNullable<BundleRecord['asListed']> | null;
}

/** A tree of which all bytes are in the vault. */
export interface AssessedTree {
  readonly reader: EvidenceReader;
  readonly form: BundleForm;
  readonly summary: TreeSummary;
  /** The name it had on its medium. */
  readonly label: string;
}

/**
 * What a bundle says of itself, judged from the vault's copy: its manifest compared, its checks recomputed, its tree
 * hashes under the other spellings of its root, its links that lead to themselves. A bundle whose only entry is a
 * folder, as archives often have it, is judged from inside of that folder.
 */
export async function assessTree({ reader, form, summary, label }: AssessedTree): Promise<Assessment> {
  const bag = bagFolder(reader);
  const folder = bag ?? claimsFolder(reader);
  const view = viewInside(reader, folder);
  const { listed, ...layout } = await assessLayout(view);
  const checks = await assessChecks(reader);
  const names = { label: form === 'directory' ? label : label.replace(ARCHIVE_SUFFIX, ''), bag };
  const fold = (files: Iterable<EvidenceFile>): TreeHashes => hashesAlone(foldLeaves(files));
  const { asRoot: _, ...spellings } = foldSpellings(summary, reader.files, { ...names, roots: rootsOf(reader) }, fold);
  const wholeList = listed === null || folder === '' ? listed : withTopFolder(listed, folder);
  const asListed = wholeList === null ? null : foldSpellings(fold(wholeList), wholeList, names, fold);
  return {
    ...layout,
    spellings,
    manifests: manifestsIn(view),
    asListed: asListed === null ? null : listedSpellings(asListed),
    findings: [...layout.findings, ...checks.findings, ...(await linkLoops(reader))],
    checks: checks.results,
  };
}

function listedSpellings({ asRoot, payload, withoutTopFolder, withTopFolder }: TreeSpellings) {
  return {
    asRoot: listedHashes(asRoot),
    ...(payload === undefined ? {} : { payload: listedHashes(payload) }),
    ...(withoutTopFolder === undefined ? {} : { withoutTopFolder: listedHashes(withoutTopFolder) }),
    ...(withTopFolder === undefined ? {} : { withTopFolder: listedHashes(withTopFolder) }),
  };
}

/** `SHA256SUMS` and the manifests of a bag; whatever it is taken for, their hashes may be handed about. */
function manifestsIn(reader: EvidenceReader): Assessment['manifests'] {
  const bag = isBag(reader);
  const found: { path: string; sha256: Sha256 }[] = [];
  for (const { path, kind, sha256 } of reader.files) {
    const isOne = path === SHA256SUMS || (bag && isManifest(path));
    if (kind !== 'symlink' && isOne) found.push({ path, sha256 });
  }
  return found;
}

/** Where a tree that is no bag has its manifest and checks: at its root, or in the only folder there. */
function claimsFolder(reader: EvidenceReader): string {
  const folder = soleTopFolder(reader.files);
  if (folder === null) return '';
  return [SHA256SUMS, CHECKS_FILE].some((name) => reader.find(`${folder}/${name}`) !== null) ? folder : '';
}

interface Layout extends Pick<Assessment, 'layout' | 'findings' | 'bagManifest'> {
  /** The tree as its manifests list it, where that is another one. */
  readonly listed: Iterable<EvidenceFile> | null;
}

async function assessLayout(reader: EvidenceReader): Promise<Layout> {
  if (isBag(reader)) return assessBag(reader);
  if (reader.find(SHA256SUMS) === null) return { layout: 'plain', findings: [], listed: null };
  const layout = 'sha256sums';
  const sums = await read(reader, SHA256SUMS, MAX_MANIFEST_BYTES);
  if (!sums.ok) return { layout, findings: [sums.error], listed: null };
  const findings = verifySha256Sums(sums.value, reader.files);
  const mustList = ({ path }: EvidenceFile): boolean => !isOfTheManifest(path);
  const listed = (): Iterable<EvidenceFile> =>
    treeAsListed([parseSha256Sums(sums.value)], regularFiles(reader.files), mustList);
  return { layout, findings, listed: findings.length === 0 ? null : listed() };
}

async function assessBag(reader: EvidenceReader): Promise<Layout> {
  const tagFiles = new Map<string, Uint8Array>();
  const unread: Finding[] = [];
  let room = MAX_MANIFEST_BYTES;
  for (const { path } of reader.files) {
    if (!isBagTagFile(path)) continue;
    const bytes = await read(reader, path, Math.min(room, READ_INTO_VALUES.has(path) ? MAX_VALUES_BYTES : room));
    if (!bytes.ok) {
      unread.push(bytes.error);
      continue;
    }
    tagFiles.set(path, bytes.value);
    room -= bytes.value.length;
  }
  const compared = await compareOtherDigests(reader, tagFiles);
  const { bagManifest, findings } = verifyBag({ tagFiles, files: reader.files, compared });
  const mustList = ({ path }: EvidenceFile): boolean => isPayload(path);
  const listed = (): Iterable<EvidenceFile> =>
    treeAsListed(sha256Manifests(tagFiles), regularFiles(reader.files), mustList);
  const isAsListed = findings.length === 0 || !tagFiles.has('manifest-sha256.txt');
  const assessed = {
    layout: 'bag' as const,
    findings: [...unread, ...findings],
    listed: isAsListed ? null : listed(),
  };
  return bagManifest === undefined ? assessed : { ...assessed, bagManifest };
}

async function read(reader: EvidenceReader, path: string, maxBytes: number): Promise<Result<Uint8Array, Finding>> {
  const bytes = await readSmallFile(reader, path, maxBytes, runtimeHashing);
  return bytes.ok ? bytes : err(finding('evidence.unreadable', path, { observed: bytes.error }));
}

function hashesAlone({ files: _, bytes: __, ...hashes }: TreeSummary): TreeHashes {
  return hashes;
}
