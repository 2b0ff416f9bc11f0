import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heldCeremony } from '../../../../../electron/station/signing/ceremony.ts';
import { failure, unknownOutcome } from '../../../../../shared/failure/failure.ts';
import { err, ok } from '../../../../../shared/result.ts';

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

test('a step of which nobody knows whether it was done ends the ceremony, and that is what it came to', async () => {
  const unknown = unknownOutcome(failure('journal/unknown', { cause: failure('file/medium-full') }));
  let closed = 0;
  const held = heldCeremony(
    {
      view: () => assert.fail(),
      outcome: () => null,
      steps: { 'ceremony/sign': async () => err(unknown) },
    },
    () => {
      closed += 1;
    },
  );
  const answer = await held.handlers['ceremony/sign']({
    proof: { by: 'agent' },
    typed: null,
    rendered: '0'.repeat(64),
  });
  assert.deepEqual([answer, closed], [err(unknown), 1]);
  // Whoever cancels then is not told that nothing was signed.
  await held.handlers['ceremony/cancel']({});
  assert.deepEqual(await held.settled(), err(unknown));
});

test('a step that was refused leaves the ceremony open, and it comes to nothing', async () => {
  const refusal = failure('sign/not-typed');
  const steps = { 'ceremony/confirm': async () => err(refusal) };
  const held = heldCeremony({ view: () => assert.fail(), outcome: () => null, steps }, () => assert.fail());
  assert.deepEqual(
    await held.handlers['ceremony/confirm']({ passphrase: { to: 'nobody', sealed: 'p' }, typed: null }),
    err(refusal),
  );
  assert.deepEqual(await held.settled(), ok(null));
});
