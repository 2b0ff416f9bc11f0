import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { recordDigest } from '../../../../../electron/core/vault/store/bundle-store.ts';
import { VaultCheck } from '../../../../../electron/station/imports/vault-check.ts';
import type { VaultCheckView } from '../../../../../shared/contract/evidence-views.ts';
import type { Sha256 } from '../../../../../shared/encoding/bytes.ts';
import type { BundleRecord } from '../../../../../shared/evidence/types.ts';
import { must } from '../../../../helpers/must.ts';
import { recordsOnDisk } from '../../../../helpers/records-on-disk.ts';
import { smallStation } from '../../../../helpers/small-station.ts';
import { treeOf } from '../../../../helpers/trees.ts';
import { codes } from '../../../shared/packet/fixtures.ts';

type Small = Awaited<ReturnType<typeof smallStation>>;
type Done = Extract<VaultCheckView, { state: 'done' }>;

/** A bundle, and the entry of its import as this version or the one before writes it. */
async function importedBy(version: 'this' | 'before', station: Small): Promise<BundleRecord> {
  const record = must(await station.vault.importBundle(treeOf({ a: 'a', b: version })).done);
  const { id, label } = record;
  const digest = version === 'this' ? { record: recordDigest(record) } : {};
  must(
    await station.record({
      kind: 'import-finished',
      what: 'bundle',
      label,
      id,
      verdict: 'read',
      findings: [],
      ...digest,
    }),
  );
  return record;
}

const listed = async ({ vault }: Small): Promise<readonly Sha256[]> =>
  must(await vault.listing()).bundles.map(({ id }) => id);

/** The check, and what it comes to once it is started with this. */
function checkOf(station: Small) {
  let onDone: (done: Done) => void = () => undefined;
  const check = new VaultCheck(station, (view) => {
    if (view.state === 'done') onDone(view);
    else assert.equal(view.state, 'running');
  });
  const doneAfter = async (start: () => unknown): Promise<Done> => {
    const done = new Promise<Done>((resolve) => {
      onDone = resolve;
    });
    await start();
    return done;
  };
  return { check, doneAfter };
}

test('bundles of a station of the version before count once their records were made again, which a start sees to', async () => {
  const station = await smallStation();
  const [before, now] = [await importedBy('before', station), await importedBy('this', station)];
  assert.deepEqual(await listed(station), [now.id]);
  const { check, doneAfter } = checkOf(station);
  const done = await doneAfter(() => check.startIfOwed());
  assert.deepEqual([done.refused, done.findings], [[], []]);
  assert.deepEqual((await listed(station)).toSorted(), [before.id, now.id].toSorted());
  const again = must(await station.vault.bundle(before.id));
  assert.deepEqual(
    [again.summary, again.verdict, codes(again.findings)],
    [before.summary, 'read', ['evidence.record-remade']],
  );
  const told = station.journal.entries().flatMap(({ event }) => (event.kind === 'verification' ? [event] : []));
  assert.deepEqual(
    told.map(({ what, id, verdict, record }) => [what, what === 'bundle' ? id : null, verdict, record]),
    [
      ['bundle', before.id, 'read', recordsOnDisk(join(station.folder, 'vault')).get(before.id)],
      ['vault', null, 'verified', undefined],
    ],
  );
  const after = new VaultCheck(station, () => assert.fail('it was started again'));
  await after.startIfOwed();
  assert.equal(after.view().state, 'never');
});

test('an edited record is believed by nobody until the check has made it again, and the check and the journal say so', async () => {
  const station = await smallStation();
  const record = await importedBy('this', station);
  const path = join(station.folder, 'vault/bundles', record.id, 'record.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace(record.summary.merkleSha256, 'ab'.repeat(32)));
  assert.deepEqual(await listed(station), []);
  const { check, doneAfter } = checkOf(station);
  await check.startIfOwed();
  assert.equal(check.view().state, 'never', 'whether somebody edited it is for people to see');
  const done = await doneAfter(() => check.start());
  assert.deepEqual(codes(done.findings), ['evidence.record-differs']);
  assert.equal(must(await station.vault.bundle(record.id)).summary.merkleSha256, record.summary.merkleSha256);
  const event = station.journal.entries().at(-2)?.event;
  assert.ok(event?.kind === 'verification');
  assert.deepEqual(event.findings, ['evidence.record-differs', 'evidence.record-remade']);
});
