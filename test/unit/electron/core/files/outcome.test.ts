import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { DIRECTLY } from '../../../../../electron/core/files/calls.ts';
import { createDurably, replaceDurably } from '../../../../../electron/core/files/durable.ts';
import { createFileReadBack } from '../../../../../electron/core/files/durable-file.ts';
import { createFolderDurably } from '../../../../../electron/core/files/durable-folder.ts';
import type { FileFailure } from '../../../../../electron/core/files/file-failure.ts';
import { utf8 } from '../../../../../shared/encoding/bytes.ts';
import type { Result } from '../../../../../shared/result.ts';
import { FAULT_KINDS, type Fault, heal, inject } from '../../../../helpers/faults.ts';

const root = mkdtempSync(join(tmpdir(), 'holdfast-outcome-'));
after(() => rmSync(root, { recursive: true }));
let folders = 0;

const [OLD, NEW] = [utf8('old'), utf8('new')];

/** One way to write, and whether that which it writes is there. */
interface Writing {
  readonly before?: (folder: string) => void;
  readonly write: (folder: string) => Promise<Result<unknown, FileFailure>>;
  readonly isThere: (folder: string) => boolean;
}

const holds = (path: string) => existsSync(path) && readFileSync(path, 'utf8') === 'new';

const WRITINGS: Readonly<Record<string, Writing>> = {
  'a file replaced': {
    before: (folder) => writeFileSync(join(folder, 'a'), OLD),
    write: (folder) => replaceDurably(join(folder, 'a'), NEW),
    isThere: (folder) => holds(join(folder, 'a')),
  },
  'a file made': {
    write: (folder) => createDurably(join(folder, 'a'), NEW),
    isThere: (folder) => holds(join(folder, 'a')),
  },
  'a file made and read back': {
    write: (folder) => createFileReadBack(join(folder, 'a'), NEW, 0o644, DIRECTLY),
    isThere: (folder) => existsSync(join(folder, 'a')),
  },
  'a folder made and read back': {
    write: (folder) => createFolderDurably(folder, 'a', [{ name: 'b/c', bytes: NEW }]),
    isThere: (folder) => existsSync(join(folder, 'a')),
  },
};

async function written({ before, write, isThere }: Writing, fault: Fault | null) {
  const folder = join(root, `f${folders++}`);
  mkdirSync(folder);
  before?.(folder);
  inject(folder, fault);
  const result = await write(folder);
  const seen = heal();
  const names = readdirSync(folder);
  return { said: result.ok ? 'done' : (result.error.outcome ?? 'not-done'), seen, isThere: isThere(folder), names };
}

for (const [what, writing] of Object.entries(WRITINGS)) {
  test(`whatever call fails, what is said of it is so: ${what}`, async () => {
    const whole = await written(writing, null);
    assert.deepEqual([whole.said, whole.isThere], ['done', true]);
    for (const kind of FAULT_KINDS.filter((one) => one !== 'hangs')) {
      for (let at = 1; at <= whole.seen.calls; at++) {
        const { said, seen, isThere } = await written(writing, { at, kind, errno: 'EIO' });
        const how = `${kind} at ${at}: ${seen.hit}`;
        if (said !== 'unknown') assert.equal(isThere, said === 'done', how);
        // One call alone leaves something to be read: it is known what became of it.
        if (kind !== 'from-then-on') assert.notEqual(said, 'unknown', how);
      }
    }
  });
}

test('once nothing can be read after the rename, it is not known whether it was done', async () => {
  const writing = WRITINGS['a file replaced'];
  assert.ok(writing);
  const said = new Set<string>();
  const { seen } = await written(writing, null);
  for (let at = 1; at <= seen.calls; at++)
    said.add((await written(writing, { at, kind: 'from-then-on', errno: 'EIO' })).said);
  assert.deepEqual([...said].sort(), ['done', 'not-done', 'unknown']);
});
