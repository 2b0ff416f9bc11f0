import { isBag, isBagTagFile, verifyBag } from '../../shared/evidence/bagit.ts';
import { CHECKS_FILE, parseChecks } from '../../shared/evidence/checks/checks-file.ts';
import { evaluateChecks } from '../../shared/evidence/checks/evaluate.ts';
import { type EvidenceReader, readSmallFile } from '../../shared/evidence/checks/reader.ts';
import { SHA256SUMS, verifySha256Sums } from '../../shared/evidence/manifest.ts';
import type { CheckResult } from '../../shared/evidence/types.ts';
import { type Finding, finding } from '../../shared/finding/index.ts';
import { err, type Result } from '../../shared/result.ts';
import { runtimeHashing } from '../vault/hashing.ts';
import type { Assessment, StagedBundle } from '../vault/import-job.ts';

/** Manifests have a line a file; a bundle of a million files has one of about 150 MB. */
const MAX_MANIFEST_BYTES = 1024 * 1024 * 1024;
const MAX_CHECKS_BYTES = 8 * 1024 * 1024;

/** What a bundle says of itself, judged from the vault's copy: its manifest compared, its checks recomputed. */
export async function assessBundle({ reader }: StagedBundle): Promise<Assessment> {
  const layout = await assessLayout(reader);
  const checks = await assessChecks(reader);
  return { ...layout, findings: [...layout.findings, ...checks.findings], checks: checks.results };
}

async function assessLayout(reader: EvidenceReader): Promise<Omit<Assessment, 'checks'>> {
  if (isBag(reader.files)) return assessBag(reader);
  if (reader.find(SHA256SUMS) === null) return { layout: 'plain', findings: [] };
  const sums = await read(reader, SHA256SUMS, MAX_MANIFEST_BYTES);
  return { layout: 'sha256sums', findings: sums.ok ? verifySha256Sums(sums.value, reader.files) : [sums.error] };
}

async function assessBag(reader: EvidenceReader): Promise<Omit<Assessment, 'checks'>> {
  const tagFiles = new Map<string, Uint8Array>();
  const unread: Finding[] = [];
  for (const { path } of reader.files) {
    if (!isBagTagFile(path)) continue;
    const bytes = await read(reader, path, MAX_MANIFEST_BYTES);
    if (bytes.ok) tagFiles.set(path, bytes.value);
    else unread.push(bytes.error);
  }
  const { bagManifest, findings } = verifyBag({ tagFiles, files: reader.files });
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
