import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { eventsOf, grouped, since } from '../../../../../renderer/review/glance/events.ts';
import { recommendationOf } from '../../../../../renderer/review/glance/recommendation.ts';
import { takes } from '../../../../../renderer/review/glance/takes.ts';
import { whatIsWrong } from '../../../../../renderer/review/glance/wrong.ts';
import { availability } from '../../../../../shared/rules/availability.ts';
import { evidence, input } from '../../../shared/rules/generated-states.ts';
import { readFirstPacket } from '../packet/first-packet.ts';

const day = (at: number) => new Date(Date.UTC(2026, 0, 1 + at)).toISOString();
const events = fc.array(
  fc.record({
    kind: fc.constantFrom('grant' as const, 'discharge' as const, 'expiry' as const),
    at: fc.nat(99).map(day),
  }),
);

test('what is wrong is told worst first: what speaks against the packet before what is not known', () => {
  const order = ['unmatched', 'failed', 'findings', 'not-supplied', 'not-computed', 'unknown', 'unread'];
  fc.assert(
    fc.property(input, evidence, ({ reading }, state) => {
      const about = { reading, evidence: [state] };
      const ranks = whatIsWrong(about).map(({ kind }) => order.indexOf(kind));
      assert.deepEqual(ranks, [...ranks].sort());
      for (const { match, bundles } of about.evidence) {
        const told = whatIsWrong(about).map(({ kind }) => kind);
        const failed = bundles.some(({ checks }) => checks.some(({ result }) => result === 'fail'));
        if (match.kind === 'matched') assert.equal(told.includes('failed'), failed);
        else assert.ok(told.includes(match.kind));
      }
    }),
  );
});

test('what a locked option takes counts each blocker and grant once, and an open one says what it owes', () => {
  fc.assert(
    fc.property(input, (state) => {
      for (const option of availability(state)) {
        const words = takes(option);
        if (!option.available) {
          const blockers = new Set(option.locks.flatMap((lock) => ('blocker' in lock ? [lock.blocker] : [])));
          if (blockers.size > 0) assert.match(words ?? '', new RegExp(`\\b${blockers.size} blocker`));
        } else if (option.acknowledge.length > 0) {
          assert.match(words ?? '', new RegExp(`^${option.acknowledge.length} blockers? to acknowledge$`));
        } else assert.equal(words, null);
      }
    }),
  );
});

test('the recommendation is quoted from below its heading, and nothing stands in for one that is not there', () => {
  assert.match(
    recommendationOf(readFirstPacket().document) ?? '',
    /^If you are not holding, the single highest-leverage/,
  );
  const without = readFirstPacket((text) => text.replace('## Recommendation', '## Remarks'));
  assert.equal(recommendationOf(without.document), null);
});

test('grouping events loses none, and what happened since a time is neither older nor an expiry', () => {
  fc.assert(
    fc.property(events, fc.nat(99).map(day), (all, time) => {
      const count = (groups: ReturnType<typeof grouped>) => groups.reduce((sum, one) => sum + one.count, 0);
      assert.equal(count(grouped(all)), all.length);
      const newer = all.filter(({ kind, at }) => kind !== 'expiry' && at > time);
      assert.equal(count(since(all, time)), newer.length);
    }),
  );
});

test('a packet with an unreadable date has its other times in order', () => {
  const summary = { date: 'some day', importedAt: day(3) };
  const { reading } = { reading: readFirstPacket() };
  const about = {
    ...summary,
    ...{ sha256: reading.sha256, id: 'P', revision: '1', title: '', docStatus: '', form: reading.form, size: 1 },
    ...{ default: null, openBlockers: 0, blockers: 0, findings: 0, errors: 0, label: '', decided: null },
  };
  assert.deepEqual(eventsOf({ summary: about, decisions: [] }, null, []), [{ kind: 'imported', at: day(3) }]);
});
