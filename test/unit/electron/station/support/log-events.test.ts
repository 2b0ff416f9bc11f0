import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { faultLine } from '../../../../../electron/core/fault-line.ts';
import { Log } from '../../../../../electron/core/log/log.ts';
import { type AskingWindow, answerWindow } from '../../../../../electron/desktop/ipc/answer-window.ts';
import { passedOn } from '../../../../../electron/station/passed-on.ts';
import { noteEvents } from '../../../../../electron/station/support/log-events.ts';
import type { StationEvent } from '../../../../../shared/contract/events.ts';
import { reviewChannels } from '../../../../../shared/contract/review.ts';
import { type JobView, NOT_STARTED } from '../../../../../shared/contract/views.ts';
import { type Failure, failure } from '../../../../../shared/failure/failure.ts';
import { finding } from '../../../../../shared/finding/index.ts';
import { err, type Result } from '../../../../../shared/result.ts';
import { must } from '../../../../helpers/must.ts';
import { freshFolder } from '../../../../helpers/trees.ts';

const MAIN_FRAME = { url: 'holdfast://review/' };

type Answer = Parameters<AskingWindow['webContents']['ipc']['handle']>[1];

/** A page that asks one thing as its window is answered, of a handler that answers or throws. */
async function askThrough(log: Log, name: string, request: unknown, given: () => Promise<Result<null, Failure>>) {
  let answer: Answer = async () => undefined;
  const ipc = {
    handle: (_: string, handler: Answer) => {
      answer = handler;
    },
  };
  const { 'packet/list': list } = reviewChannels;
  const window = { webContents: { mainFrame: MAIN_FRAME, ipc } };
  answerWindow(
    window,
    'review',
    { 'packet/list': list },
    { 'packet/list': given },
    { log, onRefused: async () => undefined },
  );
  await answer({ senderFrame: MAIN_FRAME }, name, request).catch(() => undefined);
}

/** All that the windows are told of an import, with a secret wherever a text of the medium can be. */
function eventsWith(secret: string): readonly StationEvent[] {
  const job = (change: Partial<JobView>): StationEvent => ({
    kind: 'job',
    job: {
      id: `job_${'a'.repeat(32)}`,
      name: secret,
      kind: 'bundle',
      state: 'running',
      progress: { ...NOT_STARTED, current: secret },
      outcome: null,
      ...change,
    },
  });
  const findings = [finding('evidence.same-files-other-tree', secret, { observed: secret, expected: secret })];
  const cause = failure('file/unreadable', { where: secret, errno: 'EIO' });
  const fault = faultLine(new TypeError(secret));
  const ended = failure('import/thread-kept', { cause: failure('thread/ended', { params: { fault } }) });
  const failed = { ...failure('import/medium', { where: secret, cause, findings }), params: { secret } };
  return [
    job({}),
    job({ state: 'ended', outcome: { kind: 'refused', failure: failed, findings, import: secret } }),
    job({ state: 'ended', outcome: { kind: 'interrupted', failure: failed } }),
    job({ state: 'ended', outcome: { kind: 'interrupted', failure: ended } }),
    { kind: 'check', check: { state: 'running', progress: { ...NOT_STARTED, current: secret } } },
    {
      kind: 'check',
      check: {
        state: 'failed',
        failure: passedOn('station', failure('file/gone', { where: secret, errno: 'ENOENT' })),
      },
    },
    { kind: 'silence', folder: secret, seconds: 3 },
    {
      kind: 'airgap',
      airgap: {
        linksUp: [{ name: secret, kind: 'other' }],
        linksDown: [secret],
        probeFailure: secret,
        checkedAt: secret,
        watchedSince: secret,
        lastChange: { at: secret, before: { linksUp: [], linksDown: [secret], probeFailure: secret } },
      },
    },
  ];
}

test('of a secret that is everywhere a text from outside can be, nothing gets into the log', async () => {
  // Plain letters, as a passphrase has them: nothing about its form may be what keeps it out.
  const secrets = fc.stringMatching(/^[a-z]{10,16}$/);
  await fc.assert(
    fc.asyncProperty(secrets, async (secret) => {
      const log = new Log();
      log.keepIn(join(freshFolder(), 'log'), (before) => ({
        ...{ kind: 'started', version: '1', electron: '1', chromium: '1', node: '1', kernel: '1', before },
      }));
      const note = noteEvents(log);
      for (const event of eventsWith(secret)) note(event);
      const gone = failure('file/gone', { where: secret, errno: 'ENOENT' });
      const why = { ...passedOn('export', gone), params: { secret } };
      const thrown = Object.assign(new Error(secret, { cause: new Error(secret) }), { path: secret });
      await askThrough(log, 'packet/list', {}, async () => err(why));
      await askThrough(log, 'packet/list', {}, () => Promise.reject(thrown));
      await askThrough(log, secret, { [secret]: secret }, async () => err(why));
      await askThrough(log, 'packet/list', { [secret]: secret }, async () => err(why));
      log.note({ kind: 'fault', fault: faultLine(thrown) });
      log.note({ kind: 'fault', fault: faultLine(secret) });
      const text = must(await log.text()).toString('utf8');
      assert.match(text, / answered page=review channel=packet\/list ms=\d+ code=export\/gone errno=ENOENT/);
      assert.match(text, / threw page=review channel=packet\/list fault=/);
      assert.match(text, / import of=bundle job=aaaaaaaa state=interrupted .* errno=EIO\n/);
      assert.match(text, / import of=bundle job=aaaaaaaa state=interrupted .* fault="?TypeError/);
      assert.ok(!text.includes(secret), text);
    }),
    { numRuns: 30 },
  );
});
