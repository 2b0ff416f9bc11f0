import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import Dexie from 'dexie';
import fc from 'fast-check';
import { deleteWorkspace, openWorkspace, Workspace } from '../../../../renderer/workspace/database.ts';
import { beginNote, deleteNote, keepNote, notesOn } from '../../../../renderer/workspace/notes.ts';
import type { NotePlace } from '../../../../renderer/workspace/rows.ts';
import { versions } from '../../../../renderer/workspace/versions/index.ts';
import { utf8 } from '../../../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../../../shared/encoding/digest.ts';

const packet = sha256Hex(utf8('packet'));
const bundle = sha256Hex(utf8('bundle'));
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

const plain = { noNullPrototype: true } as const;
const place = fc.oneof(
  fc.record({ kind: fc.constant('line' as const), line: fc.nat(100) }, plain),
  fc.record({ kind: fc.constant('blocker' as const), blocker: fc.string({ maxLength: 5 }) }, plain),
  fc.record(
    { kind: fc.constant('file' as const), path: fc.string({ maxLength: 5 }), line: fc.option(fc.nat(9)) },
    plain,
  ),
);
const step = fc.oneof(
  fc.record({ do: fc.constant('begin' as const), subject: fc.constantFrom(packet, bundle), place }),
  fc.record({ do: fc.constant('write' as const), at: fc.nat(5), text: fc.string({ maxLength: 8 }) }),
  fc.record({ do: fc.constant('delete' as const), at: fc.nat(5) }),
  fc.record({ do: fc.constant('undo' as const) }),
);

test('what is kept is what was written, changed, deleted and had back, on the packets and bundles asked for', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      await workspace.notes.clear();
      const kept = new Map<string, { subject: string; place: NotePlace; text: string }>();
      let gone: Awaited<ReturnType<typeof beginNote>> | null = null;
      for (const one of steps) {
        const all = await notesOn(workspace, [packet, bundle]);
        if (one.do === 'begin') {
          const { id, subject, place: on, text } = await beginNote(workspace, one.subject, one.place);
          kept.set(id, { subject, place: on, text });
        } else if (one.do === 'undo') {
          if (gone === null) continue;
          await keepNote(workspace, gone);
          kept.set(gone.id, { subject: gone.subject, place: gone.place, text: gone.text });
        } else {
          const note = all[one.at];
          if (note === undefined) continue;
          if (one.do === 'write') {
            await keepNote(workspace, { ...note, text: one.text });
            kept.set(note.id, { subject: note.subject, place: note.place, text: one.text });
          } else {
            await deleteNote(workspace, note);
            kept.delete(note.id);
            gone = note;
          }
        }
      }
      for (const subjects of [[packet], [bundle], [packet, bundle], []]) {
        const found = await notesOn(workspace, subjects);
        const wanted = [...kept].filter(([, { subject }]) => subjects.some((known) => known === subject));
        assert.deepEqual(
          new Map(found.map(({ id, subject, place: on, text }) => [id, { subject, place: on, text }])),
          new Map(wanted),
        );
      }
    }),
    { numRuns: 50 },
  );
});

test('a workspace of before there were notes is opened with none, and keeps its drafts', async () => {
  workspace.close();
  await deleteWorkspace();
  const older = new Workspace(versions.slice(0, 2));
  await older.open();
  const draft = { packet, option: 'A', reason: 'r', acknowledged: ['b'] };
  await older.drafts.put(draft);
  older.close();
  const opened = await openWorkspace();
  assert.ok(opened.ok);
  workspace = opened.value;
  assert.deepEqual(await workspace.drafts.get(packet), draft);
  assert.deepEqual(await notesOn(workspace, [packet]), []);
  assert.equal((await Dexie.getDatabaseNames()).length, 1);
});
