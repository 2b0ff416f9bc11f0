import { type PublicKey, sshBlobOf } from '../../../shared/key/public-key.ts';
import { sha256 } from '../files/sha256.ts';

/** `SHA256:...` as `ssh-keygen -l` prints it. */
export function sshFingerprint(key: PublicKey): string {
  return `SHA256:${Buffer.from(sha256(sshBlobOf(key)))
    .toString('base64')
    .replace(/=+$/, '')}`;
}
