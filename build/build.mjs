// `npm run build`: everything that `npm start`, the tests and the demo run on, made anew only when its sources changed.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ensurePackages } from './packages.mjs';
import { runMain, say } from './say.mjs';

const root = dirname(import.meta.dirname);
const SOURCES = ['build', 'electron', 'renderer', 'shared', 'package.json', 'package-lock.json'];

/**
 * The unpacked application, up to date.
 * @returns {Promise<{ executable: string, launcher: string }>}
 */
export async function buildApplication() {
  ensurePackages();
  const [{ resolveRuntime }, { bundleApplication, bundleSeal }, { packApplication, EXECUTABLE, LAUNCHER }] =
    await Promise.all([import('./runtime.mjs'), import('./bundle.mjs'), import('./pack.mjs')]);
  const runtime = await resolveRuntime();
  await ifChanged('application', [runtime.dir, runtime.version], async () => {
    say('building the application ...');
    await bundleApplication();
    await bundleSeal();
    await packApplication(runtime);
  });
  return { executable: EXECUTABLE, launcher: LAUNCHER };
}

/**
 * The command line for plain Node, up to date.
 * @returns {Promise<{ script: string }>}
 */
export async function buildCli() {
  ensurePackages();
  const { bundleCli, CLI } = await import('./bundle.mjs');
  await ifChanged('cli', [], bundleCli);
  return { script: join(CLI, 'holdfast.mjs') };
}

/** @param {string} what @param {string[]} also @param {() => Promise<void>} make */
async function ifChanged(what, also, make) {
  const stamp = join(root, `out/${what}.stamp`);
  const digest = await digestOfSources(also);
  const made = await readFile(stamp, 'utf8').catch(() => 'not made yet');
  if (made === digest) return;
  await make();
  await mkdir(dirname(stamp), { recursive: true });
  await writeFile(stamp, digest);
}

/** @param {string[]} also */
async function digestOfSources(also) {
  const hash = createHash('sha256').update(also.join('\n'));
  for (const source of SOURCES) {
    const path = join(root, source);
    const names = source.includes('.')
      ? ['']
      : (await readdir(path, { recursive: true, withFileTypes: true }))
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name).slice(path.length))
          .sort();
    for (const name of names) {
      hash.update(`\n${source}${name}\n`);
      hash.update(await readFile(path + name));
    }
  }
  return hash.digest('hex');
}

if (process.argv[1] === import.meta.filename) {
  await runMain(async () => {
    await buildApplication();
    await buildCli();
    return 0;
  });
}
