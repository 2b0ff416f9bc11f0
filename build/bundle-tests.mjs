// The unit tests as plain JavaScript, each with what it imports, so that Node runs them without a loader.
import { readFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { CLI_ENTRY, KEY_PROCESS, PRIVILEGED, REQUIRE_IN_ESM, WORKERS } from './bundle.mjs';

const root = dirname(import.meta.dirname);
const CASES = join(root, 'build/cases.mjs');

/** @type {import('esbuild').BuildOptions} */
const AS_MODULE = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  outExtension: { '.js': '.mjs' },
  banner: { js: REQUIRE_IN_ESM },
  external: ['electron', 'original-fs', 'esbuild', '@playwright/test'],
  jsx: 'automatic',
  logLevel: 'warning',
};

/** What tests start as processes of their own. */
const SCRIPTS = {
  'data-folder-opener': 'test/helpers/data-folder-opener.ts',
  'folder-writer': 'test/helpers/folder-writer.ts',
  'import-child': 'test/helpers/import-child.ts',
  'journal-appender': 'test/helpers/journal-appender.ts',
  'lock-holder': 'test/helpers/lock-holder.ts',
  'suite-adapter': 'test/helpers/suite-adapter.ts',
  'without-core-dumps': 'test/helpers/without-core-dumps.ts',
};

const HELD_AT_FOLDING = 'test/helpers/held-at-folding.ts';
const FAULTS = 'test/helpers/faults.ts';

/**
 * What is started by way of a helper, and so imported by none.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const STARTS = {
  'test/helpers/parts.ts': [
    ...Object.values(WORKERS),
    ...Object.values(KEY_PROCESS),
    ...Object.values(SCRIPTS),
    HELD_AT_FOLDING,
    FAULTS,
  ],
  'test/helpers/command-line.ts': [CLI_ENTRY, ...Object.values(WORKERS)],
};

/** Node's own channel in the place of the port that Electron gives a utility process. */
const PARENT_PORT = `process.parentPort = {
  on: (_, listener) => process.on('message', (data) => listener({ data })),
  postMessage: (message) => process.send(message),
};`;

/**
 * Bundles test files into `outdir`, what they share in chunks.
 * @param {readonly string[]} files from the project's folder
 * @param {string} outdir in the project, so that packages are found from there
 * @returns {Promise<{ scripts: ReadonlyMap<string, string>, sources: readonly string[] }>} `scripts`: what to run
 *   for each test file; `sources`: all files that the tests consist of
 */
export async function bundleTests(files, outdir) {
  const { metafile } = await build({
    ...AS_MODULE,
    entryPoints: [...files],
    outbase: root,
    outdir,
    splitting: true,
    sourcemap: 'linked',
    sourcesContent: false,
    metafile: true,
    plugins: [ownPlaces, countedCases],
  });
  /** @type {Map<string, string>} */
  const scripts = new Map();
  for (const [script, { entryPoint }] of Object.entries(metafile.outputs)) {
    // What is imported late is an output of its own too, and no test.
    if (entryPoint !== undefined && files.includes(entryPoint)) scripts.set(entryPoint, script);
  }
  return { scripts, sources: Object.keys(metafile.inputs) };
}

/**
 * Which file imports which, over test files and what they start as threads and processes. Packages are left out.
 * @param {readonly string[]} files from the project's folder
 * @returns {Promise<ReadonlyMap<string, readonly string[]>>} for each file, what it imports
 */
export async function importsUnder(files) {
  const { metafile } = await build({
    ...AS_MODULE,
    entryPoints: [...new Set([...files, ...Object.values(STARTS).flat()])],
    packages: 'external',
    outdir: 'out/none',
    write: false,
    metafile: true,
  });
  /** @type {Map<string, readonly string[]>} */
  const imports = new Map();
  for (const [file, input] of Object.entries(metafile.inputs)) {
    imports.set(file, [
      ...input.imports.flatMap(({ path, external }) => (external ? [] : [path])),
      ...(STARTS[file] ?? []),
    ]);
  }
  return imports;
}

/**
 * Bundles what tests run as threads and processes of their own, as the application is bundled; `test/helpers/parts.ts`
 * names it.
 * @param {string} outdir
 */
export async function bundleTestParts(outdir) {
  const common = { ...PRIVILEGED, outdir, outExtension: { '.js': '.cjs' } };
  await Promise.all([
    build({ ...common, entryPoints: { ...WORKERS, 'held-at-folding': HELD_AT_FOLDING } }),
    build({
      ...common,
      entryPoints: { 'faulty-vault-worker': WORKERS['vault-worker'] },
      inject: [FAULTS],
    }),
    build({ ...common, entryPoints: KEY_PROCESS, banner: { js: PARENT_PORT } }),
    build({ ...AS_MODULE, entryPoints: SCRIPTS, outdir }),
  ]);
}

/** @type {Readonly<Record<string, import('esbuild').Loader>>} */
const LOADERS = { '.ts': 'ts', '.tsx': 'tsx', '.mjs': 'js' };

/**
 * A bundle is elsewhere than its sources, and tests look for fixtures from where they are.
 * @type {import('esbuild').Plugin}
 */
const ownPlaces = {
  name: 'own places',
  setup({ onLoad }) {
    onLoad({ filter: /\.(tsx?|mjs)$/ }, async ({ path }) => {
      if (path.includes('/node_modules/')) return undefined;
      const source = await readFile(path, 'utf8');
      const contents = source
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
        .replaceAll('import.meta.filename', JSON.stringify(path))
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href));
      return { contents, loader: LOADERS[extname(path)] };
    });
  },
};

/** @type {import('esbuild').Plugin} */
const countedCases = {
  name: 'counted cases',
  setup({ onResolve }) {
    onResolve({ filter: /^fast-check$/ }, ({ importer }) => (importer === CASES ? undefined : { path: CASES }));
  },
};
