import { basename } from 'node:path';
import { describeFinding } from '../../shared/finding/index.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { type PublicKey, parsePublicKey } from '../../shared/statement/public-key.ts';
import { ACTORS, distinctKeys, type TrustedKey } from '../../shared/statement/trust.ts';
import { UsageError } from './command.ts';
import { readFileUpTo } from './read-file.ts';

const MAX_KEY_FILE = 64 * 1024;

/**
 * The keys that `--trust` names: `KEY.pub`, or `owner=KEY.pub` for one that may sign as owner alone; the files are
 * OpenSSH or PEM. A file says nothing of roles, so one that is named without a role may fill any; a statement that two
 * roles must sign still needs two keys. Named twice, a key has both roles.
 */
export async function readTrustedKeys(named: readonly string[]): Promise<Result<readonly TrustedKey[], string>> {
  const keys: TrustedKey[] = [];
  for (const { path, role } of named.map((one) => inRole(one, ACTORS))) {
    const key = await readKey(path);
    if (!key.ok) return key;
    keys.push({ key: key.value, name: basename(path), roles: role === null ? ACTORS : [role] });
  }
  return ok(keys);
}

/** The same with `station=KEY.pem`, the key of the station that a dossier's journal must be of; `null` where none is named. */
export async function readDossierKeys(named: readonly string[]): Promise<Result<GateKeys, string>> {
  const isStation = (one: string): boolean => inRole(one, ['station']).role !== null;
  const [first, ...more] = named.filter(isStation);
  if (more.length > 0) throw new UsageError('A dossier is of one station: name one key with --trust station=.');
  const people = await readTrustedKeys(named.filter((one) => !isStation(one)));
  if (!people.ok) return people;
  const station = first === undefined ? ok(null) : await readKey(inRole(first, ['station']).path);
  return station.ok ? ok({ people: people.value, station: station.value }) : station;
}

/** Whom a gate trusts: people in their roles, and the station whose journal it is shown. */
export interface GateKeys {
  readonly people: readonly TrustedKey[];
  readonly station: PublicKey | null;
}

/**
 * The keys that `gate` trusts: `ROLE=KEY.pub`, `station=KEY.pem` for a journal's station. One key alone may stand without
 * a role and is an owner's; with more, a usage error says that each needs its role.
 */
export async function readGateKeys(named: readonly string[]): Promise<Result<GateKeys, string>> {
  const people: TrustedKey[] = [];
  let station: PublicKey | null = null;
  for (const { path, role } of named.map((one) => inRole(one, [...ACTORS, 'station']))) {
    if (role === null && named.length > 1) {
      throw new UsageError(`Name the role of each key: --trust owner=${path}, operator=, auditor= or station=.`);
    }
    const key = await readKey(path);
    if (!key.ok) return key;
    if (role === 'station') station = key.value;
    else people.push({ key: key.value, name: basename(path), roles: [role ?? 'owner'] });
  }
  return ok({ people: distinctKeys(people), station });
}

async function readKey(path: string): Promise<Result<PublicKey, string>> {
  const bytes = await readFileUpTo(path, MAX_KEY_FILE);
  if (!bytes.ok) return bytes;
  const file = parsePublicKey(bytes.value);
  return file.ok ? ok(file.value.key) : err(`${path}: ${describeFinding(file.error)}`);
}

/** A file whose own name begins like that is named with `./` before it. */
function inRole<R extends string>(
  named: string,
  roles: readonly R[],
): { readonly path: string; readonly role: R | null } {
  const role = roles.find((one) => named.startsWith(`${one}=`)) ?? null;
  return { path: role === null ? named : named.slice(role.length + 1), role };
}
