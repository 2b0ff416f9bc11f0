import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listPackage } from '@electron/asar';
import { expect, test } from '@playwright/test';
import { readFuses } from '../../build/fuses.mjs';
import { UNSEALED_SENTENCE } from '../../electron/station/start-terms.ts';
import { freshFolder, RELEASE } from '../helpers/console.ts';
import { titlesOnDisplay } from '../helpers/display.ts';
import { skipWithout } from '../helpers/skip.ts';
import { endAllOn, isListening, startedSeal } from '../helpers/started.ts';

const EXECUTABLE = join(RELEASE, 'holdfast');

const noAccount = skipWithout(
  process.env.HOLDFAST_NO_SANDBOX !== '1',
  'only root can read this folder, and root has no seal',
);
test.skip(noAccount !== false, String(noAccount));

test('the release has its fuses, and its code in one archive without source maps', async () => {
  expect(await readFuses(EXECUTABLE)).toMatchObject({
    runAsNode: false,
    cookieEncryption: false,
    nodeOptions: false,
    nodeCliInspect: false,
    embeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  });
  expect(readdirSync(join(RELEASE, 'resources'))).toEqual(['app.asar']);
  const archive = join(RELEASE, 'resources/app.asar');
  expect(listPackage(archive, { isPack: false }).filter((name) => name.endsWith('.map'))).toEqual([]);
  expect(readFileSync(archive, 'latin1')).not.toContain('sourceMappingURL');
  expect(existsSync(join(RELEASE, '../../maps/main.cjs.map'))).toBe(true);
});

/** Switches that open a port, load code, switch off a layer, or write what the console does to a file. */
const REFUSED = [
  '--remote-debugging-port=9333',
  '--remote-debugging-pipe',
  '--remote-allow-origins=*',
  '--no-sandbox',
  '--disable-web-security',
  '--log-net-log=FOLDER/net.json',
  '--enable-logging=file',
  '--log-file=FOLDER/log',
  '--js-flags=--expose-gc',
  '--load-extension=FOLDER',
  '--inspect=9229',
  '--inspect-brk=9229',
  '--ssl-key-log-file=FOLDER/keys',
  '--proxy-server=http://127.0.0.1:1',
  '--host-resolver-rules=MAP * 127.0.0.1',
  '--renderer-cmd-prefix=/usr/bin/env',
  '--gpu-launcher=/usr/bin/env',
  '--require=FOLDER/code.cjs',
  '/tmp/another-application',
] as const;

test('the release refuses each switch that is not its own: a sentence, status 1, and nothing is made', () => {
  for (const named of REFUSED) {
    const folder = freshFolder('refused');
    const data = join(folder, 'data');
    const word = named.replaceAll('FOLDER', folder);
    const { DISPLAY: _, ...env } = process.env;
    const run = spawnSync(EXECUTABLE, [`--user-data-dir=${data}`, `--unsealed=${UNSEALED_SENTENCE}`, word], {
      env,
      encoding: 'utf8',
      timeout: 30_000,
    });
    expect(run.status, word).toBe(1);
    expect(run.stderr, word).toContain(`Unknown switch: ${word}. Holdfast does not pass it on.`);
    // Electron makes the folder before any code of the application runs.
    expect(readdirSync(folder, { recursive: true }), word).toEqual(['data']);
  }
});

test('while the refusal is shown, the switch does nothing: no port, no program of its own, no file', async () => {
  const folder = freshFolder('refused');
  const refused = spawn(
    EXECUTABLE,
    [
      `--user-data-dir=${join(folder, 'data')}`,
      '--remote-debugging-port=9333',
      `--log-net-log=${folder}/net.json`,
      `--gpu-launcher=/usr/bin/touch ${folder}/launched`,
      `--renderer-cmd-prefix=/usr/bin/touch ${folder}/launched`,
    ],
    { stdio: 'ignore' },
  );
  await expect.poll(titlesOnDisplay, { timeout: 30_000 }).toContain('Holdfast does not start.');
  // Its dialog is up, so what Chromium begins at a start has begun.
  expect(isListening(9333)).toBe(false);
  expect(readdirSync(folder, { recursive: true })).toEqual(['data']);
  refused.kill('SIGKILL');
});

test('started without the seal, the release refuses an environment that acted before it could clean it', () => {
  const data = freshFolder('data');
  const { DISPLAY: _, ...env } = process.env;
  const run = spawnSync(EXECUTABLE, [`--user-data-dir=${data}`, `--unsealed=${UNSEALED_SENTENCE}`], {
    env: { ...env, LD_LIBRARY_PATH: data, ELECTRON_ENABLE_LOGGING: '1' },
    encoding: 'utf8',
    timeout: 30_000,
  });
  expect(run.status).toBe(1);
  expect(run.stderr).toContain('The environment has ELECTRON_ENABLE_LOGGING, LD_LIBRARY_PATH. This may have changed');
  expect(readdirSync(data)).toEqual([]);
});

test('the release opens sealed and lets nothing pass; no signal makes it listen', async () => {
  const data = freshFolder('data');
  const env = {
    ...process.env,
    SSLKEYLOGFILE: join(data, 'keys'),
    ELECTRON_ENABLE_LOGGING: '1',
    NODE_OPTIONS: '--inspect',
  };
  const started = spawn(join(RELEASE, 'seal/launch'), [`--user-data-dir=${data}`], { stdio: 'ignore', env });
  await expect.poll(() => startedSeal(data)?.probes?.length, { timeout: 30_000 }).toBe(7);
  expect(startedSeal(data)).toMatchObject({ unsealed: null, letPass: [] });
  expect(existsSync(join(data, 'keys'))).toBe(false);
  started.kill('SIGUSR1');
  expect(isListening(9229)).toBe(false);
  endAllOn(data);
});
