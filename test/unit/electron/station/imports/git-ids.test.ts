import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { hashTree } from '../../../../../electron/core/tree/hash-tree.ts';
import { recordDigest } from '../../../../../electron/core/vault/store/bundle-store.ts';
import { FrozenRecords } from '../../../../../electron/station/frozen-records.ts';
import { GitIdsWork } from '../../../../../electron/station/imports/git-ids.ts';
import { heldBundles } from '../../../../../electron/station/packets/held-bundles.ts';
import type { GitIdsView } from '../../../../../shared/contract/evidence-views.ts';
import { hasGitIds } from '../../../../../shared/evidence/git-ids.ts';
import type { BundleRecord, EvidenceReferenceState } from '../../../../../shared/evidence/types.ts';
import { evidenceStates } from '../../../../../shared/rules/reference-states.ts';
import { must } from '../../../../helpers/must.ts';
import { recordsOnDisk } from '../../../../helpers/records-on-disk.ts';
import { smallStation } from '../../../../helpers/small-station.ts';
import { treeOf } from '../../../../helpers/trees.ts';

type Small = Awaited<ReturnType<typeof smallStation>>;

const FILES = { 'a/b': '1', c: '2' };

async function imported(station: Small, source: string): Promise<BundleRecord> {
  const record = must(await station.vault.importBundle(source).done);
  const { id, label } = record;
  const entry = { kind: 'import-finished', what: 'bundle', label, id, verdict: 'read' } as const;
  must(await station.record({ ...entry, findings: [], record: recordDigest(record) }));
  return record;
}

const statesOf = async (station: Small, treeHash: string): Promise<readonly EvidenceReferenceState[]> =>
  evidenceStates([{ treeHash }], must(await heldBundles(station.vault)).bundles);

/** The work, and what it shows once nothing runs or waits. */
function workOf(station: Small) {
  let onIdle: (view: GitIdsView) => void = () => undefined;
  let wasRunning = false;
  const work = new GitIdsWork(station, (view) => {
    if (wasRunning && view.running === null && view.waiting.length === 0) onIdle(view);
    wasRunning = view.running !== null;
  });
  const idleAfter = (begin: () => unknown): Promise<GitIdsView> =>
    new Promise((resolve) => {
      onIdle = resolve;
      begin();
    });
  return { work, idleAfter };
}

test('a hash that may be git’s is not computed yet, neither matched nor unmatched; opening the packet computes it', async () => {
  const station = await smallStation();
  const source = treeOf(FILES);
  const before = await imported(station, source);
  const { summary } = must(await hashTree(source));
  for (const form of [`swh:1:dir:${summary.gitTreeSha1}`, summary.gitTreeSha1 ?? '', summary.gitTreeSha256 ?? '']) {
    const [state] = await statesOf(station, form);
    assert.deepEqual([state?.match.kind, state?.bundles.map(({ id }) => id)], ['not-computed', [before.id]]);
  }
  const other = 'ab'.repeat(32);
  assert.equal((await statesOf(station, other))[0]?.match.kind, 'not-computed');
  assert.equal((await statesOf(station, before.id))[0]?.match.kind, 'matched');
  assert.equal(
    (await statesOf(station, `h1:${Buffer.from(other, 'hex').toString('base64')}`))[0]?.match.kind,
    'unmatched',
  );

  const { work, idleAfter } = workOf(station);
  const open = await statesOf(station, other);
  await idleAfter(() => work.owed(open));
  const after = must(await station.vault.bundle(before.id));
  assert.ok(hasGitIds(after));
  assert.equal((await statesOf(station, `swh:1:dir:${summary.gitTreeSha1}`))[0]?.match.kind, 'matched');
  assert.equal((await statesOf(station, other))[0]?.match.kind, 'unmatched');
  const event = station.journal.entries().at(-1)?.event;
  assert.deepEqual(event?.kind === 'verification' ? [event.id, event.verdict, event.findings, event.record] : [], [
    before.id,
    'read',
    ['evidence.git-ids-computed'],
    recordsOnDisk(join(station.folder, 'vault')).get(before.id),
  ]);
  // Nothing is owed any more.
  const { length } = station.journal.entries();
  work.owed(await statesOf(station, other));
  assert.deepEqual([work.view().running, work.view().waiting], [null, []]);
  assert.equal(station.journal.entries().length, length);
});

test('what a person stopped is begun again by a person, not by opening a packet', async () => {
  const station = await smallStation();
  const record = await imported(station, treeOf(FILES));
  const { work, idleAfter } = workOf(station);
  const open = await statesOf(station, 'ab'.repeat(32));
  const stopped = await idleAfter(() => {
    work.owed(open);
    work.stop();
  });
  assert.deepEqual(stopped.stopped, [record.id]);
  work.owed(open);
  assert.deepEqual([work.view().running, work.view().waiting], [null, []]);
  assert.ok(!hasGitIds(must(await station.vault.bundle(record.id))));
  await idleAfter(() => work.ask([record]));
  assert.ok(hasGitIds(must(await station.vault.bundle(record.id))));
});

test('ids that are ready while something is signed are added once its window is closed, and no import waits for that', async () => {
  const small = await smallStation();
  const record = await imported(small, treeOf(FILES));
  let ready: () => void = () => undefined;
  const isReady = new Promise<void>((resolve) => {
    ready = resolve;
  });
  const frozenRecords = new FrozenRecords();
  const station = { ...small, frozenRecords };
  const isFree = frozenRecords.free.bind(frozenRecords);
  frozenRecords.free = (signal) => {
    ready();
    return isFree(signal);
  };
  const { work, idleAfter } = workOf(station);
  await idleAfter(() => {
    void frozenRecords.during(async () => {
      const before = must(await heldBundles(station.vault)).bundles;
      work.ask([record]);
      await isReady;
      assert.notEqual(work.view().running, null);
      must(await station.vault.importBundle(treeOf({ d: '3' })).done);
      const now = must(await heldBundles(station.vault)).bundles.find(({ id }) => id === record.id);
      assert.deepEqual([now], before);
      assert.ok(now !== undefined && !hasGitIds(now));
    });
  });
  assert.ok(hasGitIds(must(await station.vault.bundle(record.id))));
});
