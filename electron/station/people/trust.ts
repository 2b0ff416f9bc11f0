import { randomInt } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FoundKeyView, Handle, IdentityView, Role } from '../../../shared/contract/views.ts';
import { fromHex, type Sha256 } from '../../../shared/encoding/bytes.ts';
import { type Failure, failure } from '../../../shared/failure/failure.ts';
import { MAX_PUBLIC_KEY_FILE, type PublicKey, parsePublicKey } from '../../../shared/key/public-key.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { digestToWords } from '../../../shared/text/words.ts';
import { attempt } from '../../core/files/file-failure.ts';
import { isActiveOwner } from '../../core/keyring/identity.ts';
import { identityView } from '../identity-view.ts';
import { HandleTable } from '../media/handles.ts';
import type { Media } from '../media/media.ts';
import { passedOn } from '../passed-on.ts';
import { refuseRecorded } from '../recorder.ts';
import type { Ceremonies } from '../signing/ceremony.ts';
import { confirmCeremony } from '../signing/confirm-ceremony.ts';
import { behindLinkOverride } from '../signing/link-override.ts';
import { withKey } from '../signing/unlock.ts';
import type { Station } from '../station.ts';
import { enrolmentEvent } from './identity-ceremony.ts';
import { actOnKeyring } from './keyring-act.ts';

const MAX_FILES = 500;
/** How many of the key's words are asked. */
const ASKED_WORDS = 3;

interface TrustRequest {
  readonly key: Handle;
  readonly name: string;
  readonly role: Role;
  readonly approver: Sha256;
}

/** Public keys of people whose private keys are elsewhere: read from a folder, confirmed by their words, enrolled. */
export class TrustedKeys {
  readonly #station: Station;
  readonly #ceremonies: Pick<Ceremonies, 'hold'>;
  readonly #media: Media;
  readonly #found = new HandleTable<PublicKey>('key');

  constructor(station: Station, ceremonies: Pick<Ceremonies, 'hold'>, media: Media) {
    this.#station = station;
    this.#ceremonies = ceremonies;
    this.#media = media;
  }

  /** The files in the folder itself that are public keys. */
  async scan(handle: Handle): Promise<Result<readonly FoundKeyView[], Failure>> {
    const folder = this.#media.folder(handle);
    if (!folder.ok) return folder;
    const { answers } = this.#station;
    const list = () => readdir(folder.value, { withFileTypes: true });
    const entries = await attempt(folder.value, () => answers.ask(folder.value, list));
    if (!entries.ok) return err(passedOn('media', entries.error));
    const names = entries.value.filter((one) => one.isFile()).map(({ name }) => name);
    const views: FoundKeyView[] = [];
    for (const file of names.sort().slice(0, MAX_FILES)) {
      const bytes = await answers.read(join(folder.value, file), MAX_PUBLIC_KEY_FILE);
      if (!bytes.ok && bytes.error.code === 'file/no-answer') return err(passedOn('media', bytes.error));
      const parsed = bytes.ok ? parsePublicKey(bytes.value) : null;
      if (parsed === null || !parsed.ok) continue;
      const { key, comment } = parsed.value;
      views.push({ handle: this.#found.issue(key), file, comment, keyid: key.keyid, kind: key.kind });
    }
    return ok(views);
  }

  /** Opens the signing window: some of the key's words, as its holder reads them aloud, are typed there, and an owner approves. */
  async trust({ key: handle, name, role, approver }: TrustRequest): Promise<Result<IdentityView | null, Failure>> {
    const { keyring, record } = this.#station;
    const key = this.#found.get(handle);
    if (key === undefined) return err(failure('media/unknown-key'));
    const by = keyring.identity(approver);
    if (by === null || !isActiveOwner(by)) return refuseRecorded(record, NO_OWNER);
    const words = digestToWords(fromHex(key.keyid) ?? new Uint8Array());
    const positions = somePositions(words.length);
    const ceremony = confirmCeremony({
      by,
      asked: { kind: 'trust-key', name, role, words: words.length, positions },
      heard: positions.map((position) => words[position - 1]).join(' '),
      act: (passphrase, cancelled) =>
        withKey(this.#station, { identity: by.id, cancelled }, passphrase, (owner) => {
          const enrol = async () => {
            const enrolled = await keyring.enrolPublicKey({ name, roles: [role] }, key, owner, cancelled);
            return enrolled.ok ? enrolled : err(passedOn('identity', enrolled.error));
          };
          return actOnKeyring(this.#station, enrol, enrolmentEvent);
        }),
    });
    const held = await this.#ceremonies.hold(await behindLinkOverride(this.#station, by.id, ceremony));
    if (!held.ok) return held;
    return ok(held.value === null ? null : identityView(held.value));
  }
}

/** Positions from 1, in order, that nobody knows beforehand. */
function somePositions(count: number): readonly number[] {
  const positions = new Set<number>();
  while (positions.size < ASKED_WORDS) positions.add(randomInt(count) + 1);
  return [...positions].sort((a, b) => a - b);
}

const NO_OWNER = failure('identity/owner-needed');
