import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { test } from 'node:test';
import fc from 'fast-check';
import { kernelProbes, parseAnswers, probeSeal, ranges } from '../../../../../electron/core/airgap/seal-probe.ts';
import { err } from '../../../../../shared/result.ts';
import type { SealProbe } from '../../../../../shared/statement/fields.ts';
import { isSealed } from '../../../../../shared/statement/sealed.ts';
import { filtered, privateBus } from '../../../../helpers/buses.ts';

const { EPERM, EAFNOSUPPORT } = constants.errno;
const AF_UNIX = 1;

/** What the script prints where each family gets the errno of `of`, for each of four types. */
function answers(of: (family: number) => number, uring: number): string {
  const families = Array.from({ length: 64 }, (_, family) => `${family} ${of(family)}\n`.repeat(4));
  return `${families.join('')}io_uring ${uring}\n`;
}

const refusedAll = (family: number) => (family === AF_UNIX ? 0 : EPERM);
const outcomes = (stdout: string) => kernelProbes(parseAnswers(stdout)).map(({ outcome }) => outcome);

test('one family that is not refused opens the seal, whichever it is', () => {
  assert.deepEqual(outcomes(answers(refusedAll, EPERM)), ['closed', 'closed']);
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 63 }).filter((family) => family !== AF_UNIX),
      fc.constantFrom(0, EAFNOSUPPORT),
      (open, errno) => {
        const stdout = answers((family) => (family === open ? errno : refusedAll(family)), EPERM);
        assert.deepEqual(outcomes(stdout), ['open', 'closed']);
        const [families] = kernelProbes(parseAnswers(stdout));
        assert.match(families?.detail ?? '', new RegExp(`\\b${open}\\b`));
      },
    ),
  );
  assert.deepEqual(outcomes(answers(refusedAll, constants.errno.EFAULT)), ['closed', 'open']);
});

test('answers that are cut off, changed or lack a line are not known, and so not sealed', () => {
  const whole = answers(refusedAll, EPERM);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: whole.length - 1 }), (length) => {
      assert.deepEqual(outcomes(whole.slice(0, length)), ['unknown', 'unknown']);
    }),
  );
  const lines = whole.split('\n');
  fc.assert(
    fc.property(fc.integer({ min: 0, max: lines.length - 2 }), (without) => {
      const stdout = lines.filter((_, index) => index !== without).join('\n');
      assert.deepEqual(outcomes(stdout), ['unknown', 'unknown']);
    }),
  );
  assert.deepEqual(
    kernelProbes(err('no perl')).map(({ outcome, detail }) => [outcome, detail]),
    [
      ['unknown', 'no perl'],
      ['unknown', 'no perl'],
    ],
  );
});

test('nothing that was tried is sealed, nor is anything of which one probe is not closed', () => {
  assert.equal(isSealed({ probes: [] }), false);
  const probes = probeSeal({ env: {}, account: 1000, isSandboxOn: true, accessible: false });
  const closed = probes.map((one): SealProbe => ({ ...one, outcome: 'closed', detail: '' }));
  assert.equal(isSealed({ probes: closed }), true);
  for (const [index, one] of closed.entries()) {
    for (const outcome of ['open', 'unknown'] as const) {
      assert.equal(isSealed({ probes: closed.with(index, { ...one, outcome }) }), false);
    }
  }
});

test('outside of the seal the probes find what is there', () => {
  const env = { DBUS_SESSION_BUS_ADDRESS: 'tcp:host=127.0.0.1,port=1' };
  const found = new Map(
    probeSeal({ env, account: 0, isSandboxOn: false, accessible: false }).map((one) => [one.probe, one]),
  );
  assert.equal(found.get('socket-families')?.outcome, 'open');
  assert.equal(found.get('io-uring')?.outcome, 'open');
  assert.match(found.get('message-bus')?.detail ?? '', /tcp:host=127\.0\.0\.1,port=1/);
  assert.equal(found.get('ordinary-account')?.outcome, 'open');
  assert.equal(found.get('chromium-sandbox')?.outcome, 'open');
});

test('an abstract socket that can be connected to is found', () => {
  const probe = `
    import { createServer } from 'node:net';
    import { probeSeal } from './electron/core/airgap/seal-probe.ts';
    createServer().listen('\\0holdfast-probe', () => {
      const found = probeSeal({ env: {}, account: 1000, isSandboxOn: true, accessible: false }).find((one) => one.probe === 'abstract-sockets');
      process.stdout.write(JSON.stringify(found));
      process.exit(0);
    });`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', probe], {
    encoding: 'utf8',
  });
  assert.match(stdout, /"outcome":"open"/, stderr);
  assert.match(stdout, /@holdfast-probe/);
});

test('families are named in runs, none left out and none added', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 63 })), (some) => {
      const sorted = [...some].sort((a, b) => a - b);
      const named = ranges(sorted);
      const back = named.split(', ').flatMap((run) => {
        const [from = 0, to = from] = run.split('-').map(Number);
        return run === '' ? [] : Array.from({ length: to - from + 1 }, (_, at) => from + at);
      });
      assert.deepEqual(back, sorted);
      assert.equal(named.split(', ').length <= Math.max(1, sorted.length), true);
    }),
  );
  assert.equal(ranges([0, 2, 3, 4, 9]), '0, 2-4, 9');
});

test('an accessibility bus is closed where it is filtered, open where it is not, and unknown where nobody answers', async () => {
  const bus = await privateBus();
  const proxy = await filtered(bus.path);
  try {
    const outcome = (address: string | undefined) =>
      probeSeal({ env: { AT_SPI_BUS_ADDRESS: address }, account: 1000, isSandboxOn: true, accessible: true }).find(
        ({ probe }) => probe === 'message-bus',
      );
    assert.deepEqual(outcome(`unix:path=${proxy.path}`), { probe: 'message-bus', outcome: 'closed', detail: '' });
    assert.deepEqual(outcome(`unix:path=${bus.path}`), {
      probe: 'message-bus',
      outcome: 'open',
      detail: 'the accessibility bus is not filtered',
    });
    for (const none of [undefined, '', 'tcp:host=127.0.0.1,port=1', 'unix:path=/nowhere/bus', 'unix:abstract=x']) {
      assert.equal(outcome(none)?.outcome, 'unknown', String(none));
    }
  } finally {
    proxy.stop();
    bus.stop();
  }
});
