import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { blockersAsTheyStand } from '../../../../electron/station/decisions/decisions.ts';
import { blockerViews } from '../../../../electron/station/packets/blocker-views.ts';
import type { BlockerView } from '../../../../shared/contract/blocker-view.ts';
import { availability } from '../../../../shared/rules/availability.ts';
import { blockerStandings, openIds } from '../../../../shared/rules/standing.ts';
import { standing as words } from '../../../../shared/strings/en/screen/standing.ts';
import { plainText } from '../../../../shared/strings/forms/say.ts';
import { input } from '../../shared/rules/generated-states.ts';

/** Everything that says how blockers stand, for one state: what the window, the lists and the signed text are made of. */
function everythingSaid(state: Parameters<typeof availability>[0]) {
  const { reading, authority, now } = state;
  const blockers = blockerStandings(reading, authority, now);
  const held = { statements: [], pending: [], authority };
  return {
    options: availability(state),
    listed: openIds(blockers),
    views: blockerViews({ blockers, held }),
    signed: blockersAsTheyStand({ packet: { reading }, blockers, held }),
  };
}

const idsOf = (views: readonly BlockerView[]) => views.map(({ id }) => id);

test('options, lists, cards, sentences and the signed text say the same of each blocker', () => {
  fc.assert(
    fc.property(input, (state) => {
      const { options, listed, views, signed } = everythingSaid(state);
      const open = views.filter(({ now }) => now !== 'closed');
      assert.deepEqual(idsOf(open), listed);
      for (const { id, now, locks } of views) {
        const record = signed.find((one) => one.id === id);
        assert.equal(record?.status === 'closed', now === 'closed', id);
        assert.equal(locks.length === 0, now === 'closed', id);
      }
      for (const view of views) {
        assert.equal(plainText(words.nowOf(view)).startsWith('closed'), view.now === 'closed');
      }
      for (const option of options.filter((one) => !one.isDefault)) {
        assert.deepEqual(option.acknowledge, idsOf(open), option.option);
        const lockedBy = option.locks.flatMap((lock) => (lock.kind === 'blocker-open' ? [lock.blocker] : []));
        const written = state.reading.packet.options.find(({ id }) => id === option.option);
        if (written?.mutates === true) assert.deepEqual(lockedBy, idsOf(open), option.option);
      }
    }),
    { numRuns: 1000 },
  );
});

test('what waits for a signature says who has yet to sign, and what the packet closed is told from what people closed', () => {
  const states = fc.sample(input, { numRuns: 2000, seed: 16 }).map(everythingSaid);
  const seen = new Set<string>();
  for (const { views } of states) {
    for (const view of views) {
      seen.add(view.now);
      if (view.now !== 'waiting') continue;
      const missing = view.actors.filter(({ hasSigned }) => !hasSigned);
      assert.ok(missing.length > 0, view.id);
      for (const { role } of missing) assert.ok(plainText(words.nowOf(view)).endsWith(role) || missing.length > 1);
    }
  }
  assert.deepEqual([...seen].sort(), ['closed', 'open', 'partial', 'waiting']);
  const byWord = states.flatMap(({ views }) => views).find(({ says }) => says.status === 'closed');
  assert.ok(byWord !== undefined);
  assert.equal(plainText(words.nowOf(byWord)), 'closed, by the packet’s word alone');
  assert.equal(plainText(words.nowOf({ ...byWord, closedBy: ['Olga', 'Otto'] })), 'closed by Olga and Otto');
});
