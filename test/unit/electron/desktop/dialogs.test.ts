import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Dialogs } from '../../../../electron/desktop/dialogs.ts';

type Shown = { readonly canceled: boolean; readonly filePaths: string[] };

/** Dialogs that the test answers; `open` are those that a person would see. */
function shown() {
  const open: { answer: (shown: Shown) => void; fail: (why: Error) => void }[] = [];
  const showOpenDialog = () =>
    new Promise<Shown>((resolve, reject) => {
      open.push({ answer: resolve, fail: reject });
    });
  return { dialogs: new Dialogs({ showOpenDialog }), open };
}

test('one dialog is open at a time, however many are asked for, and of whichever kind', async () => {
  const { dialogs, open } = shown();
  const first = dialogs.file('A file');
  const others = await Promise.all(Array.from({ length: 40 }, () => dialogs.file('Another file')));
  assert.deepEqual(new Set(others.map((one) => (one.ok ? 'asked' : one.error.code))), new Set(['media/dialog-open']));
  assert.equal(open.length, 1);
  open[0]?.answer({ canceled: false, filePaths: ['/media/STICK/key'] });
  assert.deepEqual(await first, { ok: true, value: '/media/STICK/key' });

  const next = dialogs.file('A file');
  open[1]?.answer({ canceled: true, filePaths: [] });
  assert.deepEqual(await next, { ok: true, value: null });
});

test('a dialog that failed does not keep the next one from opening', async () => {
  const { dialogs, open } = shown();
  const failed = dialogs.file('A file');
  open[0]?.fail(new Error('no display'));
  await assert.rejects(failed);
  void dialogs.file('A file');
  assert.equal(open.length, 2);
});
