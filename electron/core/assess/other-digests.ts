import { createHash } from 'node:crypto';
import type { DigestAlgorithm } from '../../../shared/evidence/digests.ts';
import { EvidenceReadError, type EvidenceReader } from '../../../shared/evidence/reader.ts';

/**
 * Digests of a file that are not its SHA-256, in lower-case hex: it is read once more for all of them together. `null`
 * when the vault cannot give its bytes.
 */
export async function otherDigests(
  reader: EvidenceReader,
  path: string,
  algorithms: readonly DigestAlgorithm[],
): Promise<ReadonlyMap<DigestAlgorithm, string> | null> {
  const content = reader.readFile(path);
  if (content === null) return null;
  const hashes = algorithms.map((algorithm) => [algorithm, createHash(algorithm)] as const);
  try {
    for await (const chunk of content) for (const [, hash] of hashes) hash.update(chunk);
  } catch (thrown) {
    if (thrown instanceof EvidenceReadError) return null;
    throw thrown;
  }
  return new Map(hashes.map(([algorithm, hash]) => [algorithm, hash.digest('hex')]));
}
