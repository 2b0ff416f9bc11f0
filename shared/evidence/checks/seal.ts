import * as z from 'zod';
import { fromUtf8 } from '../../bytes.ts';
import type { Hashing } from '../hashing.ts';
import { type ClaimedHash, matchTree, parseClaimedHash } from '../match.ts';
import { insideFolder } from '../spelling.ts';
import { foldInOrder } from '../tree-fold.ts';
import { bundlePath, common, filePath } from './fields.ts';
import { failed, type Outcome, passed, unknown } from './outcome.ts';
import { type EvidenceReader, readSmallFile, recordedDigest } from './reader.ts';

/** The digest in a seal is the digest of what the seal covers. */
export const sealCheck = z.strictObject({
  ...common,
  type: z.literal('seal'),
  /** A text file of one digest, alone on its line or as `sha256sum` writes it. */
  seal: filePath,
  /** A file, or a folder with a slash at its end, whose tree hash under any algorithm may be the seal's. */
  covers: bundlePath,
});

export type SealCheck = Readonly<z.infer<typeof sealCheck>>;

const MAX_SEAL_BYTES = 64 * 1024;

export async function evaluateSeal(check: SealCheck, reader: EvidenceReader, hashing: Hashing): Promise<Outcome> {
  const bytes = await readSmallFile(reader, check.seal, MAX_SEAL_BYTES, hashing);
  if (!bytes.ok) return unknown(bytes.error);
  const claim = statedDigest(bytes.value, check.covers);
  if (claim === null) return unknown(`${check.seal} states no digest of ${check.covers} that can be read.`);
  const digest = recordedDigest(reader, check.covers, hashing);
  if (digest === null) return unknown(`${check.covers} is not in the bundle.`, { stated: claim.hex });

  if (!check.covers.endsWith('/')) {
    if (claim.form !== 'sha256')
      return unknown(`${check.seal} states a tree hash, but covers a file.`, { stated: claim.hex });
    const observed = { stated: claim.hex, observed: digest };
    return claim.hex === digest
      ? passed('The digest in the seal is that of the bytes it covers.', observed)
      : failed('The digest in the seal is not that of the bytes it covers.', observed);
  }
  const asRoot = foldInOrder(insideFolder(reader.files, check.covers.slice(0, -1)), hashing);
  const match = matchTree(claim, { asRoot });
  const observed = { stated: claim.hex, dirHash: asRoot.dirHash, gitTreeSha256: asRoot.gitTreeSha256 };
  return match.kind === 'matched'
    ? passed(`The digest in the seal is the ${match.algorithm} of the folder it covers.`, observed)
    : failed('The digest in the seal is no tree hash of the folder it covers.', observed);
}

/** One line: a hash as `parseClaimedHash` takes it, or `<hex>  <name>` with the covered file's name or path. */
function statedDigest(bytes: Uint8Array, covers: string): ClaimedHash | null {
  const line = fromUtf8(bytes)?.replace(/\r?\n$/, '') ?? '';
  const named = /^(?<hex>[0-9a-fA-F]{64}) [ *](?<name>.+)$/.exec(line)?.groups;
  if (named?.hex === undefined) return parseClaimedHash(line);
  const name = named.name?.replace(/^\.\//, '');
  return name === covers || name === covers.split('/').at(-1) ? parseClaimedHash(named.hex) : null;
}
