import { basename } from 'node:path';
import { MAX_PUBLIC_KEY_FILE, type PublicKey, parsePublicKey } from '../../shared/key/public-key.ts';
import type { Actor } from '../../shared/packet/types.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { ACTORS, distinctKeys, type TrustedKey } from '../../shared/statement/trust.ts';
import { describeFinding } from '../../shared/strings/say-finding.ts';
import { UsageError } from './command.ts';
import { readFileUpTo } from './read-file.ts';
import { words } from './words.ts';

/** Keys in the roles that they are trusted in, and the key of the station whose journal is shown; `null` without one. */
export interface GivenKeys {
  readonly people: readonly TrustedKey[];
  readonly station: PublicKey | null;
}

/**
 * The keys that `--trust` names: `ROLE=KEY.pub`, or `station=KEY.pem` for that of a journal's station; the files are
 * OpenSSH or PEM. Named twice, a key has both roles. A file says nothing of roles: a key that is named alone may stand
 * without one, and with several a usage error says that each needs its role, since any of them could fill any otherwise.
 * @param alone what a single key without a role may sign as
 */
export async function readTrustedKeys(
  named: readonly string[],
  alone: readonly Actor[],
): Promise<Result<GivenKeys, string>> {
  const people: TrustedKey[] = [];
  let station: PublicKey | null = null;
  for (const { path, role } of named.map((one) => inRole(one, [...ACTORS, 'station']))) {
    if (role === null && named.length > 1) {
      throw new UsageError(words.wrongUsage.roleOfEach(path));
    }
    const key = await readKey(path);
    if (!key.ok) return key;
    if (role !== 'station')
      people.push({ key: key.value, name: basename(path), roles: role === null ? alone : [role] });
    else if (station === null) station = key.value;
    else throw new UsageError(words.wrongUsage.oneStation);
  }
  return ok({ people: distinctKeys(people), station });
}

/** The keys that `--revoked` names, each in its role or, without one, in any: what they signed can only take away. */
export async function readRevokedKeys(named: readonly string[]): Promise<Result<readonly TrustedKey[], string>> {
  const keys: TrustedKey[] = [];
  for (const { path, role } of named.map((one) => inRole(one, ACTORS))) {
    const key = await readKey(path);
    if (!key.ok) return key;
    keys.push({ key: key.value, name: basename(path), roles: role === null ? ACTORS : [role] });
  }
  return ok(keys);
}

/** The public key in a file, OpenSSH or PEM. */
export async function readKey(path: string): Promise<Result<PublicKey, string>> {
  const bytes = await readFileUpTo(path, MAX_PUBLIC_KEY_FILE);
  if (!bytes.ok) return bytes;
  const file = parsePublicKey(bytes.value);
  return file.ok ? ok(file.value.key) : err(words.reading.inFile(path, describeFinding(file.error)));
}

/** A file whose own name begins like that is named with `./` before it. */
function inRole<R extends string>(
  named: string,
  roles: readonly R[],
): { readonly path: string; readonly role: R | null } {
  const role = roles.find((one) => named.startsWith(`${one}=`)) ?? null;
  return { path: role === null ? named : named.slice(role.length + 1), role };
}
