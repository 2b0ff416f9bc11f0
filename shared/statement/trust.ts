import type { Sha256 } from '../encoding/bytes.ts';
import type { PublicKey } from '../key/public-key.ts';
import type { Actor } from '../packet/types.ts';

/** Every role that a key can have. */
export const ACTORS = ['owner', 'operator', 'auditor'] as const satisfies readonly Actor[];

/** A key that this reader has enrolled, and what its holder may sign as. */
export interface TrustedKey {
  readonly key: PublicKey;
  /** The identity's name, as enrolled here. */
  readonly name: string;
  readonly roles: readonly Actor[];
}

/** Enrolled keys by key material, each once: a key enrolled twice is one key with the roles of both. */
export function distinctKeys(keys: readonly TrustedKey[]): readonly TrustedKey[] {
  const byMaterial = new Map<Sha256, TrustedKey>();
  for (const one of keys) {
    const known = byMaterial.get(one.key.keyid);
    byMaterial.set(
      one.key.keyid,
      known === undefined ? one : { ...known, roles: [...new Set([...known.roles, ...one.roles])] },
    );
  }
  return [...byMaterial.values()];
}

/** The roles that nobody is left to fill when each key fills one, whatever it is enrolled for: as few as can be. */
export function missingRoles(roles: readonly Actor[], signers: readonly TrustedKey[]): readonly Actor[] {
  const [role, ...others] = roles;
  if (role === undefined) return [];
  const ways = signers
    .filter((one) => one.roles.includes(role))
    .map((one) =>
      missingRoles(
        others,
        signers.filter((other) => other.key.keyid !== one.key.keyid),
      ),
    );
  return [...ways, [role, ...missingRoles(others, signers)]].reduce((least, one) =>
    one.length < least.length ? one : least,
  );
}
