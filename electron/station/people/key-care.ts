import { join } from 'node:path';
import type { Handle, IdentityView, KeyBackupView } from '../../../shared/contract/views.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { coded, type Failure, failure } from '../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { type Identity, isActiveOwner } from '../../core/keyring/identity.ts';
import { MAX_KEY_FILE } from '../../core/keyring/key-job.ts';
import { mountLabelOf } from '../../core/media/volumes.ts';
import { identityView } from '../identity-view.ts';
import { exportTo } from '../media/export-to.ts';
import type { Media } from '../media/media.ts';
import { passedOn } from '../passed-on.ts';
import { refuseRecorded } from '../recorder.ts';
import type { Ceremonies } from '../signing/ceremony.ts';
import { confirmCeremony } from '../signing/confirm-ceremony.ts';
import { behindLinkOverride } from '../signing/link-override.ts';
import { unlockFailed, withKey } from '../signing/unlock.ts';
import { readOnlyFailure, type Station } from '../station.ts';
import { actOnKeyFile, actOnKeyring } from './keyring-act.ts';
import { passphraseCeremony } from './passphrase-ceremony.ts';

/** What came of it; `null` when the signing window was closed with nothing done. */
type Done = Promise<Result<IdentityView | null, Failure>>;

/** The end of an identity, as the review window asks for it. */
interface EndRequest {
  readonly identity: Sha256;
  readonly how: 'retire' | 'revoke';
  readonly reason: string;
  readonly approver: Sha256;
}

/** The private keys that are kept here, and the end of an identity. */
export class KeyCare {
  readonly #station: Station;
  readonly #ceremonies: Pick<Ceremonies, 'hold'>;
  readonly #media: Media;

  constructor(station: Station, ceremonies: Pick<Ceremonies, 'hold'>, media: Media) {
    this.#station = station;
    this.#ceremonies = ceremonies;
    this.#media = media;
  }

  async changePassphrase(id: Sha256): Done {
    const identity = this.#kept(id);
    if (!identity.ok) return this.#refuse(identity.error);
    return this.#viewOf(await this.#ceremonies.hold(passphraseCeremony(identity.value, this.#station)), id);
  }

  /** Copies the key file, encrypted as it is, for its holder or on behalf of an owner. */
  async backUp(id: Sha256, destination: Handle): Promise<Result<KeyBackupView, Failure>> {
    const notAllowed = readOnlyFailure(this.#station.journal);
    if (notAllowed !== null) return err(notAllowed);
    const by = this.#station.session.identity();
    if (by === null || (by.id !== id && !by.roles.includes('owner'))) return this.#refuse(NOT_THEIRS);
    const file = backupName(id);
    const copied = await exportTo({ station: this.#station, media: this.#media }, destination, {
      write: async (folder, calls) => {
        const written = await this.#station.keyring.backUpKey(id, join(folder, file), calls);
        return written.ok ? written : err(passedOn('identity', written.error));
      },
      nameOf: () => file,
      entryOf: (_, medium) => ({ kind: 'key-backed-up', identity: id, medium }),
    });
    if (!copied.ok) return this.#refuse(copied.error);
    const { medium, written: readBack } = copied.value;
    return ok({ file, medium, readBack });
  }

  /** Takes the key from its backup in a folder, once the backup's passphrase has opened it. */
  async restore(id: Sha256, from: Handle): Done {
    const identity = this.#kept(id);
    if (!identity.ok) return this.#refuse(identity.error);
    const folder = this.#media.folder(from);
    if (!folder.ok) return folder;
    const file = backupName(id);
    const { answers, keyring } = this.#station;
    const backup = await answers.read(join(folder.value, file), MAX_KEY_FILE);
    if (!backup.ok) return this.#refuse(passedOn('identity', backup.error));
    const held = await this.#ceremonies.hold(
      confirmCeremony({
        by: identity.value,
        asked: { kind: 'restore-key', file },
        act: async (passphrase, cancelled) => {
          const restore = async (): Promise<Result<void, Failure>> => {
            const restored = await keyring.restoreKey(id, backup.value, passphrase, cancelled);
            return restored.ok ? restored : unlockFailed(this.#station, id, restored.error, 'identity');
          };
          const medium = await mountLabelOf(folder.value);
          const done = await actOnKeyFile(this.#station, { kind: 'key-restored', identity: id, medium }, restore);
          return done.ok ? ok(id) : done;
        },
      }),
    );
    return this.#viewOf(held, id);
  }

  /** Retires or revokes an identity, by an owner's signature. */
  async end({ identity: id, how, reason, approver }: EndRequest): Done {
    const { keyring } = this.#station;
    const by = keyring.identity(approver);
    const subject = keyring.identity(id);
    if (by === null || !isActiveOwner(by)) return this.#refuse(NO_OWNER);
    if (subject === null) return this.#refuse(UNKNOWN);
    const ceremony = confirmCeremony({
      by,
      asked: { kind: how, subject: identityView(subject), reason },
      typeExactly: subject.name,
      act: (passphrase, cancelled) =>
        withKey(this.#station, { identity: by.id, cancelled }, passphrase, (owner) => {
          const end = async (): Promise<Result<Sha256, Failure>> => {
            const ended =
              how === 'retire'
                ? keyring.retire(id, reason, owner, cancelled)
                : keyring.revoke(id, reason, owner, cancelled);
            const result = await ended;
            return result.ok ? ok(id) : err(passedOn('identity', result.error));
          };
          const kind = how === 'retire' ? 'identity-retired' : 'identity-revoked';
          return actOnKeyring(this.#station, end, () => ({ kind, identity: id, reason, by: by.id }));
        }),
    });
    const held = await this.#ceremonies.hold(await behindLinkOverride(this.#station, by.id, ceremony));
    return this.#viewOf(held, id);
  }

  #kept(id: Sha256): Result<Identity, Failure> {
    const identity = this.#station.keyring.identity(id);
    if (identity === null) return err(UNKNOWN);
    return identity.custody === 'station' && identity.state.kind === 'active'
      ? ok(identity)
      : err(failure('identity/no-key-here', { where: id }));
  }

  #viewOf(held: Result<Sha256 | null, Failure>, id: Sha256): Result<IdentityView | null, Failure> {
    if (!held.ok) return held;
    const identity = held.value === null ? null : this.#station.keyring.identity(id);
    return ok(identity === null ? null : identityView(identity));
  }

  #refuse(why: Failure): Promise<Result<never, Failure>> {
    return refuseRecorded(this.#station.record, why);
  }
}

/** One name a key, so that a backup is found again without a path crossing to the window. */
function backupName(id: Sha256): string {
  return `holdfast-key-${id.slice(0, 16)}.age`;
}

const UNKNOWN = failure('identity/identity-unknown');
const NO_OWNER = failure('identity/owner-needed');
const NOT_THEIRS = coded('identity/role-needed', failure('identity/not-theirs'));
