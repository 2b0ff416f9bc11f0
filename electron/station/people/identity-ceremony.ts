import type { SealedSecret } from '../../../shared/contract/typed.ts';
import type { Role } from '../../../shared/contract/views.ts';
import { type Failure, failure } from '../../../shared/failure/failure.ts';
import type { JournalEvent } from '../../../shared/journal/entry.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Identity } from '../../core/keyring/identity.ts';
import { identityView } from '../identity-view.ts';
import { passedOn } from '../passed-on.ts';
import type { Ceremony } from '../signing/ceremony.ts';
import { withKey } from '../signing/unlock.ts';
import type { Station } from '../station.ts';
import { actOnKeyring } from './keyring-act.ts';

/** Who is to be made: the station's first owner, or anyone else with the owner who approves. */
export interface WantedIdentity {
  readonly role: Role;
  readonly approver: Identity | null;
}

/** What was typed: `approval` is the approving owner's passphrase. */
interface Typed {
  readonly name: string;
  readonly passphrase: SealedSecret;
  readonly approval: SealedSecret | null;
}

/**
 * Someone's own identity, made in the signing window: their name and passphrase are typed there and nowhere else, and
 * the approving owner's passphrase signs the enrolment.
 */
export function createIdentityCeremony(
  { role, approver }: WantedIdentity,
  station: Pick<Station, 'journal' | 'keyring' | 'record' | 'session'>,
): Ceremony<Identity> {
  let made: Identity | null = null;
  return {
    view: () => ({ kind: 'create-identity', role, approver: approver === null ? null : identityView(approver) }),
    outcome: () => made,
    steps: {
      'ceremony/create-identity': async ({ name, passphrase, approval }, cancelled) => {
        const created = await actOnKeyring(
          station,
          () => create({ name, passphrase, approval }, cancelled),
          enrolmentEvent,
        );
        if (!created.ok) return created;
        made = created.value;
        // The first owner has just typed a passphrase: nobody need ask for it again at once.
        if (approver === null && !cancelled.aborted) station.session.proven(made.id);
        return ok('closed');
      },
    },
  };

  async function create(
    { name, passphrase, approval }: Typed,
    cancelled: AbortSignal,
  ): Promise<Result<Identity, Failure>> {
    if (approver === null)
      return passedOnAsIdentity(await station.keyring.createFirstOwner(name, passphrase, cancelled));
    if (approval === null) {
      return err(failure('identity/approval-needed'));
    }
    return withKey(station, { identity: approver.id, cancelled }, approval, async (owner) =>
      passedOnAsIdentity(await station.keyring.createIdentity({ name, roles: [role] }, passphrase, owner, cancelled)),
    );
  }
}

/** The journal's entry of someone who was just enrolled. */
export function enrolmentEvent({ id, name, roles, enrolledBy, custody }: Identity): JournalEvent {
  return { kind: 'identity-enrolled', identity: id, name, roles: [...roles], enrolledBy, custody };
}

function passedOnAsIdentity(
  made: Awaited<ReturnType<Station['keyring']['createFirstOwner']>>,
): Result<Identity, Failure> {
  return made.ok ? made : err(passedOn('identity', made.error));
}
