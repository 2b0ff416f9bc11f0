import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { deleteWorkspace, openWorkspace, Workspace } from '../../../../renderer/workspace/database.ts';
import { loadDraft } from '../../../../renderer/workspace/drafts.ts';
import { versions } from '../../../../renderer/workspace/versions/index.ts';
import { v1 } from '../../../../renderer/workspace/versions/v1.ts';
import { sha256Hex } from '../../../../shared/encoding/digest.ts';

const NAME = 'holdfast-workspace';
const packet = sha256Hex(new Uint8Array());

afterEach(deleteWorkspace);

test('a draft of version 1 is kept, its acknowledgements starting at none', async () => {
  const old = new Workspace([v1]);
  await old.open();
  await old.table('drafts').put({ packet, option: 'DRYRUN', reason: 'to see' });
  old.close();

  const opened = await openWorkspace();
  assert.ok(opened.ok);
  assert.deepEqual(await loadDraft(opened.value, packet), {
    packet,
    option: 'DRYRUN',
    reason: 'to see',
    acknowledged: [],
  });
  assert.equal(opened.value.verno, versions.length);
  opened.value.close();
});

test('a workspace newer than the application is refused and left as it is', async () => {
  const newer = await rawOpen(990, (database) => {
    database.createObjectStore('drafts', { keyPath: 'somethingElse' }).put({ somethingElse: 1, of: 'the future' });
  });
  newer.close();

  assert.deepEqual(await openWorkspace(), { ok: false, error: { kind: 'newer', found: 99, known: versions.length } });

  const still = await rawOpen(undefined);
  assert.equal(still.version, 990);
  assert.deepEqual([...still.objectStoreNames], ['drafts']);
  const rows = still.transaction('drafts').objectStore('drafts').getAll();
  await settled(rows);
  assert.deepEqual(rows.result, [{ somethingElse: 1, of: 'the future' }]);
  still.close();
});

test('a workspace whose tables are not ours cannot be opened, and can be deleted and made anew', async () => {
  const foreign = await rawOpen(10, (database) => {
    database.createObjectStore('packets', { keyPath: 'otherKey' });
    database.createObjectStore('drafts', { keyPath: 'packet' });
  });
  foreign.close();
  const refused = await openWorkspace();
  assert.ok(!refused.ok && refused.error.kind === 'unusable');

  await deleteWorkspace();
  const opened = await openWorkspace();
  assert.ok(opened.ok);
  opened.value.close();
});

test('the versions are numbered from 1 without a gap', () => {
  assert.deepEqual(
    versions.map((one) => one.version),
    versions.map((_, at) => at + 1),
  );
});

/** The database as IndexedDB has it, without Dexie. */
async function rawOpen(version: number | undefined, upgrade?: (database: IDBDatabase) => void): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, version);
  request.onupgradeneeded = () => upgrade?.(request.result);
  await settled(request);
  return request.result;
}

function settled(request: IDBRequest): Promise<void> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });
}
