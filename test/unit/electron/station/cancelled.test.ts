import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { JournalEvent } from '../../../../electron/journal/entry.ts';
import { Keyring } from '../../../../electron/keyring/keyring.ts';
import { type Ceremony, type HeldCeremony, heldCeremony } from '../../../../electron/station/ceremony.ts';
import { confirmCeremony } from '../../../../electron/station/confirm-ceremony.ts';
import { createIdentityCeremony } from '../../../../electron/station/identity-ceremony.ts';
import { passphraseCeremony } from '../../../../electron/station/passphrase-ceremony.ts';
import type { Recorder } from '../../../../electron/station/recorder.ts';
import { Session } from '../../../../electron/station/session.ts';
import { signInCeremony } from '../../../../electron/station/sign-in.ts';
import { signingCeremony } from '../../../../electron/station/signing-ceremony.ts';
import { withKey } from '../../../../electron/station/unlock.ts';
import type { Problem } from '../../../../shared/contract/channel.ts';
import type { AirgapView } from '../../../../shared/contract/views.ts';
import { ok, type Result } from '../../../../shared/result.ts';
import { keyWorkerFile } from '../../../helpers/key-worker.ts';
import { must, smallStation } from '../../../helpers/small-station.ts';
import { complete, holdDraft } from '../../../helpers/statements.ts';

const root = await mkdtemp(join(tmpdir(), 'holdfast-cancelled-'));
after(() => rm(root, { recursive: true }));

const NEXT = 'four other random words';
const CALM: AirgapView = { linksUp: [], launcher: 'unsealed', checkedAt: '2026-06-12T08:00:00Z' };
const STATEMENT = complete(holdDraft);

/** When the person cancels: with the secret just given, once this is in the journal, or when the links are looked at. */
type Moment = 'at once' | JournalEvent['kind'] | 'last probe';

/** A station on which ceremonies are held and cancelled. */
async function station() {
  const small = await smallStation();
  const kinds: JournalEvent['kind'][] = [];
  let moment: Moment = 'at once';
  let held: HeldCeremony | null = null;
  const record: Recorder = async (event) => {
    const recorded = await small.record(event);
    kinds.push(event.kind);
    if (event.kind === moment) held?.cancel();
    return recorded;
  };
  const session = new Session({ keyring: small.keyring, record, now: () => 0 });
  const ownKeys = { agent: null, askForKeyFile: async () => null, askForAgent: async () => null };
  const probe = async () => {
    if (moment === 'last probe' && kinds.includes('unlock')) held?.cancel();
    return CALM;
  };
  const airgap = { current: () => CALM, probe, stop: () => undefined };
  const circumstances = () => STATEMENT.predicate;

  /** Holds the ceremony, does its step, and cancels. What the step answered, and what the ceremony came to. */
  async function cancelled<Outcome>(
    at: Moment,
    ceremony: Ceremony<Outcome>,
    step: (handlers: HeldCeremony['handlers']) => Promise<Result<unknown, Problem>>,
  ) {
    moment = at;
    held = heldCeremony(ceremony, () => undefined);
    const answering = step(held.handlers);
    if (at === 'at once') assert.deepEqual(await held.handlers['ceremony/cancel']({}), ok('closed'));
    await held.settled();
    const answer = await answering;
    return { code: answer.ok ? 'done' : answer.error.code, outcome: ceremony.outcome() };
  }
  return { ...small, record, session, ownKeys, airgap, circumstances, kinds, cancelled };
}

/** A statement in the signing window, cancelled. */
async function signing(made: Awaited<ReturnType<typeof station>>, at: Moment) {
  const ceremony = await signingCeremony(made, {
    signer: made.owner,
    typeExactly: null,
    build: async () => ok(STATEMENT),
    keep: (signed) => made.shelf.keep(signed, made.record),
  });
  const proof = { by: 'passphrase', passphrase: made.password } as const;
  const rendered = STATEMENT.predicate.renderedSha256;
  return made.cancelled(at, must(ceremony), (ask) => ask['ceremony/sign']({ proof, typed: null, rendered }));
}

const NOTHING = { code: 'sign/cancelled', outcome: null };

for (const at of ['at once', 'unlock'] as const) {
  test(`a sign-in that is cancelled (${at}) signs nobody in, and is journalled as an unlock`, async () => {
    const made = await station();
    const proof = { by: 'passphrase', passphrase: made.password } as const;
    const came = await made.cancelled(at, signInCeremony(made, made.owner), (ask) =>
      ask['ceremony/sign-in']({ proof }),
    );
    assert.deepEqual(came, NOTHING);
    assert.equal(made.session.identity(), null);
    assert.deepEqual(made.kinds, ['unlock']);
  });

  test(`a sign-in that is cancelled (${at}) leaves whoever was signed in`, async () => {
    const made = await station();
    made.session.begin(made.operator.id);
    const proof = { by: 'passphrase', passphrase: made.password } as const;
    await made.cancelled(at, signInCeremony(made, made.owner), (ask) => ask['ceremony/sign-in']({ proof }));
    assert.equal(made.session.identity()?.id, made.operator.id);
  });

  test(`a statement whose signing is cancelled (${at}) is not kept, and signs nobody in`, async () => {
    const made = await station();
    assert.deepEqual(await signing(made, at), NOTHING);
    assert.equal(made.session.identity(), null);
    assert.deepEqual((await made.shelf.contents()).statements, []);
  });

  test(`whatever an owner approves and cancels (${at}) is not done: enrolling, revoking`, async () => {
    const made = await station();
    const before = made.keyring.head;
    const wanted = { role: 'auditor', approver: made.owner } as const;
    const created = await made.cancelled(at, createIdentityCeremony(wanted, made), (ask) =>
      ask['ceremony/create-identity']({ name: 'Ada', passphrase: NEXT, repeated: NEXT, approval: made.password }),
    );
    assert.deepEqual(created, NOTHING);
    const revoking = confirmCeremony({
      by: made.owner,
      asked: { kind: 'restore-key', file: 'any' },
      act: (passphrase, cancelled) =>
        withKey(made, { identity: made.owner.id, cancelled }, passphrase, async (owner) =>
          ok(must(await made.keyring.revoke(made.operator.id, 'lost', owner)).id),
        ),
    });
    const asked = { passphrase: made.password, typed: null };
    const revoked = await made.cancelled(at, revoking, (ask) => ask['ceremony/confirm'](asked));
    assert.deepEqual(revoked, NOTHING);
    assert.deepEqual([made.keyring.head, made.session.identity()], [before, null]);
  });
}

test('a statement is not kept either when its signer cancels after the signature, while the links are looked at', async () => {
  const made = await station();
  assert.deepEqual(await signing(made, 'last probe'), NOTHING);
  assert.deepEqual((await made.shelf.contents()).statements, []);
});

test('a change of passphrase that is cancelled while the key is encrypted leaves the key file as it was', async () => {
  const made = await station();
  const { owner, keyring, password } = made;
  const asked = { passphrase: password, next: NEXT, repeated: NEXT };
  const came = await made.cancelled('at once', passphraseCeremony(owner, made), (ask) =>
    ask['ceremony/change-passphrase'](asked),
  );
  assert.deepEqual(came, { code: 'identity/cancelled', outcome: null });
  assert.deepEqual(made.kinds, ['unlock']);
  assert.equal(made.session.identity(), null);
  must(await keyring.unlock(owner.id, password));
});

test('no key is made or restored once that was cancelled', async () => {
  const { owner, keyring, approving, password } = await station();
  const { head } = keyring;
  const wanted = { name: 'Ada', roles: ['auditor'] } as const;
  const made = await keyring.createIdentity(wanted, NEXT, approving, AbortSignal.abort());
  assert.ok(!made.ok && made.error.code === 'cancelled');
  assert.equal(keyring.head, head);
  const backup = join(root, 'key.age');
  must(await keyring.backUpKey(owner.id, backup));
  must(await keyring.changePassphrase(owner.id, password, NEXT));
  const restored = await keyring.restoreKey(owner.id, backup, password, AbortSignal.abort());
  assert.ok(!restored.ok && restored.error.code === 'cancelled');
  must(await keyring.unlock(owner.id, NEXT));
});

test('an enrolment that is in the journal stands, and its cancelled ceremony says so, but signs nobody in', async () => {
  const made = await station();
  const keyring = must(await Keyring.open(join(root, 'empty'), { workerFile: keyWorkerFile, workFactor: 2 }));
  const session = new Session({ keyring, record: made.record, now: () => 0 });
  const first = { role: 'owner', approver: null } as const;
  const ceremony = createIdentityCeremony(first, { ...made, keyring, session });
  const asked = { name: 'Olga', passphrase: NEXT, repeated: NEXT, approval: null };
  const came = await made.cancelled('identity-enrolled', ceremony, (ask) => ask['ceremony/create-identity'](asked));
  assert.deepEqual(came, { code: 'done', outcome: keyring.identities()[0] });
  assert.equal(session.identity(), null);
});
