import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { toOpenSshLine } from '../../../../../electron/core/keyring/record.ts';
import { Media } from '../../../../../electron/station/media/media.ts';
import { Identities } from '../../../../../electron/station/people/identities.ts';
import { KeyCare } from '../../../../../electron/station/people/key-care.ts';
import { TrustedKeys } from '../../../../../electron/station/people/trust.ts';
import { type Ceremonies, type HeldCeremony, heldCeremony } from '../../../../../electron/station/signing/ceremony.ts';
import { ok, type Result } from '../../../../../shared/result.ts';
import { heardWords } from '../../../../helpers/heard-words.ts';
import { must } from '../../../../helpers/must.ts';
import { closeStation, openIn, ownerIn } from '../../../../helpers/opened-station.ts';
import { testKey } from '../../../../helpers/statements.ts';
import { chosen, typedPassphrase } from '../../../../helpers/typed.ts';

// Somebody cancels, or their window dies, while the owner's key signs what they approved.

const root = mkdtempSync(join(tmpdir(), 'holdfast-cancelled-acts-'));
after(() => rmSync(root, { recursive: true }));

const PASSPHRASE = 'correct horse battery staple';
const stick = join(root, 'stick');
const data = join(root, 'data');

await closeStation(must(await openIn(data)));
const owner = await ownerIn(data);
const station = must(await openIn(data));
const { keyring, journal } = station;
after(() => closeStation(station));
const approving = must(await keyring.unlock(owner.id, await typedPassphrase(keyring, PASSPHRASE)));
const tess = { name: 'Tess', roles: ['operator'] } as const;
const operator = must(await keyring.enrolPublicKey(tess, testKey(8).key, approving));
approving.lock();

let held: HeldCeremony<unknown> | null = null;
const unlock = keyring.unlock.bind(keyring);
keyring.unlock = async (id, passphrase) => {
  const opened = await unlock(id, passphrase);
  if (!opened.ok) return opened;
  const signDsse = (payload: Uint8Array) => {
    held?.cancel();
    return opened.value.signDsse(payload);
  };
  return ok({ ...opened.value, signDsse });
};

/** The signing window: fills in what is asked for. */
const windows: Ceremonies = {
  hold: async (ceremony) => {
    const one = heldCeremony(ceremony, () => undefined);
    held = one;
    const view = ceremony.view();
    const passphrase = await typedPassphrase(keyring, PASSPHRASE);
    if (view.kind === 'confirm')
      await one.handlers['ceremony/confirm']({
        passphrase,
        typed: heardWords(view.asked, testKey(9).key.keyid) ?? view.typeExactly,
      });
    else {
      const own = await chosen(keyring, 'four other random words');
      await one.handlers['ceremony/create-identity']({ name: 'Ada', passphrase: own, approval: passphrase });
    }
    return one.settled();
  },
};
const media = new Media(
  async () => ok(stick),
  station.answers,
  () => undefined,
);
const keyCare = new KeyCare(station, windows, media);

const acts: Readonly<Record<string, () => Promise<Result<unknown, unknown>>>> = {
  retiring: () => keyCare.end({ identity: operator.id, how: 'retire', reason: 'left', approver: owner.id }),
  revoking: () => keyCare.end({ identity: operator.id, how: 'revoke', reason: 'lost', approver: owner.id }),
  enrolling: () => new Identities(station, windows).create({ role: 'auditor', approver: owner.id }),
  'trusting a key': async () => {
    rmSync(stick, { recursive: true, force: true });
    mkdirSync(stick);
    writeFileSync(join(stick, 'k.pub'), toOpenSshLine(testKey(9).key));
    const trusted = new TrustedKeys(station, windows, media);
    const folder = must(await media.pick('source'));
    const [key] = must(await trusted.scan(folder?.handle ?? ''));
    return trusted.trust({ key: key?.handle ?? '', name: 'Otto', role: 'operator', approver: owner.id });
  },
};

for (const [name, act] of Object.entries(acts)) {
  test(`what is cancelled while its approval is being signed is not done: ${name}`, async () => {
    const { head } = keyring;
    const { size } = journal;
    assert.deepEqual(await act(), ok(null));
    assert.equal(keyring.head, head);
    const kinds = journal.entries().slice(size);
    assert.deepEqual(
      kinds.map(({ event }) => event.kind),
      ['unlock'],
    );
    assert.equal(journal.state.kind, 'writable');
  });
}
