import { createHash } from 'node:crypto';
import { type OtherManifest, otherManifests } from '../../../shared/evidence/bagit.ts';
import { CappedFindings } from '../../../shared/evidence/capped-findings.ts';
import { EvidenceReadError, type EvidenceReader } from '../../../shared/evidence/checks/reader.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';

/**
 * What comparing the digests of a bag's manifests found that are not SHA-256, by manifest. Each file that one lists is
 * read once more for it, one after the other: what is held does not grow with them.
 */
export async function compareOtherDigests(
  reader: EvidenceReader,
  tagFiles: ReadonlyMap<string, Uint8Array>,
): Promise<ReadonlyMap<string, readonly Finding[]>> {
  const compared = new Map<string, readonly Finding[]>();
  for (const manifest of otherManifests(tagFiles)) compared.set(manifest.name, await compareDigests(reader, manifest));
  return compared;
}

/** Files that are not there are left to the comparison of names. */
async function compareDigests(reader: EvidenceReader, manifest: OtherManifest): Promise<readonly Finding[]> {
  const { name, algorithm, reading } = manifest;
  const differing = new CappedFindings();
  for (const { path, digest, line } of reading.listed) {
    const file = reader.find(path);
    if (file === null || file.kind === 'symlink') continue;
    const observed = await digestOf(reader, path, algorithm);
    if (observed === digest) continue;
    const told = { observed: observed ?? 'not to be had from the vault', expected: digest };
    differing.add(finding('evidence.manifest-differs', `${name}, line ${line}: ${path}`, told));
  }
  return differing.list(name);
}

/** `null` when the vault cannot give the bytes. */
async function digestOf(reader: EvidenceReader, path: string, algorithm: string): Promise<string | null> {
  const content = reader.readFile(path);
  if (content === null) return null;
  const hash = createHash(algorithm);
  try {
    for await (const chunk of content) hash.update(chunk);
  } catch (thrown) {
    if (thrown instanceof EvidenceReadError) return null;
    throw thrown;
  }
  return hash.digest('hex');
}
