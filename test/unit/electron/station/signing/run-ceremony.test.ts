import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { circumstancesOf } from '../../../../../electron/station/circumstances.ts';
import { Session } from '../../../../../electron/station/session.ts';
import { heldCeremony } from '../../../../../electron/station/signing/ceremony.ts';
import { RUN_IDLE_LIMIT_MS, runCeremony } from '../../../../../electron/station/signing/run-ceremony.ts';
import type { SigningRequest } from '../../../../../electron/station/signing/shown-statement.ts';
import type { AirgapView } from '../../../../../shared/contract/views.ts';
import { sha256Hex } from '../../../../../shared/encoding/digest.ts';
import { ok } from '../../../../../shared/result.ts';
import { CALM } from '../../../../helpers/airgap.ts';
import { must } from '../../../../helpers/must.ts';
import { SEALED_START } from '../../../../helpers/seal.ts';
import { smallStation } from '../../../../helpers/small-station.ts';
import { complete, grantDraft, holdDraft } from '../../../../helpers/statements.ts';
import { typedPassphrase } from '../../../../helpers/typed.ts';

const UP: AirgapView = { ...CALM, linksUp: [{ name: 'eth0', kind: 'ethernet' }] };
const ACTIONS = ['REAL_RUN', 'permit', 'window'] as const;

const small = await smallStation();

interface Begun {
  readonly cosigns?: boolean;
  /** Awaited right before a statement counts as kept. */
  readonly whenKept?: () => Promise<void>;
}

/** A run of three grants, held as the signing window holds it, and the payloads that were kept. */
async function begin({ cosigns = false, whenKept }: Begun = {}) {
  let airgap = CALM;
  let now = 0;
  const kept: string[] = [];
  const session = new Session({ keyring: small.keyring, record: small.record, now: () => now });
  const station = {
    ...small,
    session,
    airgap: { current: () => airgap, probe: async () => airgap, stop: () => undefined },
    ownKeys: { agent: null, askForKeyFile: async () => ok(null), askForAgent: async () => ok(null) },
    circumstances: (override: string | null) =>
      circumstancesOf(holdDraft.predicate.console, SEALED_START, CALM, override, new Date(0)),
  };
  const request = (action: string, signer = small.owner): SigningRequest<string> => ({
    signer,
    typeExactly: action,
    build: async ({ circumstances, id: grantId, nonce }) =>
      ok(complete({ ...grantDraft, predicate: { ...grantDraft.predicate, ...circumstances, action, grantId, nonce } })),
    keep: async ({ payload, signer: by }) => {
      await whenKept?.();
      const digest = `${by.name} ${sha256Hex(payload)}`;
      kept.push(digest);
      return ok(digest);
    },
  });
  const part = { signer: small.owner, requests: ACTIONS.map((action) => request(action)) };
  const follows = async (signed: readonly string[]) =>
    cosigns ? { signer: small.operator, requests: signed.map(() => request('REAL_RUN', small.operator)) } : null;
  const ceremony = must(await runCeremony(station, part, follows));
  let isClosed = false;
  const held = heldCeremony(ceremony, () => {
    isClosed = true;
  });
  const { handlers: ask } = held;
  const open = async (rendered = shownIn(ceremony.view())) =>
    ask['ceremony/open-run']({ passphrase: await typedPassphrase(small.keyring, small.password), rendered });
  return {
    ceremony,
    held,
    ask,
    open,
    kept,
    session,
    isClosed: () => isClosed,
    link: (isUp: boolean) => {
      airgap = isUp ? UP : CALM;
    },
    pass: (ms: number) => {
      now += ms;
    },
  };
}

type View = ReturnType<Awaited<ReturnType<typeof begin>>['ceremony']['view']>;

function textDigestOf(payload: string): string {
  return JSON.parse(Buffer.from(payload, 'base64').toString()).predicate.renderedSha256;
}

function shownIn(view: View): string[] {
  return view.kind === 'run' ? view.payloads.map(textDigestOf) : [];
}

/** What a person who reads and types rightly sends from the page that is shown. */
function rightly(view: View) {
  assert.ok(view.kind === 'run-page');
  return { at: view.at, typed: view.typeExactly, rendered: textDigestOf(view.payload) };
}

function outOfOrder(payloads: readonly string[], at: number) {
  const other = (at + 1) % payloads.length;
  return { at: other, typed: ACTIONS[other] ?? null, rendered: textDigestOf(payloads[other] ?? '') };
}

function digestOf(view: View): string {
  assert.ok(view.kind === 'run-page');
  return `${view.signer.name} ${sha256Hex(Buffer.from(view.payload, 'base64'))}`;
}

test('one passphrase, and each statement is signed by a press of its own', async () => {
  const run = await begin();
  assert.deepEqual(must(await run.open()), 'next');
  const shown: string[] = [];
  for (const at of ACTIONS.keys()) {
    const view = run.ceremony.view();
    shown.push(digestOf(view));
    assert.deepEqual(run.kept, shown.slice(0, at));
    assert.equal(must(await run.ask['ceremony/sign-page'](rightly(view))), at < 2 ? 'next' : 'closed');
  }
  assert.deepEqual(run.kept, shown);
  assert.ok(run.isClosed());
  assert.deepEqual(must(await run.held.settled()), { signed: shown, ended: 'done' });
});

test('a co-signer follows in the same window, with a passphrase of their own', async () => {
  const run = await begin({ cosigns: true });
  must(await run.open());
  for (const _ of ACTIONS) must(await run.ask['ceremony/sign-page'](rightly(run.ceremony.view())));
  const list = run.ceremony.view();
  assert.ok(list.kind === 'run' && list.isCosigner && list.signer.name === 'Otto');
  must(await run.open());
  for (const _ of ACTIONS) must(await run.ask['ceremony/sign-page'](rightly(run.ceremony.view())));
  assert.equal(run.kept.filter((one) => one.startsWith('Otto')).length, 3);
  assert.ok(run.isClosed());
});

type Press =
  | { readonly does: 'open'; readonly as: 'shown' | 'fewer' | 'others' }
  | {
      readonly does: 'sign';
      readonly as: 'rightly' | 'the next' | 'the first' | 'out of order' | 'untyped' | 'another text';
    }
  | { readonly does: 'twice' | 'link up' | 'link down' | 'cancel' | 'close' };

const presses = fc.array(
  fc.oneof<fc.Arbitrary<Press>[]>(
    fc.record({
      does: fc.constant<'open'>('open'),
      as: fc.constantFrom<Extract<Press, { does: 'open' }>['as'][]>('shown', 'shown', 'fewer', 'others'),
    }),
    fc.record({
      does: fc.constant<'sign'>('sign'),
      as: fc.constantFrom<Extract<Press, { does: 'sign' }>['as'][]>(
        'rightly',
        'rightly',
        'rightly',
        'the next',
        'the first',
        'out of order',
        'untyped',
        'another text',
      ),
    }),
    fc.record({
      does: fc.constantFrom<Exclude<Press['does'], 'open' | 'sign'>[]>(
        'twice',
        'link up',
        'link down',
        'cancel',
        'close',
      ),
    }),
  ),
  { maxLength: 12 },
);

test('a run never signs what was not shown and confirmed by its own press, whatever the window sends', async () => {
  await fc.assert(
    fc.asyncProperty(fc.boolean(), presses, async (isOpened, all) => {
      const run = await begin();
      const list = run.ceremony.view();
      assert.ok(list.kind === 'run');
      if (isOpened) must(await run.open());
      const confirmed: string[] = [];
      let isUp = false;
      let isOver = false;
      for (const press of all) {
        const view = run.ceremony.view();
        const mayCount = view.kind === 'run-page' && !isUp && !isOver;
        if (press.does === 'open') {
          const shown = shownIn(view);
          const sent = press.as === 'shown' ? shown : press.as === 'fewer' ? shown.slice(1) : shown.toReversed();
          const answer = await run.open(sent);
          if (answer.ok) assert.ok(press.as === 'shown' && view.kind === 'run' && !isUp && !isOver);
        } else if (press.does === 'sign') {
          if (view.kind !== 'run-page') {
            const early = { at: 0, typed: 'REAL_RUN', rendered: shownIn(view)[0] ?? '0'.repeat(64) };
            assert.ok(!(await run.ask['ceremony/sign-page'](early)).ok);
          } else {
            const right = rightly(view);
            const sent = {
              rightly: right,
              'the next': { ...right, at: right.at + 1 },
              'the first': { ...right, at: 0 },
              // What another page would send, had it been shown.
              'out of order': outOfOrder(list.payloads, right.at),
              untyped: { ...right, typed: null },
              'another text': { ...right, rendered: '0'.repeat(64) },
            }[press.as];
            if (mayCount && (press.as === 'rightly' || (press.as === 'the first' && right.at === 0))) {
              confirmed.push(digestOf(view));
            }
            await run.ask['ceremony/sign-page'](sent);
          }
        } else if (press.does === 'twice') {
          if (view.kind === 'run-page') {
            if (mayCount) confirmed.push(digestOf(view));
            await Promise.all([
              run.ask['ceremony/sign-page'](rightly(view)),
              run.ask['ceremony/sign-page'](rightly(view)),
            ]);
          }
        } else if (press.does === 'cancel') {
          await run.ask['ceremony/cancel']({});
        } else if (press.does === 'close') {
          run.held.cancel();
        } else {
          isUp = press.does === 'link up';
          run.link(isUp);
        }
        isOver ||= press.does === 'cancel' || press.does === 'close' || run.isClosed();
        assert.deepEqual(run.kept, confirmed);
      }
      run.held.cancel();
      const came = must(await run.held.settled());
      assert.deepEqual(came === null ? [] : came.signed, confirmed);
    }),
    { numRuns: 150 },
  );
});

test('to end a run at any instant leaves exactly what was confirmed and kept by then', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 60 }), async (turns) => {
      const run = await begin({ whenKept: () => new Promise((resolve) => setImmediate(resolve)) });
      const ending = (async () => {
        for (let turn = 0; turn < turns * 4; turn++) await new Promise((resolve) => setImmediate(resolve));
        run.held.cancel();
      })();
      const answers: boolean[] = [];
      const opened = await run.open();
      for (let at = 0; opened.ok && at < ACTIONS.length; at++) {
        const view = run.ceremony.view();
        if (view.kind !== 'run-page') break;
        const answer = await run.ask['ceremony/sign-page'](rightly(view));
        answers.push(answer.ok);
        if (!answer.ok) break;
      }
      await ending;
      const came = must(await run.held.settled());
      assert.deepEqual(came?.signed ?? [], run.kept);
      // Said to be signed is what was kept, and the other way round.
      assert.equal(answers.filter(Boolean).length, run.kept.length);
    }),
    { numRuns: 40 },
  );
});

test('a link that comes up ends the run, and so do five minutes with nobody there', async (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  for (const why of ['link', 'idle'] as const) {
    const run = await begin();
    must(await run.open());
    must(await run.ask['ceremony/sign-page'](rightly(run.ceremony.view())));
    const second = rightly(run.ceremony.view());
    run.pass(RUN_IDLE_LIMIT_MS - 1);
    t.mock.timers.tick(1000);
    assert.ok(!run.isClosed());
    if (why === 'link') run.link(true);
    else run.pass(1);
    t.mock.timers.tick(1000);
    assert.ok(run.isClosed());
    run.link(false);
    // The key is gone: even a press that comes too late signs nothing.
    assert.ok(!(await run.ask['ceremony/sign-page'](second)).ok);
    const came = must(await run.held.settled());
    assert.equal(came?.ended, why);
    assert.equal(came?.signed.length, 1);
  }
});
