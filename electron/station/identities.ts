import type { Problem } from '../../shared/contract/channel.ts';
import type { IdentityView } from '../../shared/contract/views.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Ceremonies } from './ceremonies.ts';
import { firstOwnerCeremony } from './identity-ceremony.ts';
import { identityView } from './identity-view.ts';
import type { Station } from './station.ts';

/** The people of this station, made in the signing window. */
export class Identities {
  readonly #station: Station;
  readonly #ceremonies: Ceremonies;

  constructor(station: Station, ceremonies: Ceremonies) {
    this.#station = station;
    this.#ceremonies = ceremonies;
  }

  async createFirstOwner(role: 'owner'): Promise<Result<IdentityView | null, Problem>> {
    const made = await this.#ceremonies.hold(firstOwnerCeremony(role, this.#station.keyring, this.#station.record));
    if (!made.ok) return made;
    return ok(made.value === null ? null : identityView(made.value));
  }
}
