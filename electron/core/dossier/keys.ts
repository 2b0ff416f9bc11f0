import { utf8 } from '../../../shared/encoding/bytes.ts';
import { type PublicKey, toOpenSsh, toSpkiPem } from '../../../shared/key/public-key.ts';
import type { Actor } from '../../../shared/packet/types.ts';
import type { NewFile } from '../files/durable-folder.ts';
import type { Identity } from '../keyring/identity.ts';
import { keyName, LAYOUT } from './layout.ts';

/** Which OpenSSH namespaces each role may sign in, for `allowed_signers`. An auditor signs nothing. */
const NAMESPACES: Readonly<Record<Actor, readonly string[]>> = {
  owner: ['decision', 'grant', 'discharge', 'revocation', 'receipt'],
  operator: ['discharge', 'receipt'],
  auditor: ['discharge'],
};

/** The public keys that count, and the station's, in the forms that stock tools want. */
export function keyFiles(identities: readonly Identity[], station: PublicKey): readonly NewFile[] {
  const counting = identities.filter(({ state }) => state.kind !== 'revoked');
  return [
    ...counting.flatMap(({ publicKey }) => [
      { name: keyName(publicKey.keyid, 'pub'), bytes: utf8(toOpenSsh(publicKey, '')) },
      // openssl has nothing to check by a key in a token.
      ...(publicKey.kind === 'ed25519'
        ? [{ name: keyName(publicKey.keyid, 'pem'), bytes: utf8(toSpkiPem(publicKey)) }]
        : []),
    ]),
    { name: LAYOUT.stationKey, bytes: utf8(toSpkiPem(station)) },
    { name: LAYOUT.allowedSigners, bytes: utf8(counting.map(allowedSigner).join('')) },
  ];
}

/** The name in `allowed_signers`: the roles and the key, since a person's name could deceive. */
export function principalOf({ roles, publicKey }: Identity): string {
  return `${roles.join('+')}-${publicKey.keyid.slice(0, 16)}`;
}

function allowedSigner(identity: Identity): string {
  const words = new Set(identity.roles.flatMap((role) => NAMESPACES[role]));
  const namespaces = [...words].map((word) => `${word}@holdfast`).join(',');
  return `${principalOf(identity)} namespaces="${namespaces}" ${toOpenSsh(identity.publicKey, '')}`;
}
