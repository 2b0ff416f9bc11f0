import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

function cut(line: string): readonly [string, string] {
  const at = line.indexOf('=');
  return [line.slice(0, at), line.slice(at + 1)];
}
