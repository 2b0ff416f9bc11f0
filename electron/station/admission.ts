import { ACCESS, type Access } from '../../shared/contract/access.ts';
import type { ReviewChannels } from '../../shared/contract/review.ts';
import { type Failure, failure } from '../../shared/failure/failure.ts';
import type { Journal } from '../core/journal/journal.ts';
import type { Keyring } from '../core/keyring/keyring.ts';
import type { Session } from './session.ts';

/**
 * Why the review window may not ask for that now; `null` when it may. A station without an identity is open, so that a
 * first run can import and read. While the journal is read-only nobody can sign in: then the services themselves
 * refuse everything that would have to be journalled.
 */
export function whyNotAllowed(
  {
    keyring,
    journal,
    session,
  }: {
    readonly keyring: Pick<Keyring, 'head'>;
    readonly journal: { readonly state: { readonly kind: Journal['state']['kind'] } };
    readonly session: Pick<Session, 'identity'>;
  },
  channel: keyof ReviewChannels,
): Failure | null {
  const access: Access = ACCESS[channel];
  if (typeof access === 'string' || keyring.head === null || journal.state.kind === 'read-only') return null;
  const identity = session.identity();
  if (identity?.roles.some((role) => access.includes(role))) return null;
  const roles = access.join(', ');
  return identity === null
    ? failure('identity/sign-in-needed', { params: { roles } })
    : failure('identity/role-needed', { params: { roles }, where: identity.name });
}
