import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { revisionFindings, revisionOrder } from '../../../../shared/rules/revision-order.ts';

for (const [earlier, later] of [
  ['9', '10'],
  ['1.9', '1.10'],
  ['1', '1.1'],
  ['1', '2-final'],
  ['2-final', '3'],
  ['2-rc1', '2.1'],
  ['v2', 'v10'],
  ['2', 'v3'],
  ['2026-06-12', '2026-07-01'],
  ['3', '3a'],
  ['3a', '3B'],
  ['3b', '3.1'],
  ['3b-final', '3c'],
  ['007', '8'],
  ['9'.repeat(40), `1${'0'.repeat(40)}`],
] as const) {
  test(`revision ${earlier} is earlier than ${later}`, () => {
    assert.equal(revisionOrder(earlier, later), 'earlier');
    assert.equal(revisionOrder(later, earlier), 'later');
  });
}

test('nobody can say whether 2-final or 2 is later, nor what comes of a text without a number', () => {
  for (const [one, other] of [
    ['2-final', '2'],
    ['2-rc1', '2-rc2'],
    ['2', '2.0'],
    ['02', '2'],
    ['2b1', '2b2'],
    ['2b', '2b-final'],
    ['final', '2'],
    ['final', 'draft'],
    ['', '1'],
  ] as const) {
    assert.equal(revisionOrder(one, other), 'unordered', `${one} and ${other}`);
    assert.equal(revisionOrder(other, one), 'unordered', `${other} and ${one}`);
  }
});

const revision = fc.oneof(
  fc.stringMatching(/^(v|rev )?[0-9]{1,3}([.-][0-9]{1,2}){0,2}(-final|-rc[0-9]|[ab]|[AB]x)?$/),
  fc.string({ maxLength: 6 }),
);

test('the order of revisions is one order: same only with itself, turned round, and passed on', () => {
  const turned = { earlier: 'later', later: 'earlier', same: 'same', unordered: 'unordered' } as const;
  fc.assert(
    fc.property(revision, revision, revision, (a, b, c) => {
      assert.equal(revisionOrder(a, b) === 'same', a === b);
      assert.equal(revisionOrder(b, a), turned[revisionOrder(a, b)]);
      if (revisionOrder(a, b) === 'later' && revisionOrder(b, c) === 'later') {
        assert.equal(revisionOrder(a, c), 'later');
      }
    }),
    { numRuns: 2000 },
  );
});

const FIRST = { sha256: '11'.repeat(32), revision: '2' };

function codesBeside(revisionOfOther: string, one = FIRST): readonly string[] {
  return revisionFindings(one, [FIRST, one, { sha256: '22'.repeat(32), revision: revisionOfOther }]).map(
    ({ code }) => code,
  );
}

test('other bytes under the same revision are an error, and so are bytes that cannot be put in order', () => {
  assert.deepEqual(codesBeside('2'), ['packet.revision-repeated']);
  assert.deepEqual(codesBeside('2-final'), ['packet.revision-unordered']);
  assert.deepEqual(codesBeside('1'), []);
  assert.deepEqual(codesBeside('3-final'), []);
});

test('a revision without a number is refused itself, and leaves the others as they are', () => {
  assert.deepEqual(codesBeside('final'), []);
  assert.deepEqual(codesBeside('2', { sha256: '33'.repeat(32), revision: 'final' }), [
    'packet.revision-unordered',
    'packet.revision-unordered',
  ]);
  assert.deepEqual(codesBeside('draft', { ...FIRST, revision: 'final' }), ['packet.revision-unordered']);
});
