import type { IdentityView } from '../../../shared/contract/views.ts';

/** The owners who may sign something now, in the order of enrolment. */
export function activeOwners(identities: readonly IdentityView[]): readonly IdentityView[] {
  return identities.filter((one) => one.state.kind === 'active' && one.roles.includes('owner'));
}

/** The owners who can approve here: an approval takes the passphrase of a key that is kept on this station. */
export function approvingOwners(identities: readonly IdentityView[]): readonly IdentityView[] {
  return activeOwners(identities).filter((one) => one.custody === 'station');
}
