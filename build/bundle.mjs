// The sources as the few files that the application consists of, and the command line, in out/cli.
import { chmod, copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { writeFonts } from './fonts.mjs';

const root = dirname(import.meta.dirname);
export const CLI = join(root, 'out/cli');
/** The sealed launcher, its filter and fonts: beside the application, not in it. */
export const SEAL = join(root, 'out/seal');

/** @typedef {import('./fuses.mjs').Build} Build */
/** @typedef {Omit<import('esbuild').BuildOptions, 'entryPoints'> & { entryPoints: Readonly<Record<string, string>> }} Bundles what is made of each entry point, by name */

/** @type {import('esbuild').BuildOptions} */
const common = { absWorkingDir: root, bundle: true, logLevel: 'warning', legalComments: 'none', charset: 'utf8' };
/** @type {import('esbuild').BuildOptions} */
export const PRIVILEGED = {
  ...common,
  platform: 'node',
  format: 'cjs',
  target: 'node20.18',
  external: ['electron', 'original-fs'],
};
export const CLI_ENTRY = 'electron/cli/main.ts';
export const WORKERS = {
  'vault-worker': 'electron/core/vault/job/worker.ts',
  'packet-worker': 'electron/core/packet/packet-worker.ts',
};
/** Bundled CommonJS packages call require for Node's own modules, which an ES module does not have. */
export const REQUIRE_IN_ESM = [
  "import { createRequire as holdfastCreateRequire } from 'node:module';",
  'const require = holdfastCreateRequire(import.meta.url);',
].join('\n');
/** For the application alone: the command line opens no key. */
export const KEY_PROCESS = { 'key-process': 'electron/desktop/processes/key-process-main.ts' };

export const PAGES = ['review', 'sign', 'crash', 'choose'];

/**
 * The two bundles of the application: what runs in its processes, and what runs in its pages.
 * @param {string} outdir @param {Build} build
 * @returns {{ processes: Bundles, pages: Bundles }}
 */
export function applicationBundles(outdir, build) {
  return {
    processes: {
      ...PRIVILEGED,
      // A development build lets pass switches that tests and debuggers need, and says which, wherever it says how it was started.
      define: { 'process.env.HOLDFAST_BUILD': JSON.stringify(build) },
      entryPoints: {
        main: 'electron/main.ts',
        'preload-review': 'electron/desktop/preload/review.ts',
        'preload-crash': 'electron/desktop/preload/crash.ts',
        'preload-sign': 'electron/desktop/preload/sign.ts',
        'preload-choose': 'electron/desktop/preload/choose.ts',
        ...WORKERS,
        ...KEY_PROCESS,
      },
      outdir,
      outExtension: { '.js': '.cjs' },
    },
    pages: {
      ...common,
      platform: 'browser',
      format: 'esm',
      target: 'chrome130',
      jsx: 'automatic',
      minify: true,
      define: { 'process.env.NODE_ENV': '"production"' },
      // The fonts, once for all pages, by the names that electron/desktop/windows/protocol.ts serves.
      loader: { '.woff2': 'file' },
      assetNames: 'fonts/[name]',
      publicPath: '/',
      entryPoints: Object.fromEntries(PAGES.map((page) => [`${page}/index`, `renderer/${page}/index.tsx`])),
      outdir,
    },
  };
}

/**
 * Makes a folder of the main process, its workers, a bridge and a page for each window, and the package's own record.
 * @param {string} outdir @param {Build} which
 * @param {string | null} maps a folder for source maps, which no file of the application names; `null`: none are made
 */
export async function bundleApplication(outdir, which, maps) {
  await rm(outdir, { recursive: true, force: true });
  const { processes, pages } = applicationBundles(outdir, which);
  const sourcemap = maps === null ? false : 'external';
  await build({ ...processes, sourcemap });
  await build({ ...pages, sourcemap });
  if (maps !== null) await moveMaps(outdir, maps);
  await copyStatic(outdir, which);
}

/** @param {string} outdir @param {string} maps */
async function moveMaps(outdir, maps) {
  await rm(maps, { recursive: true, force: true });
  for (const name of await readdir(outdir, { recursive: true })) {
    if (!name.endsWith('.map')) continue;
    await mkdir(dirname(join(maps, name)), { recursive: true });
    await rename(join(outdir, name), join(maps, name));
  }
}

/** What the application needs beside its bundles. @param {string} outdir @param {Build} which */
export async function copyStatic(outdir, which) {
  for (const page of PAGES) {
    await mkdir(join(outdir, page), { recursive: true });
    await copyFile(join(root, `renderer/${page}/index.html`), join(outdir, page, 'index.html'));
  }
  const { name, version, description, author } = await ownRecord();
  // The version is in the journal, in every statement and on screen: so is which build it is.
  const called = which === 'release' ? version : `${version}-development`;
  const record = { name, version: called, description, author, main: 'main.cjs' };
  await writeFile(join(outdir, 'package.json'), JSON.stringify(record));
}

/** Fills out/seal: the launcher as it stands, fonts, and the filter that the application's own module makes. */
export async function bundleSeal() {
  await rm(SEAL, { recursive: true, force: true });
  await mkdir(SEAL, { recursive: true });
  await copyFile(join(root, 'build/launcher/launch.sh'), join(SEAL, 'launch'));
  await chmod(join(SEAL, 'launch'), 0o755);
  await writeFonts(join(SEAL, 'fonts'));
  const { outputFiles } = await build({
    ...common,
    entryPoints: ['electron/core/airgap/seal-filter.ts'],
    format: 'esm',
    write: false,
  });
  const { sealFilter } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0]?.text ?? '')}`);
  await writeFile(join(SEAL, 'filter.bpf'), sealFilter());
}

/** Fills out/cli: `holdfast.mjs`, for plain Node, a part a command, and the workers beside it. */
export async function bundleCli() {
  await rm(CLI, { recursive: true, force: true });
  const { version } = await ownRecord();
  await build({
    ...common,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    entryPoints: { holdfast: CLI_ENTRY },
    splitting: true,
    chunkNames: 'part-[hash]',
    define: { 'process.env.HOLDFAST_VERSION': JSON.stringify(version) },
    outdir: CLI,
    outExtension: { '.js': '.mjs' },
    banner: { js: REQUIRE_IN_ESM },
  });
  await chmod(join(CLI, 'holdfast.mjs'), 0o755);
  await build({ ...PRIVILEGED, entryPoints: WORKERS, outdir: CLI, outExtension: { '.js': '.cjs' } });
}

/** @returns {Promise<{ name: string, version: string, description: string, author: string }>} */
async function ownRecord() {
  return JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
}
