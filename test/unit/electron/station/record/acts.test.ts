import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { foldedActs } from '../../../../../electron/station/record/acts.ts';
import type { JournalEvent } from '../../../../../shared/journal/entry.ts';
import { digestOf } from '../../../../helpers/statements.ts';

const [OLGA, OTTO] = [digestOf('olga'), digestOf('otto')];
const at = '2026-06-12T08:00:00Z';

function entriesOf(events: readonly JournalEvent[]) {
  return events.map((event, index) => ({ index, at, event }));
}

const person = fc.constantFrom(OLGA, OTTO);
const anyEvent: fc.Arbitrary<JournalEvent> = fc.oneof(
  person.map((identity) => ({ kind: 'unlock' as const, identity })),
  fc.record({
    kind: fc.constant('lock' as const),
    identity: person,
    cause: fc.constantFrom('used' as const, 'hand' as const, 'idle' as const),
  }),
  person.map((identity) => ({ kind: 'passphrase-changed' as const, identity })),
  fc.constant<JournalEvent>({ kind: 'airgap-link', linksUp: [] }),
);

test('every entry is told once, in its order, and only openings and lockings of the same person with another act', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
      const entries = entriesOf(events);
      const acts = foldedActs(entries);
      const told = acts.flatMap(({ entry, folded }) => [entry, ...folded]);
      assert.deepEqual(
        told.map(({ index }) => index).sort((a, b) => a - b),
        entries.map(({ index }) => index),
      );
      const heads = acts.map(({ entry }) => entry.index);
      assert.deepEqual(
        heads,
        heads.toSorted((a, b) => a - b),
      );
      for (const { entry, folded } of acts) {
        for (const { event } of folded) {
          assert.ok(event.kind === 'unlock' || (event.kind === 'lock' && event.cause === 'used'));
          assert.ok('identity' in entry.event && entry.event.identity === event.identity);
        }
      }
    }),
  );
});

test('the opening and the locking of a key are told with what the key was opened for', () => {
  const acts = foldedActs(
    entriesOf([
      { kind: 'unlock', identity: OLGA },
      { kind: 'passphrase-changed', identity: OLGA },
      { kind: 'lock', identity: OLGA, cause: 'used' },
      { kind: 'unlock', identity: OLGA },
      { kind: 'passphrase-changed', identity: OTTO },
      { kind: 'lock', identity: OLGA, cause: 'hand' },
    ]),
  );
  assert.deepEqual(
    acts.map(({ entry, folded }) => [entry.index, ...folded.map(({ index }) => index)]),
    [[1, 0, 2], [3], [4], [5]],
  );
});
