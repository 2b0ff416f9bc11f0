import { toHex } from '../encoding/bytes.ts';
import { sha256FromDigest } from '../encoding/digest.ts';
import { gitBlobHeader } from './git-tree.ts';
import { type Hasher, type Hashing, nobleHashing } from './hashing.ts';
import type { FileKind, GitFile } from './types.ts';

/** A leaf over content that is in memory; for a symlink the content is its target's bytes. */
export function evidenceFile(
  path: string,
  content: Uint8Array,
  kind: FileKind = 'file',
  hashing: Hashing = nobleHashing,
): GitFile {
  return {
    path,
    kind,
    size: content.length,
    sha256: sha256FromDigest(hashing.sha256Of(content)),
    git: {
      sha1: toHex(gitBlobId(hashing.sha1(), content)),
      sha256: toHex(gitBlobId(hashing.sha256(), content)),
    },
  };
}

function gitBlobId(hasher: Hasher, content: Uint8Array): Uint8Array {
  hasher.update(gitBlobHeader(content.length));
  hasher.update(content);
  return hasher.digest();
}
