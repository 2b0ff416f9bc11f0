import { basename } from 'node:path';
import { describeFinding } from '../../shared/finding/index.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { parsePublicKey } from '../../shared/statement/public-key.ts';
import type { TrustedKey } from '../../shared/statement/trust.ts';
import { readFileUpTo } from './read-file.ts';

const MAX_KEY_FILE = 64 * 1024;

/**
 * The keys that `--trust` names, OpenSSH or PEM. A file says nothing of roles, so each may fill any one; a statement that
 * two roles must sign still needs two keys.
 */
export async function readTrustedKeys(paths: readonly string[]): Promise<Result<readonly TrustedKey[], string>> {
  const keys: TrustedKey[] = [];
  for (const path of paths) {
    const bytes = await readFileUpTo(path, MAX_KEY_FILE);
    if (!bytes.ok) return bytes;
    const file = parsePublicKey(bytes.value);
    if (!file.ok) return err(`${path}: ${describeFinding(file.error)}`);
    keys.push({ key: file.value.key, name: basename(path), roles: ['owner', 'operator', 'auditor'] });
  }
  return ok(keys);
}
