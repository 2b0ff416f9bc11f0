import * as z from 'zod';
import { fromUtf8 } from '../../encoding/bytes.ts';
import type { Hashing } from '../hashing.ts';
import { type ClaimedHash, matchTree, parseClaimedHash } from '../match.ts';
import { type EvidenceReader, firstLink, foldFolder, readSmallFile, recordedState } from '../reader.ts';
import { insideFolder } from '../spelling.ts';
import { bundlePath, common, filePath } from './fields.ts';
import { failed, type Outcome, passed, unknown } from './outcome.ts';

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
  const stated = { stated: claim.hex };
  if (check.covers.endsWith('/')) return compareFolder(claim, check.covers.slice(0, -1), reader, hashing);
  const state = await recordedState(reader, check.covers, hashing);
  if (!state.ok) return unknown(`${state.error}.`, stated);
  if (claim.form !== 'sha256') return unknown(`${check.seal} states a tree hash, but covers a file.`, stated);
  const observed = { ...stated, observed: state.value.digest };
  return claim.hex === state.value.digest
    ? passed('The digest in the seal is that of the bytes it covers.', observed)
    : failed('The digest in the seal is not that of the bytes it covers.', observed);
}

/** Links are covered by git's tree hashes alone, which hold where each one leads. */
async function compareFolder(
  claim: ClaimedHash,
  folder: string,
  reader: EvidenceReader,
  hashing: Hashing,
): Promise<Outcome> {
  const inside = insideFolder(reader.files, folder);
  const isEmpty = inside[Symbol.iterator]().next().done === true;
  if (isEmpty) return unknown(`${folder}/ is not in the bundle.`, { stated: claim.hex });
  const folded = await foldFolder(reader, folder, hashing);
  if (!folded.ok) return unknown(`${folded.error}.`, { stated: claim.hex });
  const asRoot = folded.value;
  const match = matchTree(claim, { asRoot });
  const observed = { stated: claim.hex, dirHash: asRoot.dirHash, gitTreeSha256: asRoot.gitTreeSha256 };
  if (match.kind !== 'matched') {
    return failed('The digest in the seal is no tree hash of the folder it covers.', observed);
  }
  const { algorithm } = match;
  const link = firstLink(reader, folder);
  if (link !== null && algorithm !== 'gitTreeSha256' && algorithm !== 'gitTreeSha1') {
    return unknown(`The seal is the ${algorithm} of the folder, which does not cover the link ${link}.`, observed);
  }
  return passed(`The digest in the seal is the ${algorithm} of the folder it covers.`, observed);
}

/** One line: a hash as `parseClaimedHash` takes it, or `<hex>  <name>` with the covered file's name or path. */
function statedDigest(bytes: Uint8Array, covers: string): ClaimedHash | null {
  const line = fromUtf8(bytes)?.replace(/\r?\n$/, '') ?? '';
  const named = /^(?<hex>[0-9a-fA-F]{64}) [ *](?<name>.+)$/.exec(line)?.groups;
  if (named?.hex === undefined) return parseClaimedHash(line);
  const name = named.name?.replace(/^\.\//, '');
  return name === covers || name === covers.split('/').at(-1) ? parseClaimedHash(named.hex) : null;
}
