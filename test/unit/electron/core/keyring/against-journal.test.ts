import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkAgainstJournal, entriesOwed } from '../../../../../electron/core/keyring/against-journal.ts';
import type { Identity } from '../../../../../electron/core/keyring/identity.ts';
import type { JournalEntry, JournalEvent } from '../../../../../shared/journal/entry.ts';
import { operatorKey, ownerKey } from '../../../../helpers/statements.ts';

const by = ownerKey.key.keyid;
const at = '2026-06-12T08:00:00Z';

const owner = identity('Olga', ownerKey.key, { kind: 'active' });
const active = identity('Otto', operatorKey.key, { kind: 'active' });
const retired = identity('Otto', operatorKey.key, { kind: 'retired', at, reason: 'left', by });
const revoked = identity('Otto', operatorKey.key, { kind: 'revoked', at, reason: 'stolen', by });

function identity(name: string, publicKey: Identity['publicKey'], state: Identity['state']): Identity {
  const id = publicKey.keyid;
  return { id, name, roles: ['owner'], publicKey, custody: 'station', enrolledAt: at, enrolledBy: by, state };
}

function entriesOf(events: readonly JournalEvent[]): readonly JournalEntry[] {
  return events.map((event, index) => ({ v: 1, index, at, event }));
}

test('records that were cut off the end are missed by the journal', () => {
  const all = entriesOf(entriesOwed([owner, revoked], []));
  assert.deepEqual(checkAgainstJournal([owner, revoked], all), []);
  const codes = (identities: readonly Identity[], entries = all) =>
    checkAgainstJournal(identities, entries).map(({ code, where }) => `${code} ${where}`);
  assert.deepEqual(codes([owner, active]), ['identity.record-order entry 2 of the journal']);
  assert.deepEqual(codes([owner]), [
    'identity.record-order entry 1 of the journal',
    'identity.record-order entry 2 of the journal',
  ]);
  const afterRetiring = entriesOf(entriesOwed([owner, retired], []));
  assert.deepEqual(codes([owner, active], afterRetiring), ['identity.record-order entry 2 of the journal']);
  assert.deepEqual(codes([owner, revoked], afterRetiring), []);
});

test('what a crash left out of the journal is owed to it, once', () => {
  const owed = entriesOwed([owner, retired], entriesOf(entriesOwed([owner, active], [])));
  assert.deepEqual(owed, [{ kind: 'identity-retired', identity: retired.id, reason: 'left', by }]);
  assert.deepEqual(entriesOwed([owner, retired], entriesOf(entriesOwed([owner, retired], []))), []);
});
