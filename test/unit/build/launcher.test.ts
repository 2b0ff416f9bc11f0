import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { UNSEALED_SENTENCE } from '../../../electron/station/start-terms.ts';

/** The launcher beside a program that prints its arguments and its environment. */
function launcher(): string {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-launcher-'));
  mkdirSync(join(folder, 'seal'));
  copyFileSync(join(process.cwd(), 'build/launcher/launch.sh'), join(folder, 'seal/launch'));
  const program = '#!/bin/sh\nfor word in "$@"; do printf "%s\\0" "$word"; done\nprintf "\\0"\nexec /usr/bin/env -0\n';
  writeFileSync(join(folder, 'holdfast'), program, { mode: 0o755 });
  return join(folder, 'seal/launch');
}

test('without the seal too, the application gets of the environment only what is listed, and each word as it was typed', () => {
  const path = launcher();
  const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((one) => !one.includes('\0'));
  const kept = { HOME: '/home/a', LANG: 'vi_VN.UTF-8', DISPLAY: ':7', SSH_AUTH_SOCK: '/run/agent' };
  const refused = {
    LD_LIBRARY_PATH: '/tmp',
    GLIBC_TUNABLES: 'a=b',
    ELECTRON_ENABLE_LOGGING: '1',
    NODE_OPTIONS: '--inspect',
    SSLKEYLOGFILE: '/tmp/keys',
    DBUS_SESSION_BUS_ADDRESS: 'tcp:host=127.0.0.1,port=1',
    GTK_MODULES: 'a',
    http_proxy: 'http://127.0.0.1:1',
  };
  fc.assert(
    fc.property(fc.array(word, { maxLength: 4 }), fc.shuffledSubarray(Object.entries(kept)), (words, some) => {
      const env = { ...refused, ...Object.fromEntries(some) };
      const args = [`--unsealed=${UNSEALED_SENTENCE}`, ...words];
      const { stdout, stderr } = spawnSync('/bin/sh', [path, ...args], { env, encoding: 'utf8' });
      const [got = '', environment = ''] = stdout.split('\0\0');
      assert.equal(`${got}\0`, args.map((one) => `${one}\0`).join(''), stderr);
      const found = Object.fromEntries(environment.split('\0').flatMap((line) => (line === '' ? [] : [cut(line)])));
      const { PWD: _, HOME: home, ...rest } = found;
      assert.deepEqual({ ...rest, HOME: home }, { HOME: '/', ...Object.fromEntries(some), PATH: '/usr/bin:/bin' });
    }),
    { numRuns: 30 },
  );
});

test('a damaged installation is refused in a sentence with a way out, whatever is missing or changed', () => {
  const path = launcher();
  const application = dirname(dirname(path));
  mkdirSync(join(application, 'resources'));
  const files = { 'resources/app.asar': 'the application', 'seal/filter.bpf': 'the filter' };
  const write = () => {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(application, name), content);
  };
  write();
  const sums = spawnSync('sha256sum', Object.keys(files), { cwd: application, encoding: 'utf8' }).stdout;
  writeFileSync(join(path, '../sums'), sums);
  const started = (...args: readonly string[]) =>
    spawnSync('/bin/sh', [path, `--unsealed=${UNSEALED_SENTENCE}`, ...args], { env: {}, encoding: 'utf8' });
  assert.equal(started().status, 0);
  for (const name of Object.keys(files)) {
    for (const damage of [() => rmSync(join(application, name)), () => writeFileSync(join(application, name), 'cut')]) {
      damage();
      const { status, stdout, stderr } = started();
      assert.deepEqual([status, stdout], [1, '']);
      assert.match(stderr, /^holdfast: this installation is damaged: .*Install the package again/);
      assert.ok(stderr.includes(name), stderr);
      write();
    }
  }
  rmSync(join(application, 'holdfast'));
  assert.match(started().stderr, /damaged: .*\/holdfast is missing/);
});

test('what a seal needs and is not there is said before anything is started', () => {
  const path = launcher();
  const home = mkdtempSync(join(tmpdir(), 'holdfast-home-'));
  const account = process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];
  spawnSync('chmod', ['-R', 'a+rwX', home, dirname(dirname(path))]);
  const start = (env: Record<string, string>, ...args: readonly string[]) => {
    const [program = '/bin/sh', ...words] = [...account, '/bin/sh', path, ...args];
    return spawnSync(program, words, { env: { HOME: home, PATH: '/usr/bin:/bin', ...env }, encoding: 'utf8' });
  };
  assert.match(start({}).stdout, /^--not-sealed=/, 'the filter is missing here, and the application says so');
  assert.match(start({}, '--user-data-dir=/proc/no/such').stdout, /--no-data-folder/);
  assert.match(start({}, '--user-data-dir=relative').stderr, /must be given as an absolute path/);
});

function cut(line: string): readonly [string, string] {
  const at = line.indexOf('=');
  return [line.slice(0, at), line.slice(at + 1)];
}
