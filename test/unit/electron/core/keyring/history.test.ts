import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyRecord, EMPTY_HISTORY, type History } from '../../../../../electron/core/keyring/history.ts';
import { encodeRecord, type IdentityChange, toOpenSshLine } from '../../../../../electron/core/keyring/record.ts';
import { concatBytes, utf8 } from '../../../../../shared/encoding/bytes.ts';
import type { PublicKey } from '../../../../../shared/key/public-key.ts';
import type { Actor } from '../../../../../shared/packet/types.ts';
import { tokenOf } from '../../../../helpers/agents.ts';
import { must } from '../../../../helpers/must.ts';
import { operatorKey, ownerKey, sealed, strangerKey, type TestKey } from '../../../../helpers/statements.ts';

/** A record that follows `history`, but for what is given otherwise. */
function recordAfter({ records, head }: History, change: IdentityChange, of: PublicKey, sequence = records.length) {
  return encodeRecord({ identity: of.keyid, sequence, previous: head, at: '2026-06-12T08:00:00Z', change });
}

const enrol = (key: PublicKey, ...roles: Actor[]): IdentityChange => ({
  kind: 'enrol',
  name: 'Someone',
  roles,
  publicKey: toOpenSshLine(key),
  custody: 'station',
});
const end = (kind: 'retire' | 'revoke'): IdentityChange => ({ kind, reason: 'left' });

async function codeOf(history: History, payload: Uint8Array, by: TestKey): Promise<string> {
  const applied = applyRecord(history, await sealed(payload, by));
  return applied.ok ? 'applied' : applied.error.code;
}

const first = recordAfter(EMPTY_HISTORY, enrol(ownerKey.key, 'owner'), ownerKey.key);
const owned = must(applyRecord(EMPTY_HISTORY, await sealed(first, ownerKey)));

for (const [what, history, payload, by, code] of [
  ['the first owner, by their own key', EMPTY_HISTORY, first, ownerKey, 'applied'],
  [
    'another by the owner',
    owned,
    recordAfter(owned, enrol(operatorKey.key, 'operator'), operatorKey.key),
    ownerKey,
    'applied',
  ],
  ['something else than a record', owned, utf8('{"a":1}'), ownerKey, 'identity.record-unreadable'],
  [
    'a record that is not written as one is',
    EMPTY_HISTORY,
    concatBytes(first, utf8(' ')),
    ownerKey,
    'identity.record-unreadable',
  ],
  [
    'a record out of its turn',
    owned,
    recordAfter(owned, end('retire'), ownerKey.key, 2),
    ownerKey,
    'identity.record-order',
  ],
  [
    'a record that follows another one',
    owned,
    recordAfter({ ...owned, head: null }, end('retire'), ownerKey.key),
    ownerKey,
    'identity.record-order',
  ],
  ['a first owner by another key', EMPTY_HISTORY, first, strangerKey, 'identity.record-unsigned'],
  [
    'a first identity that is no owner',
    EMPTY_HISTORY,
    recordAfter(EMPTY_HISTORY, enrol(ownerKey.key, 'operator'), ownerKey.key),
    ownerKey,
    'identity.record-unsigned',
  ],
  [
    'a second by a stranger',
    owned,
    recordAfter(owned, enrol(strangerKey.key, 'owner'), strangerKey.key),
    strangerKey,
    'identity.record-unsigned',
  ],
  [
    'a key twice',
    owned,
    recordAfter(owned, enrol(ownerKey.key, 'auditor'), ownerKey.key),
    ownerKey,
    'identity.record-contradicts',
  ],
  [
    'a key once more as a token’s',
    owned,
    recordAfter(owned, enrol(tokenOf(ownerKey), 'auditor'), tokenOf(ownerKey)),
    ownerKey,
    'identity.record-contradicts',
  ],
  [
    'a key under another’s id',
    owned,
    recordAfter(owned, enrol(operatorKey.key, 'operator'), strangerKey.key),
    ownerKey,
    'identity.record-contradicts',
  ],
  [
    'the end of nobody',
    owned,
    recordAfter(owned, end('retire'), strangerKey.key),
    ownerKey,
    'identity.record-contradicts',
  ],
  [
    'the end of the last owner',
    owned,
    recordAfter(owned, end('revoke'), ownerKey.key),
    ownerKey,
    'identity.record-contradicts',
  ],
] as const) {
  test(`${what}: ${code}`, async () => assert.equal(await codeOf(history, payload, by), code));
}
