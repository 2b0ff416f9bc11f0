import assert from 'node:assert/strict';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readJournal } from '../../../../electron/cli/read-journal.ts';
import { MAX_LOG_BYTES } from '../../../../electron/core/journal/room.ts';
import { MAX_NOTE_BYTES } from '../../../../shared/journal/note.ts';
import { ownerKey } from '../../../helpers/statements.ts';

const root = await mkdtemp(join(tmpdir(), 'holdfast-read-journal-'));
after(() => rm(root, { recursive: true }));

test('a log or a checkpoint that is longer than a station writes is not read', async () => {
  for (const [log, checkpoint] of [
    [MAX_LOG_BYTES + 1, 0],
    [0, MAX_NOTE_BYTES + 1],
  ] as const) {
    for (const [name, size] of [
      ['log.jsonl', log],
      ['checkpoint', checkpoint],
    ] as const) {
      await writeFile(join(root, name), '');
      await truncate(join(root, name), size);
    }
    const journal = await readJournal(root, ownerKey.key);
    assert.ok(!journal.ok && 'unreadable' in journal.error);
    assert.ok(journal.error.unreadable.includes(`at most ${log > 0 ? MAX_LOG_BYTES : MAX_NOTE_BYTES} are read`));
  }
});
