import { basename } from 'node:path';
import { describeFinding } from '../../shared/finding/index.ts';
import type { Actor } from '../../shared/packet/types.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { parsePublicKey } from '../../shared/statement/public-key.ts';
import type { TrustedKey } from '../../shared/statement/trust.ts';
import { readFileUpTo } from './read-file.ts';

const MAX_KEY_FILE = 64 * 1024;

const ROLES = ['owner', 'operator', 'auditor'] as const satisfies readonly Actor[];

/**
 * The keys that `--trust` names: `KEY.pub`, or `owner=KEY.pub` for one that may sign as owner alone; the files are
 * OpenSSH or PEM. A file says nothing of roles, so one that is named without a role may fill any; a statement that two
 * roles must sign still needs two keys. Named twice, a key has both roles.
 */
export async function readTrustedKeys(named: readonly string[]): Promise<Result<readonly TrustedKey[], string>> {
  const keys: TrustedKey[] = [];
  for (const { path, roles } of named.map(inRole)) {
    const bytes = await readFileUpTo(path, MAX_KEY_FILE);
    if (!bytes.ok) return bytes;
    const file = parsePublicKey(bytes.value);
    if (!file.ok) return err(`${path}: ${describeFinding(file.error)}`);
    keys.push({ key: file.value.key, name: basename(path), roles });
  }
  return ok(keys);
}

/** A file whose own name begins like that is named with `./` before it. */
function inRole(named: string): { readonly path: string; readonly roles: readonly Actor[] } {
  const role = ROLES.find((one) => named.startsWith(`${one}=`));
  return role === undefined ? { path: named, roles: ROLES } : { path: named.slice(role.length + 1), roles: [role] };
}
