import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MediaAnswers } from '../../../../../electron/core/media/answers.ts';
import { Imports } from '../../../../../electron/station/imports/imports.ts';
import type { JobView } from '../../../../../shared/contract/views.ts';
import { smallStation } from '../../../../helpers/small-station.ts';
import { treeOf } from '../../../../helpers/trees.ts';

const packetReader = { read: () => Promise.reject(new Error('no packet is imported here')) };
const station = { ...(await smallStation()), packetReader };

function bundle(path: string) {
  return { kind: 'bundle', name: 'bundle', form: 'directory', bytes: null, likely: true, path } as const;
}

/** Imports under way, and how a test waits until one of them is as it should be. */
function importing(...trees: readonly string[]) {
  const waiting: { id: string; holds: (job: JobView) => boolean; resolve: () => void }[] = [];
  const imports = new Imports(station, new MediaAnswers(), (job) => {
    for (const one of waiting) if (one.id === job.id && one.holds(job)) one.resolve();
  });
  const ids = imports.start(trees.map(bundle)).map(({ id }) => id);
  const view = (id: string): JobView => {
    const found = imports.jobs().find((job) => job.id === id);
    assert.ok(found);
    return found;
  };
  const until = (id: string, state: JobView['state']): Promise<void> => {
    if (view(id).state === state) return Promise.resolve();
    return new Promise((resolve) => waiting.push({ id, holds: (job) => job.state === state, resolve }));
  };
  return { imports, ids, view, until };
}

test('an import that was paused before its turn waits for whoever paused it, and begins when it is resumed', async () => {
  const { imports, ids, view, until } = importing(treeOf({ a: 'first' }), treeOf({ a: 'second' }));
  const [first = '', second = ''] = ids;
  imports.pause(second);
  await until(first, 'ended');
  // The turn after the first one's end, in which the next would begin.
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual([view(second).state, view(second).progress.phase], ['paused', 'waiting']);
  imports.resume(second);
  await until(second, 'ended');
  assert.equal(view(second).outcome?.kind, 'imported');
});

test('cancelling is acknowledged at once, cannot be paused any more, and is over soon after; one that waits is over at once', async () => {
  const large = treeOf({ a: Buffer.alloc(64 * 1024 * 1024) });
  const { imports, ids, view, until } = importing(large, treeOf({ a: 'third' }));
  const [first = '', second = ''] = ids;
  imports.pause(first);
  imports.cancel(first);
  assert.equal(view(first).state, 'cancelling');
  imports.pause(first);
  imports.resume(first);
  assert.equal(view(first).state, 'cancelling');
  imports.cancel(second);
  assert.deepEqual([view(second).state, view(second).outcome?.kind], ['ended', 'cancelled']);
  await until(first, 'ended');
  assert.equal(view(first).outcome?.kind, 'cancelled');
  assert.deepEqual(
    [...station.journal.entries()].slice(-1).map(({ event }) => event.kind),
    ['import-cancelled'],
    'the one that waited had not begun',
  );
});
