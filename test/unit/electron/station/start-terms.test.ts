import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  cleanEnvironment,
  foreignSwitches,
  notSealed,
  readInherited,
  readStart,
  UNSEALED_SENTENCE,
} from '../../../../electron/station/start-terms.ts';
import { sayFailure } from '../../../../shared/failure/say.ts';
import { must } from '../../../helpers/must.ts';
import { UNSEALED } from '../../../helpers/seal.ts';

const OWN = ['--user-data-dir=/data', '--share=/folder', '--ssh-agent', '--by-launcher', '--ozone-platform=wayland'];
const FOREIGN = [
  '--remote-debugging-port=9333',
  '--remote-debugging-pipe',
  '--no-sandbox',
  '--log-net-log=/tmp/log',
  '--enable-logging=file',
  '--js-flags=--expose-gc',
  '--load-extension=/tmp/extension',
  '--inspect=9229',
  '--proxy-server=http://127.0.0.1:1',
  '--ozone-platform=headless',
  '--ssh-agent=/tmp/agent',
  '--headless',
  '-e',
  'file:///etc/passwd',
  '--',
  '-user-data-dir=/data',
  '--USER-DATA-DIR=/data',
];

test('a release takes its own switches and refuses every other word, whatever stands around it', () => {
  const own = fc.array(fc.constantFrom(...OWN));
  const foreign = fc.oneof(
    fc.constantFrom(...FOREIGN),
    fc.string({ minLength: 1 }).filter((word) => !OWN.some((one) => word.startsWith(one.split('=')[0] ?? one))),
  );
  fc.assert(
    fc.property(own, foreign, own, (before, word, after) => {
      assert.ok(readStart([...before, ...after], 'release').ok);
      const read = readStart([...before, word, ...after], 'release');
      assert.ok(!read.ok && sayFailure(read.error).includes(word));
    }),
  );
});

test('every foreign switch is named as Chromium would read it, and none of the own', () => {
  const name = fc.stringMatching(/^[a-zA-Z0-9_.-]{1,20}$/).filter((one) => !one.startsWith('-'));
  fc.assert(
    fc.property(name, fc.constantFrom('-', '--'), fc.option(fc.string()), (one, hyphens, value) => {
      const word = `${hyphens}${one}${value === null ? '' : `=${value}`}`;
      fc.pre(!OWN.some((own) => own.startsWith(`--${one}`)));
      assert.deepEqual(foreignSwitches([...OWN, word]), [one]);
    }),
  );
  assert.deepEqual(foreignSwitches(['file:///etc/passwd', '-user-data-dir=/data', '--ssh-agent=/tmp/agent']), [
    'user-data-dir',
    'ssh-agent',
  ]);
});

test('a development build lets the others pass, and says which', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...OWN, ...FOREIGN]), (args) => {
      const { letPass } = must(readStart(args, 'development'));
      assert.deepEqual(
        letPass,
        args.filter((arg) => FOREIGN.includes(arg)),
      );
    }),
  );
});

test('to start without the seal takes the sentence to the letter', () => {
  assert.equal(must(readStart([`--unsealed=${UNSEALED_SENTENCE}`], 'release')).unsealed, true);
  assert.equal(must(readStart([], 'release')).unsealed, false);
  for (const typed of ['--unsealed', '--unsealed=', '--unsealed=yes', `--unsealed=${UNSEALED_SENTENCE}.`]) {
    const read = readStart([typed], 'release');
    assert.ok(!read.ok && sayFailure(read.error).includes(UNSEALED_SENTENCE), typed);
  }
  // The last one counts.
  assert.ok(!readStart([`--unsealed=${UNSEALED_SENTENCE}`, '--unsealed=no'], 'release').ok);
});

test('what of the environment acted before the console could clean it is refused by a release, and named by the other', () => {
  const early = [
    'LD_PRELOAD',
    'LD_LIBRARY_PATH',
    'GLIBC_TUNABLES',
    'ELECTRON_RUN_AS_NODE',
    'ELECTRON_ENABLE_LOGGING',
    'NODE_OPTIONS',
    'CHROME_DEVEL_SANDBOX',
  ];
  const other = [
    'HOME',
    'CHROME_DESKTOP',
    'SSLKEYLOGFILE',
    'DBUS_SESSION_BUS_ADDRESS',
    'OLD_PWD',
    'NODE_ENV',
    'LC_ALL',
  ];
  const launcher = '/opt/holdfast/seal/launch';
  fc.assert(
    fc.property(fc.shuffledSubarray(early), fc.shuffledSubarray(other), (acted, harmless) => {
      const env = Object.fromEntries([...harmless, ...acted].map((name) => [name, 'value']));
      const release = readInherited(env, 'release', launcher);
      assert.equal(release.ok, acted.length === 0);
      for (const part of release.ok ? [] : [...acted, launcher])
        assert.ok(!release.ok && sayFailure(release.error).includes(part));
      const named = must(readInherited(env, 'development', launcher));
      assert.deepEqual(
        named,
        [...acted].sort().map((name) => `${name} (environment)`),
      );
    }),
  );
});

test('a refusal names what is open, why there is no seal, and both ways on', () => {
  const launcher = '/opt/holdfast/seal/launch';
  const said = (reason: string | null, byLauncher: boolean) =>
    sayFailure(notSealed(UNSEALED.probes, { notSealed: reason, byLauncher }, launcher));
  for (const part of ['socket-families', 'bwrap: No permissions.', launcher, UNSEALED_SENTENCE]) {
    assert.ok(said('bwrap: No permissions.', false).includes(part), part);
  }
  assert.match(said(null, true), /its seal does not hold/);
  assert.match(said(null, false), /with its launcher, from an ordinary account/);
});

test('of the environment stays what is listed; a bus is named by none of it', () => {
  const env: NodeJS.ProcessEnv = {
    HOME: '/home/a',
    LC_ALL: 'vi_VN.UTF-8',
    SSLKEYLOGFILE: '/tmp/keys',
    LD_PRELOAD: '/tmp/a.so',
    NODE_OPTIONS: '--require /tmp/a.cjs',
    GTK_MODULES: 'gail',
    http_proxy: 'http://127.0.0.1:1',
    DBUS_SESSION_BUS_ADDRESS: 'tcp:host=127.0.0.1,port=1',
    AT_SPI_BUS_ADDRESS: 'unix:path=/run/holdfast/accessible',
    GNOME_ACCESSIBILITY: '1',
  };
  const withReader = { ...env };
  cleanEnvironment(env, false);
  const kept = {
    HOME: '/home/a',
    LC_ALL: 'vi_VN.UTF-8',
    DBUS_SESSION_BUS_ADDRESS: 'disabled:',
    DBUS_SYSTEM_BUS_ADDRESS: 'disabled:',
  };
  assert.deepEqual(env, kept);
  cleanEnvironment(withReader, true);
  assert.deepEqual(withReader, {
    ...kept,
    AT_SPI_BUS_ADDRESS: 'unix:path=/run/holdfast/accessible',
    GNOME_ACCESSIBILITY: '1',
  });
});
