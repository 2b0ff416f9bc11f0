// A package that is fetched from npm only where it is needed, and used only when it has the pinned digest.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupError } from './say.mjs';

/**
 * Fetches and unpacks a package.
 * @param {{ spec: string, integrity: string }} pinned `integrity` as in a lock file: `sha512-` and base64
 * @param {string} work an empty folder
 * @returns {Promise<string>} the folder with the package's files
 */
export async function unpackPinned({ spec, integrity }, work) {
  const run = spawnSync('npm', ['pack', spec, '--pack-destination', work, '--loglevel', 'error'], { encoding: 'utf8' });
  if (run.status !== 0) throw new SetupError(`npm could not fetch ${spec}: ${run.stderr.trim()}`);
  const tarball = join(work, run.stdout.trim().split('\n').at(-1) ?? '');
  const digest = createHash('sha512')
    .update(await readFile(tarball))
    .digest('base64');
  if (`sha512-${digest}` !== integrity) {
    throw new SetupError(`${spec} has the digest sha512-${digest}, not the pinned one; it was not used.`);
  }
  const untar = spawnSync('tar', ['-xzf', tarball, '-C', work], { encoding: 'utf8' });
  if (untar.status !== 0) throw new SetupError(`tar: ${untar.stderr.trim()}`);
  await rm(tarball);
  return join(work, 'package');
}
