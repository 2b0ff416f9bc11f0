import type { IdentityView, Role, SessionView } from '../../../shared/contract/views.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { type Failure, failure } from '../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { isActiveOwner } from '../../core/keyring/identity.ts';
import { identityView } from '../identity-view.ts';
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

  signIn(id: Sha256): Promise<Result<SessionView | null, Failure>> {
    return signIn(this.#station, this.#ceremonies, id);
  }

  /** Opens the signing window; `null` when it was closed with nobody enrolled. */
  async create(asked: {
    readonly role: Role;
    readonly approver: Sha256 | null;
  }): Promise<Result<IdentityView | null, Failure>> {
    const wanted = this.#wanted(asked);
    if (!wanted.ok) return refuseRecorded(this.#station.record, wanted.error);
    const ceremony = createIdentityCeremony(wanted.value, this.#station);
    const by = wanted.value.approver?.id ?? null;
    const made = await this.#ceremonies.hold(await behindLinkOverride(this.#station, by, ceremony));
    if (!made.ok) return made;
    return ok(made.value === null ? null : identityView(made.value));
  }

  #wanted(asked: { readonly role: Role; readonly approver: Sha256 | null }): Result<WantedIdentity, Failure> {
    const { keyring } = this.#station;
    if (asked.approver === null) {
      if (keyring.head === null && asked.role === 'owner') return ok({ role: 'owner', approver: null });
      return err(failure('identity/owner-needed'));
    }
    const approver = keyring.identity(asked.approver);
    return approver !== null && isActiveOwner(approver)
      ? ok({ role: asked.role, approver })
      : err(failure('identity/owner-needed'));
  }
}
