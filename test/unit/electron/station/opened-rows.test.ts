// The bytes that count as sent are those that the window was sent, or line ends between them.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { openVault } from '../../../../electron/core/vault/vault.ts';
import { Opened } from '../../../../electron/station/opened.ts';
import { exploring } from '../../../../electron/station/packets/exploring.ts';
import { utf8 } from '../../../../shared/encoding/bytes.ts';
import { must } from '../../../helpers/must.ts';
import { recordsOnDisk } from '../../../helpers/records-on-disk.ts';
import { digestOf, evidence } from '../../../helpers/statements.ts';
import { freshFolder, treeOf } from '../../../helpers/trees.ts';
import { workerFile } from '../../../helpers/vault-worker.ts';

const LINES = Array.from({ length: 4000 }, (_, at) => `${at} ${'é'.repeat(at % 97)}${at % 3 === 0 ? '\r' : ''}`);
const CONTENT = utf8(`${LINES.join('\n')}\n\n`);
const who = digestOf('Olga');
const session = {
  identity: who,
  name: 'Olga',
  roles: ['owner'],
  since: '2026-06-12T07:00:00Z',
  idleSeconds: 1,
} as const;

test('rows and bytes of a file count as sent just where they were', async (t) => {
  const folder = freshFolder();
  const vault = must(await openVault(folder, { workerFile, knownRecords: () => recordsOnDisk(folder) }));
  t.after(() => vault.close());
  const { id: bundle } = must(await vault.importBundle(treeOf({ 'run.log': CONTENT, empty: '' })).done);
  const asked = { bundle, path: 'run.log' };
  const offset = fc.nat(CONTENT.length - 1);
  const call = fc.oneof(
    fc.record({ kind: fc.constant('rows' as const), offset, columns: fc.constantFrom(20, 80) }),
    fc.record({ kind: fc.constant('bytes' as const), offset, limit: fc.integer({ min: 1, max: 300 }) }),
  );
  let claimed = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(call, { maxLength: 4 }), async (calls) => {
      const opened = new Opened(() => session);
      const handlers = exploring({ vault, opened });
      must(await handlers['file/open'](asked));
      must(await handlers['file/open']({ bundle, path: 'empty' }));
      const sent = new Uint8Array(CONTENT.length);
      for (const one of calls) {
        if (one.kind === 'bytes') {
          const bytes = must(await handlers['file/bytes']({ ...asked, offset: one.offset, limit: one.limit }));
          sent.fill(1, one.offset, one.offset + bytes.length);
          continue;
        }
        const view = must(await handlers['file/rows']({ ...asked, at: { offset: one.offset }, columns: one.columns }));
        assert.ok(view.kind === 'rows');
        for (const row of view.rows) sent.fill(1, row.offset, row.offset + row.length);
      }
      const tree = { ...evidence, treeHashes: { ...evidence.treeHashes, dirHash: bundle }, files: 2 };
      const { files } = opened.soFar(who)({ sha256: who, lines: 0 }, [tree]);
      assert.deepEqual(
        files.some(({ path, shown }) => path === 'empty' && shown === 0),
        true,
      );
      assert.equal(files.length, calls.length === 0 ? 1 : 2);
      for (const { first, last } of files.flatMap(({ parts }) => parts)) {
        claimed += last - first + 1;
        for (let at = first; at <= last; at++) {
          assert.ok(sent[at] === 1 || CONTENT[at] === 0x0a || CONTENT[at] === 0x0d, `byte ${at}`);
        }
      }
    }),
    { numRuns: 40 },
  );
  assert.ok(claimed > 0);
});
