import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { LogEvent } from '../../../../../electron/core/log/log-event.ts';
import { type AskingWindow, answerWindow } from '../../../../../electron/desktop/ipc/answer-window.ts';
import { reviewChannels } from '../../../../../shared/contract/review.ts';
import { signChannels } from '../../../../../shared/contract/sign.ts';
import type { Failure } from '../../../../../shared/failure/failure.ts';
import { ok } from '../../../../../shared/result.ts';

type Answer = Parameters<AskingWindow['webContents']['ipc']['handle']>[1];

/** A window whose page asks as its window is answered, and what the gate reported. */
function gated() {
  const mainFrame = { url: 'holdfast://review/' };
  const refused: Failure[] = [];
  const noted: LogEvent[] = [];
  const handled: string[] = [];
  let answer: Answer = () => Promise.reject(new Error('the gate is not open'));
  const ipc = {
    handle: (_: string, given: Answer) => {
      answer = given;
    },
  };
  const window = { webContents: { mainFrame, ipc } };
  const { 'packet/list': list, 'import/start': start } = reviewChannels;
  const channels = { 'packet/list': list, 'import/start': start };
  const handle = (name: string) => async () => {
    handled.push(name);
    return ok(null);
  };
  const handlers = { 'packet/list': handle('packet/list'), 'import/start': handle('import/start') };
  const onRefused = async (failure: Failure) => {
    refused.push(failure);
  };
  answerWindow(window, 'review', channels, handlers, { onRefused, log: { note: (event) => noted.push(event) } });
  const ask = (name: unknown, request: unknown, senderFrame: { readonly url: string } | null = mainFrame) =>
    answer({ senderFrame }, name, request);
  return { ask, refused, handled };
}

test('whatever a window sends as a channel’s name is refused and reported, in a few words', async () => {
  const names = fc.oneof(
    fc.anything({
      withBigInt: true,
      withNullPrototype: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withDate: true,
    }),
    fc.string({ maxLength: 5000 }),
    fc.constantFrom(
      { toString: 1, valueOf: 1 },
      Object.create(null),
      10n ** 100n,
      ['packet/list'],
      '__proto__',
      'constructor',
    ),
  );
  await fc.assert(
    fc.asyncProperty(names, fc.anything(), async (name, request) => {
      const { ask, refused, handled } = gated();
      const answer = await ask(name, request);
      assert.deepEqual(
        refused.map(({ code }) => code),
        ['ipc/no-channel'],
      );
      assert.deepEqual(answer, { ok: false, error: refused[0] });
      assert.ok((refused[0]?.where ?? '').length < 100, refused[0]?.where);
      assert.deepEqual(handled, []);
    }),
  );
});

test('whatever request is not of the channel’s form is refused and reported, in a few words', async () => {
  const hostile = fc.oneof(
    fc.anything({ withBigInt: true, withNullPrototype: true, withMap: true }),
    fc.record({ candidates: fc.array(fc.anything(), { maxLength: 500 }) }),
    fc.dictionary(fc.string({ maxLength: 2000 }), fc.anything(), { minKeys: 1, maxKeys: 200 }),
  );
  await fc.assert(
    fc.asyncProperty(hostile, async (request) => {
      const { ask, refused, handled } = gated();
      await ask('import/start', request);
      assert.equal(refused.length + handled.length, 1);
      for (const { where = '' } of refused) assert.ok(where.length < 300, `${where.length} characters`);
    }),
  );
  const { ask, refused } = gated();
  await ask('import/start', { candidates: Array.from({ length: 500 }, () => 'x') });
  assert.equal(refused[0]?.where, 'import/start: candidates.0, candidates.1, candidates.2 and 497 more');
});

test('a question that is not from the page’s main frame is refused and reported', async () => {
  const { ask, refused, handled } = gated();
  for (const frame of [null, { url: 'holdfast://review/' }, { url: 'https://example.org/' }]) {
    await ask('packet/list', {}, frame);
  }
  assert.deepEqual(
    refused.map(({ code }) => code),
    ['ipc/wrong-sender', 'ipc/wrong-sender', 'ipc/wrong-sender'],
  );
  await ask('packet/list', {});
  assert.deepEqual(handled, ['packet/list']);
});

test('a text without a UTF-8 form is refused and reported, in whichever field of whichever window it is', async () => {
  const sha256 = 'a'.repeat(64);
  const key = `key_${'0'.repeat(32)}`;
  const typed = [
    ...['bundle/which-hash', 'decision/propose', 'authority/grant', 'authority/discharge', 'authority/revoke'],
    ...['identity/trust', 'identity/end'],
  ] as const;
  const asked: { readonly [Name in (typeof typed)[number]]: (text: string) => object } = {
    'bundle/which-hash': (hash) => ({ hash }),
    'decision/propose': (text) => ({ packet: sha256, option: 'a', signer: sha256, reason: 'r', acknowledged: [text] }),
    'authority/grant': (reason) => ({ packet: sha256, signer: sha256, action: 'a', reason, hours: 1 }),
    'authority/discharge': (leg) => ({
      ...{ packet: sha256, signer: sha256, blocker: 'b', leg, bundles: [sha256], reason: 'r' },
    }),
    'authority/revoke': (reason) => ({ envelope: sha256, signer: sha256, reason }),
    'identity/trust': (name) => ({ key, name, role: 'owner', approver: sha256 }),
    'identity/end': (reason) => ({ identity: sha256, how: 'revoke', reason, approver: sha256 }),
  };
  for (const name of typed) {
    assert.ok(reviewChannels[name].request.safeParse(asked[name]('\u{1F600} as it is')).success, name);
    for (const half of ['\ud83d', 'a\udc00b', '\udc00\ud800']) {
      assert.ok(!reviewChannels[name].request.safeParse(asked[name](half)).success, name);
    }
  }
  assert.ok(!signChannels['ceremony/override-link'].request.safeParse({ typed: '\ud83d' }).success);
  const { ask, refused, handled } = gated();
  await ask('import/start', { candidates: ['\ud83d'] });
  assert.deepEqual([refused.map(({ code }) => code), handled], [['ipc/bad-request'], []]);
});
