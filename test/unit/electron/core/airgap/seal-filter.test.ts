import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { SEAL_RULES, sealFilter } from '../../../../../electron/core/airgap/seal-filter.ts';
import { runFilter } from '../../../../helpers/bpf.ts';

const { EPERM } = constants.errno;
const X86_64 = 0xc000003e;
const ALLOWED = 0x7fff0000;
const REFUSED = 0x00050000 + EPERM;
const SCRIPT = join(import.meta.dirname, '../../../../helpers/syscalls.py');

test('what the filter says of any call is what its rules say', () => {
  const numbers = fc.oneof(fc.constantFrom(...SEAL_RULES.map((rule) => rule.number)), fc.integer({ min: 0, max: 600 }));
  const values = SEAL_RULES.flatMap((rule) => (rule.refuse === 'always' ? [] : rule.values)).map(BigInt);
  const arg = fc.oneof(
    fc.constantFrom(...values),
    fc.bigInt({ min: 0n, max: 60n }),
    fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
    // The kernel takes the low half: what stands in the high one changes nothing.
    fc.constantFrom(...values).map((value) => value + 2n ** 32n),
  );
  fc.assert(
    fc.property(numbers, fc.array(arg, { minLength: 6, maxLength: 6 }), (number, args) => {
      const rule = SEAL_RULES.find((one) => one.number === number);
      const isRefused = (): boolean => {
        if (rule === undefined) return false;
        if (rule.refuse === 'always') return true;
        const isNamed = rule.values.includes(Number(BigInt.asUintN(32, args[rule.argument] ?? 0n)));
        return isNamed === (rule.refuse === 'these');
      };
      assert.equal(runFilter(sealFilter(), { number, architecture: X86_64, args }), isRefused() ? REFUSED : ALLOWED);
    }),
  );
});

test('every call of another architecture, and every call of x32, is refused', () => {
  const args = [1n, 1n, 0n, 0n, 0n, 0n];
  const uint32 = fc.integer({ min: 0, max: 2 ** 32 - 1 });
  fc.assert(
    fc.property(
      uint32,
      uint32.filter((one) => one !== X86_64),
      (number, architecture) => {
        assert.equal(runFilter(sealFilter(), { number, architecture, args }), REFUSED);
      },
    ),
  );
  fc.assert(
    fc.property(fc.integer({ min: 0x40000000, max: 2 ** 32 - 1 }), (number) => {
      assert.equal(runFilter(sealFilter(), { number, architecture: X86_64, args }), REFUSED);
    }),
  );
});

// From here on it is the kernel that judges. A call that it lets through fails for a reason of its own, or does no harm.
const AF = {
  UNIX: 1,
  INET: 2,
  INET6: 10,
  KEY: 15,
  NETLINK: 16,
  PACKET: 17,
  BLUETOOTH: 31,
  ALG: 38,
  VSOCK: 40,
  XDP: 44,
};
const { UNIX, ...OTHERS } = AF;
const STREAM = 1;
const TIOCSTI = 0x5412;
const TIOCLINUX = 0x541c;
const FIONREAD = 0x541b;
const HIGH = 2n ** 32n;
const NO_I386 = -constants.signals.SIGSEGV;

const refused: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(OTHERS).map(([name, af]) => [`socket ${name}`, `native 41 ${af} ${STREAM} 0`])),
  ...Object.fromEntries(
    Object.entries(OTHERS).map(([name, af]) => [`socketpair ${name}`, `native 53 ${af} ${STREAM} 0 0`]),
  ),
  'socket INET, in the low half of its argument': `native 41 ${HIGH + BigInt(AF.INET)} ${STREAM} 0`,
  io_uring_setup: 'native 425 1 0',
  io_uring_enter: 'native 426 0 0 0 0 0 0',
  io_uring_register: 'native 427 0 0 0 0',
  'ioctl TIOCSTI': `native 16 0 ${TIOCSTI} 0`,
  'ioctl TIOCSTI, in the low half of its argument': `native 16 0 ${HIGH + BigInt(TIOCSTI)} 0`,
  'ioctl TIOCLINUX': `native 16 0 ${TIOCLINUX} 0`,
  add_key: 'native 248 0 0 0 0 0',
  request_key: 'native 249 0 0 0 0',
  keyctl: 'native 250 0 0 0 0 0',
  'x32 getpid': 'x32 39',
  'x32 socket': `x32 41 ${UNIX} ${STREAM} 0`,
  'i386 getpid': 'i386 20',
  'i386 socket': `i386 359 ${AF.INET} ${STREAM}`,
  'i386 socketcall': 'i386 102 1 0',
};

const letThrough: Readonly<Record<string, string>> = {
  'socket UNIX': `native 41 ${UNIX} ${STREAM} 0`,
  getpid: 'native 39',
  'ioctl FIONREAD': `native 16 0 ${FIONREAD} 0`,
  // EFAULT: it got as far as to the address of its result.
  'socketpair UNIX': `native 53 ${UNIX} ${STREAM} 0 0`,
};

for (const [name, line] of Object.entries(refused)) {
  test(`the kernel refuses by it: ${name}`, () => {
    const errno = underFilter()[name];
    // Some kernels kill whoever makes a call of i386, before any filter: those have nothing to refuse.
    assert.ok(errno === EPERM || (errno === NO_I386 && line.startsWith('i386')), `${line}: ${errno}`);
  });
}

for (const name of Object.keys(letThrough)) {
  test(`the kernel lets through by it: ${name}`, () => {
    assert.notEqual(underFilter()[name], EPERM);
  });
}

test('without it the kernel refuses none of these so: the refusals above are its work', () => {
  const without = errnos([]);
  assert.equal(without['socket INET'], 0);
  for (const name of [
    'socketpair INET',
    'socket NETLINK',
    'io_uring_register',
    'ioctl TIOCSTI',
    'add_key',
    'request_key',
    'keyctl',
  ]) {
    assert.notEqual(without[name], EPERM, name);
  }
});

let known: Readonly<Record<string, number>> | null = null;
function underFilter(): Readonly<Record<string, number>> {
  const filter = join(mkdtempSync(join(tmpdir(), 'holdfast-filter-')), 'filter.bpf');
  if (known === null) {
    writeFileSync(filter, sealFilter());
    known = errnos(['bwrap', '--bind', '/', '/', '--dev-bind', '/dev', '/dev', '--seccomp', '3'], filter);
  }
  return known;
}

/** The errno of each call, made by the script under `wrapper`; its descriptor 3 is the filter's file. */
function errnos(wrapper: readonly string[], filter = '/dev/null'): Readonly<Record<string, number>> {
  const calls = { ...refused, ...letThrough };
  const [program = '', ...args] = [...wrapper, 'python3', SCRIPT];
  const { status, stdout, stderr } = spawnSync(program, args, {
    input: `${Object.values(calls).join('\n')}\n`,
    stdio: ['pipe', 'pipe', 'pipe', openSync(filter, 'r')],
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
  const lines = stdout.trim().split('\n');
  assert.equal(lines.length, Object.keys(calls).length);
  return Object.fromEntries(Object.keys(calls).map((name, index) => [name, Number(lines[index])]));
}
