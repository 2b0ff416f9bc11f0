import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Failure, failure, notDone, under, unknownOutcome } from '../../../../shared/failure/failure.ts';
import { sayFailure } from '../../../../shared/failure/say.ts';
import { failures } from '../../../../shared/strings/en/failures.ts';
import { fillGaps } from '../../../../shared/strings/forms/fill-gaps.ts';

const FULL = failure('file/medium-full', { where: '/media/stick/a', errno: 'ENOSPC' });

test('every failure says whole sentences, and has a code with its area', () => {
  for (const [code, text] of Object.entries(failures)) {
    assert.match(code, /^[a-z]+[/.][a-z0-9-]+$/);
    assert.match(text, /[.)}]$/, code);
    assert.doesNotMatch(fillGaps(text.replaceAll(/\{(\w+)\}/g, 'x'), {}), /[{}]/, code);
  }
});

test('a failure is said with its parameters, its cause, its findings and the name of the system error', () => {
  assert.equal(sayFailure(failure('file/other', { errno: 'EPROTO' })).includes('(error EPROTO)'), true);
  assert.equal(sayFailure(failure('vault/system', { cause: FULL })), `The vault cannot be used. ${sayFailure(FULL)}`);
});

test('whatever fills a gap is said to the letter, and never read as a gap', () => {
  fc.assert(
    fc.property(fc.string(), fc.oneof(fc.string(), fc.constantFrom('{other}', '$&')), (other, name) => {
      assert.equal(fillGaps('{name} and {other}.', { name, other }), `${name} and ${other}.`);
    }),
  );
});

test('a failure that is passed on keeps its words, its place, its outcome and the name of the system error', () => {
  const passed: Failure = under('export', unknownOutcome(FULL));
  assert.deepEqual(
    [passed.code, passed.where, passed.outcome, passed.errno],
    ['export/medium-full', '/media/stick/a', 'unknown', 'ENOSPC'],
  );
  assert.equal(sayFailure(passed), sayFailure(FULL));
  assert.equal(under('import', failure('import/cancelled')).code, 'import/cancelled', 'its own area');
  assert.equal('outcome' in notDone(passed), false);
});

test('the compiler asks for what fills the gaps', () => {
  // @ts-expect-error: the words name the failure below
  failure('vault/system');
  // @ts-expect-error: there is no such failure
  failure('vault/no-such');
});
