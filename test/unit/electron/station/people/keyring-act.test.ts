import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actOnKeyFile, actOnKeyring } from '../../../../../electron/station/people/keyring-act.ts';
import { type Failure, failure, unknownOutcome } from '../../../../../shared/failure/failure.ts';
import { finding } from '../../../../../shared/finding/index.ts';
import { err, ok, type Result } from '../../../../../shared/result.ts';
import { smallStation } from '../../../../helpers/small-station.ts';
import { digestOf } from '../../../../helpers/statements.ts';

const entry = { kind: 'lock', identity: digestOf('someone'), cause: 'hand' } as const;

test('an act of which nobody knows whether it was done stops the journal until the next start', async () => {
  const { journal, record } = await smallStation();
  const unknown = unknownOutcome(failure('file/unreadable'));
  assert.deepEqual(
    await actOnKeyring(
      { journal, record },
      async () => err(unknown),
      () => entry,
    ),
    err(unknown),
  );
  assert.deepEqual(
    [journal.state.kind, journal.state.kind === 'writable' ? null : journal.state.reason.code],
    ['read-only', 'station.outcome-unknown'],
  );
});

test('an act that was not done leaves the journal as it was', async () => {
  const { journal, record } = await smallStation();
  const before = journal.size;
  const refused = failure('identity/not-active');
  assert.deepEqual(
    await actOnKeyring(
      { journal, record },
      async () => err(refused),
      () => entry,
    ),
    err(refused),
  );
  assert.deepEqual([journal.state.kind, journal.size], ['writable', before]);
});

test('an act that was done and cannot be journalled is done, and its entry is owed', async () => {
  const { journal } = await smallStation();
  const record = async () => err(failure('journal/not-written', { cause: failure('file/medium-full') }));
  assert.deepEqual(
    await actOnKeyring(
      { journal, record },
      async () => ok(7),
      () => entry,
    ),
    ok(7),
  );
  assert.deepEqual(
    [journal.state.kind, journal.state.kind === 'writable' ? null : journal.state.reason.code],
    ['read-only', 'journal.entry-owed'],
  );
});

test('nothing is begun that the journal takes no entry of', async () => {
  const { journal, record, keyring, owed, owner } = await smallStation();
  const before = await keyring.keyFileDigest(owner.id);
  journal.makeReadOnly(finding('journal.write-failed', 'the log'));
  const refused = (answer: Result<unknown, Failure>) => !answer.ok && answer.error.code === 'journal/read-only';
  const enrol = async () => assert.fail('it was begun');
  assert.ok(refused(await actOnKeyring({ journal, record }, enrol, () => entry)));
  const change = async () => assert.fail('it was begun');
  const event = { kind: 'passphrase-changed', identity: owner.id } as const;
  assert.ok(refused(await actOnKeyFile({ journal, record, keyring, owed }, event, change)));
  assert.deepEqual(await keyring.keyFileDigest(owner.id), before);
});
