import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strings } from '../../../../renderer/strings/index.ts';
import type { LockReason } from '../../../../shared/rules/types.ts';
import type { Part } from '../../../../shared/strings/forms/say.ts';

const blocker = 'B-1';
const leg = null;
const grant = 'REAL_RUN';
const treeHash = 'ab'.repeat(32);

/** One reason of each kind; the type asks for every kind. */
const each: { readonly [Kind in LockReason['kind']]: Extract<LockReason, { kind: Kind }> } = {
  'blocker-open': { kind: 'blocker-open', blocker, statusText: 'OPEN' },
  'discharge-unsigned': { kind: 'discharge-unsigned', blocker, leg, missing: ['owner', 'operator'] },
  'discharge-expired': { kind: 'discharge-expired', blocker, leg, expired: '2026-01-01T00:00:00Z' },
  'discharge-not-yet-valid': { kind: 'discharge-not-yet-valid', blocker, leg, notBefore: '2026-01-01T00:00:00Z' },
  'discharge-evidence-unfit': { kind: 'discharge-evidence-unfit', blocker, leg, evidence: 'ab'.repeat(32) },
  'discharge-revoked': { kind: 'discharge-revoked', blocker, leg },
  'discharge-other-revision': { kind: 'discharge-other-revision', blocker, leg, revision: '2' },
  'separate-authority-missing': { kind: 'separate-authority-missing', blocker, leg },
  'discharge-other-gate': { kind: 'discharge-other-gate', blocker, leg, gate: 'another gate' },
  'separate-authority-consumed': { kind: 'separate-authority-consumed', blocker, leg },
  'separate-authority-revoked': { kind: 'separate-authority-revoked', blocker, leg },
  'separate-authority-other-revision': { kind: 'separate-authority-other-revision', blocker, leg, revision: '2' },
  'separate-authority-expired': {
    kind: 'separate-authority-expired',
    ...{ blocker, leg, expired: '2026-01-01T00:00:00Z', used: '2026-01-02T00:00:00Z' },
  },
  'separate-authority-not-yet-valid': {
    kind: 'separate-authority-not-yet-valid',
    ...{ blocker, leg, notBefore: '2026-01-01T00:00:00Z' },
  },
  'grant-missing': { kind: 'grant-missing', grant },
  'grant-expired': { kind: 'grant-expired', grant, expired: '2026-01-01T00:00:00Z' },
  'grant-not-yet-valid': { kind: 'grant-not-yet-valid', grant, notBefore: '2026-01-01T00:00:00Z' },
  'grant-revoked': { kind: 'grant-revoked', grant },
  'grant-consumed': { kind: 'grant-consumed', grant },
  'grant-other-revision': { kind: 'grant-other-revision', grant, revision: '2' },
  'evidence-not-supplied': { kind: 'evidence-not-supplied', treeHash },
  'evidence-unmatched': { kind: 'evidence-unmatched', treeHash },
  'evidence-not-computed': { kind: 'evidence-not-computed', treeHash },
  'evidence-refused': { kind: 'evidence-refused', treeHash },
  'check-not-passed': { kind: 'check-not-passed', check: 'seal', result: 'unknown' },
  'packet-finding': { kind: 'packet-finding', code: 'packet.option-twice', where: 'line 22' },
  'no-safe-default': { kind: 'no-safe-default' },
};

const textOf = (part: Part): string => (typeof part === 'string' ? part : part.untrusted);

test('each kind of lock has a sentence of its own that names what it is about', () => {
  const sentences = Object.values(each).map((reason) => strings.lockSentence(reason).map(textOf).join(''));
  assert.equal(new Set(sentences).size, sentences.length);
  for (const reason of Object.values(each)) {
    const said = strings.lockSentence(reason).map(textOf).join('');
    const about = 'blocker' in reason ? reason.blocker : 'grant' in reason ? reason.grant : '';
    assert.ok(said.includes(about), said);
  }
});

test('what comes from a packet is never among the words that are ours', () => {
  const own = Object.values(each)
    .flatMap((reason) => strings.lockSentence(reason))
    .filter((part) => typeof part === 'string');
  for (const word of [blocker, grant, treeHash, 'OPEN', 'line 22', 'another gate']) {
    assert.ok(!own.some((part) => part.includes(word)), word);
  }
});

test('a failed check and an unknown one are told apart', () => {
  const failed = strings.lockSentence({ kind: 'check-not-passed', check: 'seal', result: 'fail' });
  assert.notDeepEqual(failed, strings.lockSentence(each['check-not-passed']));
});

test('the discharge of one leg names the leg', () => {
  const said = strings.lockSentence({ kind: 'discharge-revoked', blocker, leg: 'production' }).map(textOf).join('');
  assert.ok(said.includes('B-1 (production)'), said);
});
