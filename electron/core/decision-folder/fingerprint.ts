import { createHash } from 'node:crypto';
import { type PublicKey, sshBlobOf } from '../../../shared/key/public-key.ts';

/** `SHA256:...` as `ssh-keygen -l` prints it. */
export function sshFingerprint(key: PublicKey): string {
  return `SHA256:${createHash('sha256').update(sshBlobOf(key)).digest('base64').replace(/=+$/, '')}`;
}
