import assert from 'node:assert/strict';
import test from 'node:test';
import { type ChainLink, checkChain, checkLatest, nextInChain } from '../../../../shared/statement/chain.ts';
import { DECISION_TYPE, type DecisionPredicate } from '../../../../shared/statement/decision.ts';
import { complete, digestOf, holdDraft, packet } from '../../../helpers/statements.ts';

const revision2 = { ...packet, revision: '2', sha256: digestOf('packet, revision 2') };
const revision3 = { ...packet, revision: '3', sha256: digestOf('packet, revision 3') };
const first = link({});
const second = link({ sequence: 2, previousDecision: first.sha256 });
const third = link({ sequence: 3, previousDecision: second.sha256, packet: revision2 });

test('each decision of a chain is accepted where it stands, and when all are known', () => {
  assert.deepEqual(codes(first, []), []);
  assert.deepEqual(codes(second, [first]), []);
  assert.deepEqual(codes(third, [first, second, third]), []);
  assert.deepEqual(codes(second, [first, second, third]), []);
});

test('the next decision follows the last, of its own packet id alone', () => {
  assert.deepEqual(nextInChain(packet, []), { sequence: 1, previousDecision: null });
  assert.deepEqual(nextInChain(packet, [third, first, second]), { sequence: 4, previousDecision: third.sha256 });
  assert.deepEqual(nextInChain({ ...packet, id: 'ANOTHER' }, [first]), { sequence: 1, previousDecision: null });
});

test('a decision on another packet id is no part of the chain', () => {
  const other = link({ packet: { ...packet, id: 'ANOTHER' } });
  assert.deepEqual(codes(other, [first, second]), []);
});

test('packets that state no id are chains by themselves', () => {
  const nameless = { ...packet, id: '' };
  const other = { ...packet, id: '', sha256: digestOf('another') };
  assert.deepEqual(nextInChain(other, [link({ packet: nameless })]), { sequence: 1, previousDecision: null });
  assert.deepEqual(codes(link({ packet: other }), [link({ packet: nameless })]), []);
});

test('a repeated sequence is refused', () => {
  const again = link({ sequence: 2, previousDecision: first.sha256, reason: 'another second decision' });
  assert.deepEqual(codes(again, [first, second]), ['statement.sequence-repeated']);
  assert.deepEqual(codes(link({ reason: 'another first' }), [first]), ['statement.sequence-repeated']);
});

test('a missing predecessor is refused', () => {
  assert.deepEqual(codes(second, []), ['statement.predecessor-missing']);
  assert.deepEqual(codes(third, [first]), ['statement.predecessor-missing']);
});

test('a wrong predecessor is refused, also one at the wrong place', () => {
  const wrong = link({ sequence: 2, previousDecision: digestOf('elsewhere') });
  assert.deepEqual(codes(wrong, [first]), ['statement.predecessor-wrong']);
  const skipping = link({ sequence: 3, previousDecision: first.sha256 });
  assert.deepEqual(codes(skipping, [first, second]), ['statement.predecessor-wrong']);
});

test('a predecessor of another packet id is none', () => {
  const other = link({ packet: { ...packet, id: 'ANOTHER' } });
  const stray = link({ sequence: 2, previousDecision: other.sha256 });
  assert.deepEqual(codes(stray, [other]), ['statement.predecessor-missing']);
});

test('a decision for a superseded revision is refused', () => {
  const back = link({ sequence: 4, previousDecision: third.sha256 });
  assert.deepEqual([...new Set(codes(back, [first, second, third]))], ['statement.revision-superseded']);
  const start = link({ packet: revision3 });
  const lower = link({ sequence: 2, previousDecision: start.sha256, packet: revision2 });
  assert.deepEqual(codes(lower, [start]), ['statement.revision-superseded']);
});

test('a clock that stood earlier than at the predecessor is a warning', () => {
  const early = link({
    sequence: 2,
    previousDecision: first.sha256,
    clock: { utc: '2026-06-12T07:59:59Z', trusted: false },
  });
  const [found, ...others] = checkChain(early, [first]);
  assert.deepEqual(others, []);
  assert.equal(found?.code, 'statement.clock-backwards');
  assert.equal(found?.severity, 'warning');
});

test('a decision that another follows is not in force any more', () => {
  assert.deepEqual(checkLatest(second, [first, second]), []);
  assert.deepEqual(
    checkLatest(second, [first, second, third]).map(({ code }) => code),
    ['statement.decision-followed'],
  );
});

function codes(candidate: ChainLink, known: readonly ChainLink[]): readonly string[] {
  return checkChain(candidate, known).map(({ code }) => code);
}

function link(change: Partial<DecisionPredicate>): ChainLink {
  const statement = complete({ ...holdDraft, predicate: { ...holdDraft.predicate, ...change } });
  if (statement.predicateType !== DECISION_TYPE) throw new Error('no decision');
  return { sha256: digestOf(JSON.stringify(statement)), decision: statement.predicate };
}
