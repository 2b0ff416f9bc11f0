import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bundleRecords } from '../../../../../electron/core/journal/bundle-records.ts';
import { type JournalEvent, makeEntry } from '../../../../../shared/journal/entry.ts';
import { digestOf } from '../../../../helpers/statements.ts';

const about = { what: 'bundle', label: 'b', verdict: 'verified' } as const;
const event = fc
  .record({
    kind: fc.constantFrom('import-finished', 'verification'),
    id: fc.constantFrom('one', 'two').map(digestOf),
    record: fc.option(fc.constantFrom('a', 'b', 'c').map(digestOf)),
  })
  .map(({ kind, id, record }): JournalEvent => {
    const said = { ...about, id, findings: [], ...(record === null ? {} : { record }) };
    return kind === 'verification' ? { kind: 'verification', ...said } : { kind: 'import-finished', ...said };
  });

test('of each bundle the record counts that the newest entry about it has, and none where that has none', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 12 }), (events) => {
      const entries = events.map((one, i) => makeEntry(i, '2026-06-12T08:00:00Z', one));
      const known = bundleRecords(entries);
      for (const id of ['one', 'two'].map(digestOf)) {
        const ofIt = events.filter((one) => 'id' in one && one.id === id);
        const newest = ofIt.at(-1);
        const digest = newest !== undefined && 'record' in newest ? newest.record : null;
        assert.equal(known.get(id), newest === undefined ? undefined : digest);
      }
    }),
  );
});
