import type { IdentityView } from '../../shared/contract/views.ts';
import { toOpenSsh } from '../../shared/key/public-key.ts';
import type { Identity } from '../core/keyring/identity.ts';

/** An identity as the windows get it. */
export function identityView(identity: Identity): IdentityView {
  return {
    id: identity.id,
    name: identity.name,
    roles: identity.roles,
    publicKey: toOpenSsh(identity.publicKey, '').trim(),
    keyid: identity.publicKey.keyid,
    enrolledAt: identity.enrolledAt,
    custody: identity.custody,
    standing: standingView(identity.standing),
  };
}

function standingView(standing: Identity['standing']): IdentityView['standing'] {
  if (standing.kind === 'active') return standing;
  const { kind, at, reason } = standing;
  return { kind, at, reason };
}
