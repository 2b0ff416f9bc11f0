// npm packages from the lock file, installed only when what is there is not what the lock says.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SetupError, say } from './say.mjs';

const root = dirname(import.meta.dirname);
const NEEDED_NODE = [20, 19];

/** Installs the locked packages when they are missing or other ones. Runs before anything from node_modules is imported. */
export function ensurePackages() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < (NEEDED_NODE[0] ?? 0) || (major === NEEDED_NODE[0] && minor < (NEEDED_NODE[1] ?? 0))) {
    throw new SetupError(`Node ${NEEDED_NODE.join('.')} or newer is needed; this is ${process.versions.node}.`);
  }
  if (isInstalled()) return;
  say('installing the npm packages of the lock file ...');
  const run = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel', 'error'], {
    cwd: root,
    stdio: ['ignore', process.stderr, process.stderr],
  });
  if (run.status !== 0) {
    throw new SetupError(
      'npm ci failed (its message is above). Check that this machine reaches an npm registry, then try again.',
    );
  }
}

/** Whether npm's own record of what it installed (`node_modules/.package-lock.json`) agrees with the lock file. */
function isInstalled() {
  const record = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const installed = packagesOf(record);
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional === true || installed[path]?.version === version,
  );
}

/** @param {string} lockFile @returns {Record<string, { version?: string, optional?: boolean }>} */
function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}
