import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Ceremony } from '../../../../../electron/station/signing/ceremony.ts';
import { behindLinkOverride } from '../../../../../electron/station/signing/link-override.ts';
import type { AirgapView } from '../../../../../shared/contract/views.ts';
import { failure } from '../../../../../shared/failure/failure.ts';
import type { JournalEvent } from '../../../../../shared/journal/entry.ts';
import { err, ok } from '../../../../../shared/result.ts';
import { CALM } from '../../../../helpers/airgap.ts';
import { digestOf } from '../../../../helpers/statements.ts';

const owner = digestOf('owner');
/** Of a window that stays open. */
const STAYS = new AbortController().signal;

/** A station whose links the test plugs in and out, and what it wrote into its journal. */
function station(...links: readonly string[]) {
  const journal: JournalEvent[] = [];
  let up = links;
  const view = (): AirgapView => ({
    ...CALM,
    linksUp: up.map((name) => ({ name, kind: 'ethernet' as const })),
  });
  const record = async (event: JournalEvent) => {
    journal.push(event);
    return ok(undefined);
  };
  const plug = (...names: readonly string[]) => {
    up = names;
  };
  return { airgap: { current: view, probe: async () => view(), stop: () => undefined }, record, journal, plug };
}

function confirming(): Ceremony<string> {
  let outcome: string | null = null;
  return {
    view: () => ({ kind: 'create-identity', role: 'owner', approver: null }),
    outcome: () => outcome,
    steps: {
      'ceremony/confirm': async ({ passphrase }) => {
        outcome = passphrase.sealed;
        return ok('closed');
      },
    },
  };
}

const asked = { passphrase: { to: 'nobody', sealed: 'the passphrase' }, typed: null };

test('without a link there is nothing to type', async () => {
  const { journal, ...calm } = station();
  const ceremony = await behindLinkOverride(calm, owner, confirming());
  assert.equal(ceremony.view().kind, 'create-identity');
  assert.deepEqual(await ceremony.steps['ceremony/confirm']?.(asked, STAYS), ok('closed'));
  assert.equal(ceremony.outcome(), 'the passphrase');
  assert.deepEqual(journal, []);
});

test('with a link up nothing is signed before the sentence, which is journalled', async () => {
  const linked = station('eth0', 'wlan0');
  const ceremony = await behindLinkOverride(linked, owner, confirming());
  const shown = ceremony.view();
  assert.ok(shown.kind === 'override-link');
  const early = await ceremony.steps['ceremony/confirm']?.(asked, STAYS);
  assert.ok(early?.ok === false && early.error.code === 'sign/not-yet');
  for (const typed of ['', 'Sign although up: eth0', `${shown.sentence} `]) {
    const wrong = await ceremony.steps['ceremony/override-link']?.({ typed }, STAYS);
    assert.ok(wrong?.ok === false && wrong.error.code === 'airgap/sentence-differs', typed);
  }
  assert.deepEqual(linked.journal, []);
  for (let times = 0; times < 3; times++)
    assert.deepEqual(await ceremony.steps['ceremony/override-link']?.({ typed: shown.sentence }, STAYS), ok('next'));
  const linksUp = ['eth0', 'wlan0'];
  assert.deepEqual(linked.journal, [{ kind: 'airgap-override', identity: owner, linksUp, typed: shown.sentence }]);
  assert.equal(ceremony.view().kind, 'create-identity');
  assert.deepEqual(await ceremony.steps['ceremony/confirm']?.(asked, STAYS), ok('closed'));
});

test('a link that came up since, or another one, is refused and journalled', async () => {
  for (const [before, after] of [
    [[], ['eth0']],
    [['eth0'], ['eth0', 'wlan0']],
  ] as const) {
    const one = station(...before);
    const ceremony = await behindLinkOverride(one, null, confirming());
    const shown = ceremony.view();
    if (shown.kind === 'override-link')
      await ceremony.steps['ceremony/override-link']?.({ typed: shown.sentence }, STAYS);
    one.plug(...after);
    const late = await ceremony.steps['ceremony/confirm']?.(asked, STAYS);
    assert.ok(late?.ok === false && late.error.code === 'airgap/link-up');
    assert.equal(ceremony.outcome(), null);
    assert.deepEqual(one.journal.at(-1), {
      kind: 'refusal',
      action: 'sign',
      code: 'airgap/link-up',
      reason: after.join(', '),
    });
    one.plug();
    assert.deepEqual(await ceremony.steps['ceremony/confirm']?.(asked, STAYS), ok('closed'));
  }
});

test('a sentence that the journal does not take allows nothing', async () => {
  const linked = station('eth0');
  const record = async () => err(failure('journal/not-written', { cause: failure('file/medium-full') }));
  const ceremony = await behindLinkOverride({ ...linked, record }, owner, confirming());
  const shown = ceremony.view();
  assert.ok(shown.kind === 'override-link');
  const taken = await ceremony.steps['ceremony/override-link']?.({ typed: shown.sentence }, STAYS);
  assert.ok(taken?.ok === false && taken.error.code === 'journal/not-written');
  const signed = await ceremony.steps['ceremony/confirm']?.(asked, STAYS);
  assert.ok(signed?.ok === false && signed.error.code === 'sign/not-yet');
});
