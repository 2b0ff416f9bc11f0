import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heldCeremony } from '../../../../electron/station/ceremony.ts';
import { ok } from '../../../../shared/result.ts';

test('what a ceremony came to is known once the step that ends it is done, though its window is gone before', async () => {
  let finish: () => void = () => undefined;
  let signed: string | null = null;
  let closed = 0;
  const held = heldCeremony(
    {
      view: () => assert.fail(),
      outcome: () => signed,
      steps: {
        'ceremony/sign': async () => {
          await new Promise<void>((resolve) => {
            finish = resolve;
          });
          signed = 'kept';
          return ok('closed');
        },
      },
    },
    () => {
      closed += 1;
    },
  );
  await held.settled();
  const signing = held.handlers['ceremony/sign']({ proof: { by: 'agent' }, typed: null, rendered: '0'.repeat(64) });
  const cancelled = await held.handlers['ceremony/cancel']({});
  assert.deepEqual([cancelled, closed, signed], [ok('closed'), 1, null]);
  const settled = held.settled();
  finish();
  await settled;
  assert.equal(signed, 'kept');
  assert.deepEqual(await signing, ok('closed'));
});

test('a step that the ceremony does not have is refused, and closes nothing', async () => {
  const held = heldCeremony({ view: () => assert.fail(), outcome: () => null, steps: {} }, () => assert.fail());
  for (const answer of [
    await held.handlers['ceremony/sign-in']({ proof: { by: 'agent' } }),
    await held.handlers['ceremony/choose-agent']({}),
  ]) {
    assert.ok(!answer.ok && answer.error.code === 'sign/not-part-of-ceremony');
  }
});
