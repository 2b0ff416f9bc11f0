import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { packetChanges } from '../../../../shared/packet/changes.ts';
import { broken, markdown, read } from './fixtures.ts';

const first = read(markdown).packet;
const after = (from: string, to: string) => packetChanges(first, read(broken(markdown, from, to)).packet);

test('a packet differs from itself in nothing, whatever its revision', () => {
  assert.deepEqual(packetChanges(first, first), []);
  assert.deepEqual(after('REVISION: 1', 'REVISION: 2'), []);
});

test('a status, a gate, an actor and an option in other words are told with both', () => {
  const name = 'FIX7-P0-PLAN-REALRUN-1';
  assert.deepEqual(after(`| ${name} | OPEN |`, `| ${name} | closed |`), [
    { kind: 'changed', part: 'blocker-status', name, before: 'OPEN', after: 'closed' },
  ]);
  assert.deepEqual(
    after('| classified | owner + operator |', '| classified | owner |').map(({ kind, part }) => [kind, part]),
    [['changed', 'blocker-actors']],
  );
  assert.deepEqual(after('real-run pre-checks, still no mutation.', 'real-run pre-checks, no mutation.'), [
    {
      kind: 'changed',
      part: 'option',
      name: 'AUTHORIZE_PRODUCTION_REALRUN_PRECHECK_ONLY',
      before: 'real-run pre-checks, still no mutation.',
      after: 'real-run pre-checks, no mutation.',
    },
  ]);
});

test('what one revision alone has is added or removed, and the other way round it is the other', () => {
  const names = fc.uniqueArray(fc.constantFrom<string>('A', 'B', 'C', 'D'));
  fc.assert(
    fc.property(names, names, (before, later) => {
      const one = { ...first, grants: before };
      const other = { ...first, grants: later };
      const told = packetChanges(one, other);
      for (const { kind, name } of told) {
        assert.ok(kind === 'added' ? later.includes(name) && !before.includes(name) : !later.includes(name));
      }
      const back = packetChanges(other, one).map(
        ({ kind, name }) => `${kind === 'added' ? 'removed' : 'added'} ${name}`,
      );
      assert.deepEqual(told.map(({ kind, name }) => `${kind} ${name}`).sort(), back.sort());
    }),
  );
});
