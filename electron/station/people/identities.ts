import type { Problem } from '../../../shared/contract/channel.ts';
import type { IdentityView, Role, SessionView } from '../../../shared/contract/views.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { isActiveOwner } from '../../core/keyring/identity.ts';
import { identityView } from '../identity-view.ts';
import { refused } from '../problems.ts';
import { refuseRecorded } from '../recorder.ts';
import type { Ceremonies } from '../signing/ceremony.ts';
import { behindLinkOverride } from '../signing/link-override.ts';
import type { Station } from '../station.ts';
import { createIdentityCeremony, type WantedIdentity } from './identity-ceremony.ts';
import { signIn } from './sign-in.ts';

/** The people of this station, made in the signing window. */
export class Identities {
  readonly #station: Station;
  readonly #ceremonies: Pick<Ceremonies, 'hold'>;

  constructor(station: Station, ceremonies: Pick<Ceremonies, 'hold'>) {
    this.#station = station;
    this.#ceremonies = ceremonies;
  }

  signIn(id: Sha256): Promise<Result<SessionView | null, Problem>> {
    return signIn(this.#station, this.#ceremonies, id);
  }

  /** Opens the signing window; `null` when it was closed with nobody enrolled. */
  async create(asked: {
    readonly role: Role;
    readonly approver: Sha256 | null;
  }): Promise<Result<IdentityView | null, Problem>> {
    const wanted = this.#wanted(asked);
    if (!wanted.ok) return refuseRecorded(this.#station.record, wanted.error);
    const ceremony = createIdentityCeremony(wanted.value, this.#station);
    const by = wanted.value.approver?.id ?? null;
    const made = await this.#ceremonies.hold(await behindLinkOverride(this.#station, by, ceremony));
    if (!made.ok) return made;
    return ok(made.value === null ? null : identityView(made.value));
  }

  #wanted(asked: { readonly role: Role; readonly approver: Sha256 | null }): Result<WantedIdentity, Problem> {
    const { keyring } = this.#station;
    if (asked.approver === null) {
      if (keyring.head === null && asked.role === 'owner') return ok({ role: 'owner', approver: null });
      return refused('identity/owner-needed', 'An owner approves each enrolment after the first: choose the owner.');
    }
    const approver = keyring.identity(asked.approver);
    return approver !== null && isActiveOwner(approver)
      ? ok({ role: asked.role, approver })
      : refused('identity/owner-needed', 'Only an active owner of this station approves: choose an owner.');
  }
}
