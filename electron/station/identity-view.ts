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
    state: standingView(identity.state),
  };
}

function standingView(state: Identity['state']): IdentityView['state'] {
  if (state.kind === 'active') return state;
  const { kind, at, reason } = state;
  return { kind, at, reason };
}
