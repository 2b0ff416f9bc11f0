import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type Calls, Left } from '../../../../../electron/core/files/calls.ts';
import { SHARED_FILE } from '../../../../../electron/core/files/durable.ts';
import { createFileReadBack } from '../../../../../electron/core/files/durable-file.ts';
import { createFolderDurably } from '../../../../../electron/core/files/durable-folder.ts';
import type { FileFailure } from '../../../../../electron/core/files/file-failure.ts';
import type { ReadBackSource } from '../../../../../electron/core/files/read-back.ts';
import { MediaAnswers } from '../../../../../electron/core/media/answers.ts';
import { statementFiles } from '../../../../../electron/station/authority/statement-files.ts';
import { HandleTable } from '../../../../../electron/station/media/handles.ts';
import { Outgoing } from '../../../../../electron/station/media/outgoing.ts';
import { passedOn } from '../../../../../electron/station/passed-on.ts';
import { utf8 } from '../../../../../shared/encoding/bytes.ts';
import { err, type Result } from '../../../../../shared/result.ts';
import { noSlowMedium, SlowMedium } from '../../../../helpers/slow-medium.ts';
import { freshFolder } from '../../../../helpers/trees.ts';

const FILES = ['a', 'b/c', 'b/d/e'].map((name) => ({ name, bytes: new Uint8Array(randomBytes(3 * 512 * 1024)) }));
const [FIRST] = FILES;
assert.ok(FIRST !== undefined);

type Written = Result<ReadBackSource, FileFailure>;

/** The ways in which anything is written to a medium. */
const WAYS: Readonly<Record<string, (folder: string, calls: Calls) => Promise<Written>>> = {
  folder: (folder, calls) => createFolderDurably(folder, 'export', FILES, calls),
  file: (folder, calls) => createFileReadBack(join(folder, 'export'), FIRST.bytes, SHARED_FILE, calls),
};

/** Calls of a person who leaves before, or while, the `at`th is answered. Those of cleaning up count too. */
function leavingAt(at: number) {
  let made = 0;
  const count = <T>(call: () => Promise<T>): Promise<T> => {
    made += 1;
    return call();
  };
  const calls: Calls = {
    make: async (call) => {
      if (made >= at) throw new Left();
      return count(call);
    },
    cleanUp: count,
  };
  return { calls, made: () => made };
}

for (const [name, write] of Object.entries(WAYS)) {
  test(`${name}: whoever leaves at any call leaves nothing behind`, async () => {
    const whole = freshFolder();
    const undisturbed = leavingAt(Number.POSITIVE_INFINITY);
    assert.ok((await write(whole, undisturbed.calls)).ok);
    assert.ok(undisturbed.made() > 8, 'there is something to leave');
    assert.deepEqual(readdirSync(whole), ['export']);
    for (let at = 0; at < undisturbed.made(); at++) {
      const folder = freshFolder();
      const left = await write(folder, leavingAt(at).calls);
      assert.ok(!left.ok && left.error.errno === 'ECANCELED', `${at}: ${JSON.stringify(left)}`);
      assert.deepEqual(readdirSync(folder), [], `${at}`);
      rmSync(folder, { recursive: true });
    }
  });

  test(`${name}: a medium that hangs is told, and whoever leaves waits for it no more`, {
    skip: noSlowMedium,
  }, async (t) => {
    const { medium, content } = await plugged(t);
    const folders = new HandleTable<string>('folder');
    const handle = folders.issue(medium.folder);
    const seconds: (number | null)[] = [];
    let hasBeenTold: () => void = () => undefined;
    const told = new Promise<void>((resolve) => {
      hasBeenTold = resolve;
    });
    const outgoing = new Outgoing(new MediaAnswers(), (folder, silent) => {
      assert.equal(folder, handle);
      seconds.push(silent);
      if (silent === 2) hasBeenTold();
    });
    let hangs = true;
    const run = () =>
      outgoing.run(handle, medium.folder, async (calls) => {
        const watched: Calls = {
          // It hangs at the first call behind the one that names what was written.
          make: (call) => {
            if (hangs && existsSync(join(content, 'export'))) {
              hangs = false;
              medium.hang();
            }
            return calls.make(call);
          },
          cleanUp: (call) => calls.cleanUp(call),
        };
        const written = await write(medium.folder, watched);
        return written.ok ? written : err(passedOn('export', written.error));
      });

    const hanging = run();
    await told;
    outgoing.leave(handle);
    const left = await hanging;
    assert.ok(!left.ok && left.error.code === 'export/left', JSON.stringify(left));
    assert.deepEqual(seconds, [1, 2, null]);
    assert.deepEqual(readdirSync(content), ['export'], 'nothing can be taken away as long as it hangs');

    const ended = outgoing.leaveAll();
    medium.answer();
    await ended;
    assert.deepEqual(readdirSync(content), [], 'it was taken away');

    const again = await run();
    assert.ok(again.ok, JSON.stringify(again));
    assert.deepEqual(readdirSync(content), ['export']);
    const first = join(content, name === 'folder' ? 'export/a' : 'export');
    assert.ok(readFileSync(first).equals(FIRST.bytes));
  });
}

test('statements on a medium that hangs are not waited for', { skip: noSlowMedium }, async (t) => {
  const { medium, content } = await plugged(t);
  writeFileSync(join(content, 'decision.dsse.json'), utf8('{}'));
  mkdirSync(join(content, 'authority'));
  const answers = new MediaAnswers();
  const folders = [medium.folder, join(medium.folder, 'authority')];
  const read = await statementFiles(folders, answers);
  assert.ok(read.ok && read.value.length === 1);
  medium.hang();
  const silent = await statementFiles(folders, answers);
  assert.ok(!silent.ok && silent.error.code === 'file/no-answer', JSON.stringify(silent));
  medium.answer();
  while (!(await statementFiles(folders, answers)).ok) await readdir(content);
});

async function plugged(t: TestContext) {
  const content = freshFolder();
  const medium = new SlowMedium(freshFolder(), content);
  await medium.plug(1000, 'rw');
  t.after(() => medium.clear());
  return { medium, content };
}
