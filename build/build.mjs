// `npm run build`: everything that `npm start`, the tests and the demo run on, made anew only when its sources changed.
// `npm run build:release`: the application as it is released (docs/decisions/027-release-build.md).
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensurePackages } from './packages.mjs';
import { runMain, say } from './say.mjs';
import { requireSupported, unsupportedSentence } from './supported-runtime.mjs';

const root = dirname(import.meta.dirname);
const SOURCES = ['build', 'electron', 'renderer', 'shared', 'package.json', 'package-lock.json'];

/**
 * The unpacked application for development and tests, up to date.
 * @returns {Promise<import('./pack.mjs').Unpacked>}
 */
export function buildApplication() {
  return unpacked('development', { app: 'out/app', output: 'out/dist', maps: null }, () => undefined);
}

/**
 * The unpacked application as it is released, up to date. Its source maps are in out/release/maps, apart from it.
 * @param {string | null} said what was said to build it on an Electron without security updates
 * @returns {Promise<import('./pack.mjs').Unpacked>}
 * @throws {SetupError} when the runtime gets no security updates and that was not said
 */
export function buildRelease(said) {
  const folders = { app: 'out/release/app', output: 'out/release/packed', maps: 'out/release/maps' };
  return unpacked('release', folders, (electron) => requireSupported(electron, today(), said));
}

/**
 * A release for the tests, on whatever Electron there is.
 * @returns {Promise<import('./pack.mjs').Unpacked>}
 */
export async function buildReleaseForTests() {
  ensurePackages();
  const { resolveRuntime } = await import('./runtime.mjs');
  return buildRelease(unsupportedSentence((await resolveRuntime()).version));
}

/**
 * @param {import('./fuses.mjs').Build} build
 * @param {{ readonly app: string, readonly output: string, readonly maps: string | null }} folders
 * @param {(electron: string) => void} check throws when the version of Electron will not do
 */
async function unpacked(build, folders, check) {
  ensurePackages();
  const [{ resolveRuntime }, { bundleApplication, bundleSeal }, { packApplication, unpackedIn }] = await Promise.all([
    import('./runtime.mjs'),
    import('./bundle.mjs'),
    import('./pack.mjs'),
  ]);
  const runtime = await resolveRuntime();
  check(runtime.version);
  const [app, output] = [join(root, folders.app), join(root, folders.output)];
  await ifChanged(build, [runtime.dir, runtime.version], async () => {
    say(`building the application (${build}) ...`);
    await bundleApplication(app, build, folders.maps === null ? null : join(root, folders.maps));
    await bundleSeal();
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    await packApplication({ app, output, build, version, runtime });
  });
  return unpackedIn(output);
}

function today() {
  return new Date().toISOString().slice(0, 'YYYY-MM-DD'.length);
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
    const { values } = parseArgs({
      options: { release: { type: 'boolean' }, 'unsupported-runtime': { type: 'string' } },
    });
    if (values.release === true) {
      const { folder } = await buildRelease(values['unsupported-runtime'] ?? null);
      say(`the release is in ${folder}`);
      return 0;
    }
    await buildApplication();
    await buildCli();
    return 0;
  });
}
