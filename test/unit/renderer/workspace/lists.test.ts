import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { deleteWorkspace, openWorkspace, type Workspace } from '../../../../renderer/workspace/database.ts';
import { deleteDraft, emptyDraft, loadDraft, saveDraft } from '../../../../renderer/workspace/drafts.ts';
import {
  countUnopenedWrong,
  rebuildIndex,
  searchBundles,
  searchPackets,
} from '../../../../renderer/workspace/lists.ts';
import { markRead, readSubjects } from '../../../../renderer/workspace/read-marks.ts';
import type { BundleSummary, PacketSummary } from '../../../../shared/contract/views.ts';
import { utf8 } from '../../../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../../../shared/encoding/digest.ts';

const packet = (id: string, title: string, importedAt: string): PacketSummary => ({
  sha256: sha256Hex(utf8(id)),
  id,
  revision: '1',
  title,
  date: '2026-06-12',
  docStatus: 'ACTIVE_NON_AUTHORITY',
  form: 'markdown',
  size: 10,
  default: 'HOLD_PRODUCTION',
  openBlockers: 7,
  blockers: 7,
  findings: 0,
  errors: 0,
  label: `${id}.md`,
  importedAt,
  decided: null,
});
const first = packet('KB-29B8', 'Production Decision Packet', '2026-06-12T00:00:00Z');
const second = packet('KB-30A1', 'Gói quyết định sản xuất', '2026-06-13T00:00:00Z');
const bundle: BundleSummary = {
  id: sha256Hex(utf8('bundle')),
  label: 'rehearsal-evidence',
  verdict: 'verified',
  checks: { failed: 0, unknown: 0, passed: 1 },
  errors: 0,
  form: 'directory',
  files: 3,
  bytes: 30,
  importedAt: '2026-06-12T00:00:00Z',
};

let workspace: Workspace;
beforeEach(async () => {
  const opened = await openWorkspace();
  assert.ok(opened.ok);
  workspace = opened.value;
});
afterEach(async () => {
  workspace.close();
  await deleteWorkspace();
});

const found = async (query: string) => (await searchPackets(workspace, query)).map((row) => row.id);

test('every packet is listed, the newest import first, and found by the beginnings of its words', async () => {
  await rebuildIndex(workspace, [first, second], [bundle]);
  assert.deepEqual(await found(''), ['KB-30A1', 'KB-29B8']);
  assert.deepEqual(await found('prod deci'), ['KB-29B8']);
  assert.deepEqual(await found('kb-29'), ['KB-29B8']);
  assert.deepEqual(await found('quyết'), ['KB-30A1']);
  assert.deepEqual(await found('kb'), ['KB-30A1', 'KB-29B8']);
  assert.deepEqual(await found('kb nothing'), []);
  assert.deepEqual(
    (await searchBundles(workspace, 'rehear')).map((row) => row.label),
    ['rehearsal-evidence'],
  );
});

test('rebuilding makes the lists as the vault has them and keeps drafts and read marks', async () => {
  await rebuildIndex(workspace, [first, second], [bundle]);
  const draft = { ...emptyDraft(first.sha256), option: 'DRYRUN', reason: 'to see', acknowledged: ['B-1'] };
  await saveDraft(workspace, draft);
  await markRead(workspace, first.sha256);

  await rebuildIndex(workspace, [{ ...first, decided: 'HOLD_PRODUCTION' }], []);
  assert.deepEqual(
    (await searchPackets(workspace, '')).map((row) => [row.id, row.decided]),
    [['KB-29B8', 'HOLD_PRODUCTION']],
  );
  assert.deepEqual(await searchBundles(workspace, ''), []);
  assert.deepEqual(await loadDraft(workspace, first.sha256), draft);
  assert.deepEqual(await readSubjects(workspace), new Set([first.sha256]));
});

test('a rebuild that fails changes nothing', async () => {
  await rebuildIndex(workspace, [first], []);
  await assert.rejects(rebuildIndex(workspace, [second, second], []));
  assert.deepEqual(await found(''), ['KB-29B8']);
});

test('deleting the workspace and rebuilding it brings back the lists; drafts and read marks alone are lost', async () => {
  await rebuildIndex(workspace, [first], [bundle]);
  await saveDraft(workspace, { ...emptyDraft(first.sha256), reason: 'gone' });
  await markRead(workspace, first.sha256);
  workspace.close();
  await deleteWorkspace();

  const opened = await openWorkspace();
  assert.ok(opened.ok);
  workspace = opened.value;
  await rebuildIndex(workspace, [first], [bundle]);
  assert.deepEqual(await found(''), ['KB-29B8']);
  assert.deepEqual(await loadDraft(workspace, first.sha256), emptyDraft(first.sha256));
  assert.equal((await readSubjects(workspace)).size, 0);
});

test('a deleted draft is empty again, and a packet is marked as read once', async () => {
  await saveDraft(workspace, { ...emptyDraft(first.sha256), reason: 'x' });
  await deleteDraft(workspace, first.sha256);
  assert.deepEqual(await loadDraft(workspace, first.sha256), emptyDraft(first.sha256));
  assert.equal(await markRead(workspace, first.sha256), null);
  const [mark] = await workspace.readMarks.toArray();
  assert.equal(await markRead(workspace, first.sha256), mark?.lookedAt, 'when it was opened before');
  const [again, ...others] = await workspace.readMarks.toArray();
  assert.deepEqual(others, []);
  assert.equal(again?.readAt, mark?.readAt, 'the first time stays');
});

test('what is wrong in evidence counts until it is opened, and what is right never does', async () => {
  const none = { failed: 0, unknown: 0, passed: 1 };
  const rows = [
    bundle,
    { ...bundle, verdict: 'read' as const },
    { ...bundle, verdict: 'refused' as const },
    { ...bundle, errors: 1 },
    { ...bundle, checks: { ...none, failed: 1 } },
    { ...bundle, checks: { ...none, unknown: 1 } },
  ].map((row, at) => ({ ...row, id: sha256Hex(utf8(`bundle ${at}`)) }));
  await rebuildIndex(workspace, [], rows);
  const counts = [await countUnopenedWrong(workspace)];
  for (const { id } of rows) {
    await markRead(workspace, id);
    counts.push(await countUnopenedWrong(workspace));
  }
  assert.deepEqual(counts, [4, 4, 4, 3, 2, 1, 0]);
});
