import type { IdentityView } from '../../shared/contract/views.ts';

/** The owners who may sign something now, in the order of enrolment. */
export function activeOwners(identities: readonly IdentityView[]): readonly IdentityView[] {
  return identities.filter((one) => one.standing.kind === 'active' && one.roles.includes('owner'));
}
