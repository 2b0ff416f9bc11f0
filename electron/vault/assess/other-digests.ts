import { createHash } from 'node:crypto';
import { type BagInput, isPayload, otherDigestsNeeded } from '../../../shared/evidence/bagit.ts';
import { EvidenceReadError, type EvidenceReader } from '../../../shared/evidence/checks/reader.ts';
import { regularFiles } from '../../../shared/evidence/spelling.ts';

/**
 * The digests that a bag without SHA-256 manifests is verified by, from the bytes in the vault: each file that they
 * cover is read once more. Memory: one digest a file. Without need of any, `null`.
 */
export async function otherDigests(
  reader: EvidenceReader,
  tagFiles: BagInput['tagFiles'],
): Promise<NonNullable<BagInput['otherDigest']> | null> {
  const needs = otherDigestsNeeded(tagFiles);
  if (needs.length === 0) return null;
  const digests = new Map<string, string | null>();
  for (const { path } of regularFiles(reader.files)) {
    const need = needs.find(({ of }) => of === (isPayload(path) ? 'payload' : 'tags'));
    if (need !== undefined) digests.set(`${need.algorithm} ${path}`, await digestOf(reader, path, need.algorithm));
  }
  return (algorithm, path) => digests.get(`${algorithm} ${path}`) ?? null;
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
