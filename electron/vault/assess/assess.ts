import { bagFolder, isBag, isBagTagFile, verifyBag } from '../../../shared/evidence/bagit.ts';
import { CHECKS_FILE, parseChecks } from '../../../shared/evidence/checks/checks-file.ts';
import { evaluateChecks } from '../../../shared/evidence/checks/evaluate.ts';
import { type EvidenceReader, readSmallFile } from '../../../shared/evidence/checks/reader.ts';
import { SHA256SUMS, verifySha256Sums } from '../../../shared/evidence/manifest.ts';
import { foldSpellings, soleTopFolder } from '../../../shared/evidence/spelling.ts';
import type {
  BundleForm,
  BundleLayout,
  BundleRecord,
  CheckResult,
  TreeHashes,
  TreeSummary,
} from '../../../shared/evidence/types.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { err, type Result } from '../../../shared/result.ts';
import { foldLeaves } from '../fold-leaves.ts';
import { runtimeHashing } from '../hashing.ts';
import { viewInside } from './folder-view.ts';
import { otherDigests } from './other-digests.ts';

/** Manifests have a line a file; a bundle of a million files has one of about 150 MB. */
const MAX_MANIFEST_BYTES = 1024 * 1024 * 1024;
const MAX_CHECKS_BYTES = 8 * 1024 * 1024;
const ARCHIVE_SUFFIX = /\.(?:zip|tar|tar\.gz|tgz)$/i;

/** What is known of a bundle beyond its tree. */
export interface Assessment {
  readonly layout: BundleLayout;
  readonly spellings: NonNullable<BundleRecord['spellings']>;
  readonly findings: readonly Finding[];
  readonly checks: readonly CheckResult[];
  readonly bagManifest?: string;
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
 * hashes under the other spellings of its root. A bundle whose only entry is a folder, as archives often have it, is
 * judged from inside of that folder.
 */
export async function assessTree({ reader, form, summary, label }: AssessedTree): Promise<Assessment> {
  const bag = bagFolder(reader);
  const view = viewInside(reader, bag ?? claimsFolder(reader));
  const layout = await assessLayout(view);
  const checks = await assessChecks(view);
  const { asRoot: _, ...others } = foldSpellings(
    summary,
    reader.files,
    { label: form === 'directory' ? label : label.replace(ARCHIVE_SUFFIX, ''), bag },
    (files) => hashesAlone(foldLeaves(files)),
  );
  return { ...layout, spellings: others, findings: [...layout.findings, ...checks.findings], checks: checks.results };
}

/** Where a tree that is no bag has its manifest and checks: at its root, or in the only folder there. */
function claimsFolder(reader: EvidenceReader): string {
  const folder = soleTopFolder(reader.files);
  if (folder === null) return '';
  return [SHA256SUMS, CHECKS_FILE].some((name) => reader.find(`${folder}/${name}`) !== null) ? folder : '';
}

type Layout = Pick<Assessment, 'layout' | 'findings' | 'bagManifest'>;

async function assessLayout(reader: EvidenceReader): Promise<Layout> {
  if (isBag(reader)) return assessBag(reader);
  if (reader.find(SHA256SUMS) === null) return { layout: 'plain', findings: [] };
  const sums = await read(reader, SHA256SUMS, MAX_MANIFEST_BYTES);
  return { layout: 'sha256sums', findings: sums.ok ? verifySha256Sums(sums.value, reader.files) : [sums.error] };
}

async function assessBag(reader: EvidenceReader): Promise<Layout> {
  const tagFiles = new Map<string, Uint8Array>();
  const unread: Finding[] = [];
  for (const { path } of reader.files) {
    if (!isBagTagFile(path)) continue;
    const bytes = await read(reader, path, MAX_MANIFEST_BYTES);
    if (bytes.ok) tagFiles.set(path, bytes.value);
    else unread.push(bytes.error);
  }
  const otherDigest = await otherDigests(reader, tagFiles);
  const input = { tagFiles, files: reader.files, ...(otherDigest === null ? {} : { otherDigest }) };
  const { bagManifest, findings } = verifyBag(input);
  const assessed = { layout: 'bag' as const, findings: [...unread, ...findings] };
  return bagManifest === undefined ? assessed : { ...assessed, bagManifest };
}

async function assessChecks(
  reader: EvidenceReader,
): Promise<{ readonly results: readonly CheckResult[]; readonly findings: readonly Finding[] }> {
  if (reader.find(CHECKS_FILE) === null) return { results: [], findings: [] };
  const bytes = await read(reader, CHECKS_FILE, MAX_CHECKS_BYTES);
  if (!bytes.ok) return { results: [], findings: [bytes.error] };
  const checks = parseChecks(bytes.value);
  if (!checks.ok) return { results: [], findings: checks.error };
  return { results: await evaluateChecks(checks.value, reader, runtimeHashing), findings: [] };
}

async function read(reader: EvidenceReader, path: string, maxBytes: number): Promise<Result<Uint8Array, Finding>> {
  const bytes = await readSmallFile(reader, path, maxBytes, runtimeHashing);
  return bytes.ok ? bytes : err(finding('evidence.unreadable', path, { observed: bytes.error }));
}

function hashesAlone({ files: _, bytes: __, ...hashes }: TreeSummary): TreeHashes {
  return hashes;
}
