import { randomBytes } from 'node:crypto';
import type { SessionView } from '../../../shared/contract/views.ts';
import { type Sha256, utf8 } from '../../../shared/encoding/bytes.ts';
import { type Failure, failure } from '../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { SIGN_IN_NAMESPACE } from '../../../shared/statement/sshsig.ts';
import type { Identity } from '../../core/keyring/identity.ts';
import { identityView } from '../identity-view.ts';
import { refuseRecorded } from '../recorder.ts';
import type { Ceremonies } from '../signing/ceremony.ts';
import { CANCELLED, type Ceremony } from '../signing/ceremony.ts';
import { SignersKey } from '../signing/signers-key.ts';
import type { Station } from '../station.ts';

const NONCE_BYTES = 32;

/** Opens the signing window for someone to show their key; who is signed in then, `null` when the person cancelled. */
export async function signIn(
  station: Station,
  ceremonies: Pick<Ceremonies, 'hold'>,
  id: Sha256,
): Promise<Result<SessionView | null, Failure>> {
  const by = station.keyring.identity(id);
  if (by === null || by.state.kind !== 'active') {
    return refuseRecorded(station.record, failure('identity/not-active', { where: id }));
  }
  const held = await ceremonies.hold(signInCeremony(station, by));
  if (!held.ok) return held;
  return ok(held.value === null ? null : station.session.view());
}

/** Someone shows their key; that alone signs them in, in place of whoever was. */
export function signInCeremony(
  station: Pick<Station, 'answers' | 'key' | 'keyring' | 'record' | 'session' | 'ownKeys'>,
  identity: Identity,
): Ceremony<Sha256> {
  const key = new SignersKey(station, identity, 'sign-in');
  let signedIn: Sha256 | null = null;
  return {
    view: () => ({ kind: 'sign-in', identity: identityView(identity), key: key.view() }),
    outcome: () => signedIn,
    steps: {
      'ceremony/choose-key-file': () => key.chooseKeyFile(),
      'ceremony/choose-agent': () => key.chooseAgent(),
      'ceremony/sign-in': async ({ proof }, cancelled) => {
        const challenge = challengeFor(station.key.key.keyid, identity.id);
        const shown = await key.withSigner(proof, cancelled, (signer) => signer.signSsh(challenge, SIGN_IN_NAMESPACE));
        if (!shown.ok) return shown;
        if (cancelled.aborted) return err(CANCELLED);
        station.session.begin(identity.id);
        signedIn = identity.id;
        return ok('closed');
      },
    },
  };
}

/**
 * Fresh bytes for one sign-in, which say what they are for: under a namespace that no statement has, so that the signature
 * is good for nothing else. Whoever makes it checks it (`Signer.signSsh`), so that only the enrolled key signs in.
 */
function challengeFor(station: Sha256, identity: Sha256): Uint8Array {
  return utf8(
    `holdfast sign-in\nstation ${station}\nidentity ${identity}\nnonce ${randomBytes(NONCE_BYTES).toString('hex')}\n`,
  );
}
