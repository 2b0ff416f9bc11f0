import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import type { PublicKey } from '../../../shared/key/public-key.ts';
import type { Actor } from '../../../shared/packet/types.ts';
import type { TrustedKey } from '../../../shared/statement/trust.ts';

/** Where the private key is: in an age file of this station, or with its holder (a key file, an agent, another station). */
export type Custody = 'station' | 'elsewhere';

/** `retired`: signs no more, what it signed stays good. `revoked`: nothing it signed counts any more. */
type IdentityState =
  | { readonly kind: 'active' }
  | { readonly kind: 'retired' | 'revoked'; readonly at: string; readonly reason: string; readonly by: Sha256 };

/** A person's enrolled key. */
export interface Identity {
  /** The key's keyid: hex SHA-256 of its SPKI. One identity has one key. */
  readonly id: Sha256;
  readonly name: string;
  readonly roles: readonly Actor[];
  readonly publicKey: PublicKey;
  readonly custody: Custody;
  /** UTC by the station's clock, which is not trusted. */
  readonly enrolledAt: string;
  /** The owner who enrolled it; itself for the first. */
  readonly enrolledBy: Sha256;
  readonly state: IdentityState;
}

export function trustedKeyOf(identity: Identity): TrustedKey {
  return { key: identity.publicKey, name: identity.name, roles: identity.roles };
}

export function isActiveOwner(identity: Identity): boolean {
  return identity.state.kind === 'active' && identity.roles.includes('owner');
}
