import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createIdentityCeremony } from '../../../../../electron/station/people/identity-ceremony.ts';
import { passphraseCeremony } from '../../../../../electron/station/people/passphrase-ceremony.ts';
import { signInCeremony } from '../../../../../electron/station/people/sign-in.ts';
import type { RecordAlone, Recorder } from '../../../../../electron/station/recorder.ts';
import { Session } from '../../../../../electron/station/session.ts';
import { type Ceremony, type HeldCeremony, heldCeremony } from '../../../../../electron/station/signing/ceremony.ts';
import { confirmCeremony } from '../../../../../electron/station/signing/confirm-ceremony.ts';
import { signingCeremony } from '../../../../../electron/station/signing/signing-ceremony.ts';
import { withKey } from '../../../../../electron/station/signing/unlock.ts';
import type { Failure } from '../../../../../shared/failure/failure.ts';
import type { JournalEvent } from '../../../../../shared/journal/entry.ts';
import { ok, type Result } from '../../../../../shared/result.ts';
import { CALM } from '../../../../helpers/airgap.ts';
import { keyringIn } from '../../../../helpers/key-process.ts';
import { must } from '../../../../helpers/must.ts';
import { smallStation } from '../../../../helpers/small-station.ts';
import { complete, holdDraft } from '../../../../helpers/statements.ts';
import { changed, chosen, typedPassphrase } from '../../../../helpers/typed.ts';

const root = await mkdtemp(join(tmpdir(), 'holdfast-cancelled-'));
after(() => rm(root, { recursive: true }));

const NEXT = 'four other random words';
const STATEMENT = complete(holdDraft);

/** When the person cancels: with the secret just given, once this is in the journal, or when the links are looked at. */
type Moment = 'at once' | JournalEvent['kind'] | 'last probe';

/** One station for all: whatever is cancelled leaves it as it was. */
const small = await smallStation();
const { keyring, owner, operator, statementStore, password } = small;
let kinds: JournalEvent['kind'][] = [];
let moment: Moment = 'at once';
let held: HeldCeremony<unknown> | null = null;
const noting =
  (inner: Recorder): Recorder =>
  async (event) => {
    const recorded = await inner(event);
    kinds.push(event.kind);
    if (event.kind === moment) held?.cancel();
    return recorded;
  };
const record = noting(small.record);
const recordAlone: RecordAlone = (work) => small.recordAlone((inner) => work(noting(inner)));
const session = new Session({ keyring, record, now: () => 0 });
const ownKeys = { agent: null, askForKeyFile: async () => ok(null), askForAgent: async () => ok(null) };
const probe = async () => {
  if (moment === 'last probe' && kinds.includes('unlock')) held?.cancel();
  return CALM;
};
const airgap = { current: () => CALM, probe, stop: () => undefined };
const parts = { ...small, record, recordAlone, session, ownKeys, airgap, circumstances: () => STATEMENT.predicate };

/** Holds the ceremony, does its step, and cancels. What the step answered, and what the ceremony came to. */
async function cancelled<Outcome>(
  at: Moment,
  ceremony: Ceremony<Outcome>,
  step: (handlers: HeldCeremony<unknown>['handlers']) => Promise<Result<unknown, Failure>>,
) {
  moment = at;
  kinds = [];
  held = heldCeremony(ceremony, () => undefined);
  const answering = step(held.handlers);
  if (at === 'at once') assert.deepEqual(await held.handlers['ceremony/cancel']({}), ok('closed'));
  await held.settled();
  const answer = await answering;
  return { code: answer.ok ? 'done' : answer.error.code, outcome: ceremony.outcome() };
}

/** A statement in the signing window, cancelled. */
async function signing(at: Moment) {
  const ceremony = await signingCeremony(parts, {
    signer: owner,
    typeExactly: null,
    build: async () => ok(STATEMENT),
    keep: (signed, recorder) => statementStore.keep(signed, recorder),
  });
  const rendered = STATEMENT.predicate.renderedSha256;
  const proof = await passphraseProof();
  return cancelled(at, must(ceremony), (ask) => ask['ceremony/sign']({ proof, typed: null, rendered }));
}

async function passphraseProof() {
  return { by: 'passphrase', passphrase: await typedPassphrase(keyring, password) } as const;
}

const NOTHING = { code: 'sign/cancelled', outcome: null };

for (const at of ['at once', 'unlock'] as const) {
  test(`a sign-in that is cancelled (${at}) signs nobody in, or leaves whoever was; it is journalled as an unlock`, async () => {
    for (const before of [null, operator.id]) {
      if (before !== null) session.begin(before);
      const proof = await passphraseProof();
      const came = await cancelled(at, signInCeremony(parts, owner), (ask) => ask['ceremony/sign-in']({ proof }));
      assert.deepEqual(came, NOTHING);
      assert.deepEqual(kinds, ['unlock']);
      assert.equal(session.identity()?.id ?? null, before);
    }
    await session.end('hand');
  });

  test(`a statement whose signing is cancelled (${at}) is not kept, and signs nobody in`, async () => {
    assert.deepEqual(await signing(at), NOTHING);
    assert.equal(session.identity(), null);
    assert.deepEqual((await statementStore.contents()).statements, []);
  });

  test(`whatever an owner approves and cancels (${at}) is not done: enrolling, revoking`, async () => {
    const { head } = keyring;
    const wanted = { role: 'auditor', approver: owner } as const;
    const [passphrase, approval] = [await chosen(keyring, NEXT), await typedPassphrase(keyring, password)];
    const created = await cancelled(at, createIdentityCeremony(wanted, parts), (ask) =>
      ask['ceremony/create-identity']({ name: 'Ada', passphrase, approval }),
    );
    assert.deepEqual(created, NOTHING);
    const revoking = confirmCeremony({
      by: owner,
      asked: { kind: 'restore-key', file: 'any' },
      act: (passphrase, over) =>
        withKey(parts, { identity: owner.id, cancelled: over }, passphrase, async (signer) =>
          ok(must(await keyring.revoke(operator.id, 'lost', signer)).id),
        ),
    });
    const asked = { passphrase: await typedPassphrase(keyring, password), typed: null };
    const revoked = await cancelled(at, revoking, (ask) => ask['ceremony/confirm'](asked));
    assert.deepEqual(revoked, NOTHING);
    assert.deepEqual([keyring.head, session.identity()], [head, null]);
  });
}

test('a statement is not kept either when its signer cancels after the signature, while the links are looked at', async () => {
  assert.deepEqual(await signing('last probe'), NOTHING);
  assert.deepEqual((await statementStore.contents()).statements, []);
  // Who they are was shown before they cancelled.
  assert.equal(session.identity()?.id, owner.id);
  await session.end('hand');
});

test('a key file stays as it was when its new passphrase, or its backup, is cancelled while the key is encrypted', async () => {
  const [before, after] = [join(root, 'before.age'), join(root, 'after.age')];
  must(await keyring.backUpKey(owner.id, before));
  const asked = { passphrase: await changed(keyring, password, NEXT) };
  const came = await cancelled('at once', passphraseCeremony(owner, parts), (ask) =>
    ask['ceremony/change-passphrase'](asked),
  );
  assert.deepEqual(came, { code: 'identity/cancelled', outcome: null });
  assert.deepEqual([kinds, session.identity()], [['unlock'], null]);
  const restored = await keyring.restoreKey(
    owner.id,
    await readFile(before),
    await typedPassphrase(keyring, password),
    AbortSignal.abort(),
  );
  assert.ok(!restored.ok && restored.error.code === 'keyring/cancelled');
  must(await keyring.backUpKey(owner.id, after));
  assert.deepEqual(await readFile(after), await readFile(before));
});

test('no key is made once that was cancelled', async () => {
  const { head } = keyring;
  const wanted = { name: 'Ada', roles: ['auditor'] } as const;
  const made = await keyring.createIdentity(wanted, await chosen(keyring, NEXT), small.approving, AbortSignal.abort());
  assert.ok(!made.ok && made.error.code === 'keyring/cancelled');
  assert.equal(keyring.head, head);
});

test('an enrolment that is in the journal stands, and its cancelled ceremony says so, but signs nobody in', async () => {
  const empty = await keyringIn(join(root, 'empty'));
  const its = new Session({ keyring: empty, record, now: () => 0 });
  const first = { role: 'owner', approver: null } as const;
  const ceremony = createIdentityCeremony(first, { ...parts, keyring: empty, session: its });
  const asked = { name: 'Olga', passphrase: await chosen(empty, NEXT), approval: null };
  const came = await cancelled('identity-enrolled', ceremony, (ask) => ask['ceremony/create-identity'](asked));
  assert.deepEqual(came, { code: 'done', outcome: empty.identities()[0] });
  assert.equal(its.identity(), null);
});
