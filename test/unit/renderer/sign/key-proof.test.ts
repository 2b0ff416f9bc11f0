import assert from 'node:assert/strict';
import { test } from 'node:test';
import { proofOf, waysOf } from '../../../../renderer/sign/key-proof.ts';
import type { KeyView } from '../../../../shared/contract/views.ts';

const here: KeyView = { kind: 'station' };
const elsewhere = { kind: 'elsewhere', inToken: false, keyFile: null, agent: null } as const;
const agent = { name: 'agent.sock', origin: 'environment', mayBeForwarded: false } as const;

test('a key kept here takes a passphrase, one in a token the agent, any other a file or the agent', () => {
  assert.deepEqual(waysOf(here), ['passphrase']);
  assert.deepEqual(waysOf({ ...elsewhere, inToken: true }), ['agent']);
  assert.deepEqual(waysOf(elsewhere), ['passphrase', 'agent']);
});

test('nothing is sent while something is missing; only a key file may have no passphrase', () => {
  assert.equal(proofOf(here, 'passphrase', ''), null);
  assert.deepEqual(proofOf(here, 'passphrase', 'x'), { by: 'passphrase', passphrase: 'x' });
  assert.equal(proofOf(elsewhere, 'passphrase', 'x'), null);
  assert.deepEqual(proofOf({ ...elsewhere, keyFile: 'id' }, 'passphrase', ''), { by: 'passphrase', passphrase: '' });
  assert.equal(proofOf({ ...elsewhere, keyFile: 'id' }, 'agent', 'x'), null);
  assert.deepEqual(proofOf({ ...elsewhere, agent }, 'agent', 'x'), { by: 'agent' });
});
