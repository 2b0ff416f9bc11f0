// `npm run dev [-- ARGUMENTS]`: the application, made anew whenever a source changes. A changed page is loaded again; when
// something else changed, the application starts again on the same data folder (out/dev/data). With source maps.
import { existsSync, watch } from 'node:fs';
import { cp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { createPackageWithOptions } from '@electron/asar';
import { _electron as electron } from '@playwright/test';
import { context } from 'esbuild';
import { applicationBundles, copyStatic, PAGES } from './bundle.mjs';
import { ensureSystem } from './debian.mjs';
import { setFuses } from './fuses.mjs';
import { ensurePackages } from './packages.mjs';
import { resolveRuntime } from './runtime.mjs';
import { runMain, say } from './say.mjs';

const root = dirname(import.meta.dirname);
const folder = join(root, 'out/dev');
const APP = join(folder, 'app');
const SOURCES = ['electron', 'renderer', 'shared'];
/** An editor writes a file in several steps. */
const SETTLE_MS = 40;
/** It is driven from here, which the seal would prevent. */
const UNSEALED = '--unsealed=I start Holdfast without its seal';

/**
 * Starts the application, and gives what follows changes until `close`.
 * @param {readonly string[]} args for the application
 */
export async function develop(args) {
  const executable = await inspectableRuntime();
  // Where Electron looks for an application. This one computes the digest of the archive that it runs from; the pages lie
  // beside it, where they can change while it runs.
  const archive = join(dirname(executable), 'resources/app.asar');
  const bundles = applicationBundles(APP, 'development');
  const [processes, pages] = await Promise.all([
    context({
      ...bundles.processes,
      write: false,
      sourcemap: 'inline',
      sourcesContent: false,
      banner: { js: 'globalThis.process?.setSourceMapsEnabled?.(true);' },
    }),
    context({ ...bundles.pages, write: false, sourcemap: 'inline', minify: false }),
  ]);
  /** @type {Map<string, string>} */
  const written = new Map();
  await rm(APP, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await copyStatic(APP, 'development');
  await writeChanged(SOURCES);
  let app = await start();

  /**
   * Bundles what is made of these folders, writes what is other than before, and gives its names in the application.
   * @param {readonly string[]} sources
   */
  async function writeChanged(sources) {
    const made = await Promise.all([
      ...(sources.some((one) => one !== 'renderer') ? [processes.rebuild()] : []),
      ...(sources.some((one) => one !== 'electron') ? [pages.rebuild()] : []),
    ]);
    const changed = made.flatMap(({ outputFiles = [] }) =>
      outputFiles.filter(({ path, hash }) => written.get(path) !== hash),
    );
    for (const { path, contents, hash } of changed) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, contents);
      written.set(path, hash);
    }
    return changed.map(({ path, contents }) => ({ name: relative(APP, path), contents }));
  }

  async function start() {
    await createPackageWithOptions(APP, archive, { unpackDir: `{${PAGES.join(',')}}` });
    return electron.launch({
      executablePath: executable,
      args: [`--user-data-dir=${join(folder, 'data')}`, UNSEALED, ...args],
      chromiumSandbox: process.getuid?.() !== 0,
    });
  }

  return {
    /** The application that runs now. */
    running: () => app,
    /** Brings the application up to date with these folders. @param {readonly string[]} sources */
    async update(sources) {
      const changed = await writeChanged(sources);
      const changedPages = PAGES.filter((page) => changed.some(({ name }) => dirname(name) === page));
      if (changed.some(({ name }) => dirname(name) === '.')) {
        await app.close();
        app = await start();
        await app.firstWindow();
      } else if (changedPages.length > 0) {
        for (const { name, contents } of changed) await writeFile(join(`${archive}.unpacked`, name), contents);
        await app.evaluate(({ webContents }, hosts) => {
          for (const page of webContents.getAllWebContents()) {
            if (hosts.includes(new URL(page.getURL()).host)) page.reloadIgnoringCache();
          }
        }, changedPages);
      }
      return changed.map(({ name }) => name);
    },
    async close() {
      await Promise.all([app.close(), processes.dispose(), pages.dispose()]);
    },
  };
}

/** A copy of the runtime that can be driven from here, as a fuse of it decides. @returns {Promise<string>} */
async function inspectableRuntime() {
  const runtime = await resolveRuntime();
  const copy = join(folder, `runtime-${runtime.version}`);
  const executable = join(copy, basename(runtime.executable));
  if (existsSync(copy)) return executable;
  const unfinished = `${copy}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await cp(runtime.dir, unfinished, { recursive: true });
  await setFuses(join(unfinished, basename(runtime.executable)), { nodeCliInspect: true });
  await rename(unfinished, copy);
  return executable;
}

/**
 * Calls `update` after each change of a source, with the folders it was in, one call at a time.
 * @param {(sources: readonly string[]) => Promise<void>} update
 */
export function follow(update) {
  /** @type {Set<string>} */
  const wanted = new Set();
  let busy = false;
  /** @param {string} source */
  const later = async (source) => {
    wanted.add(source);
    if (busy) return;
    busy = true;
    while (wanted.size > 0) {
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
      const sources = [...wanted];
      wanted.clear();
      await update(sources);
    }
    busy = false;
  };
  const watchers = SOURCES.map((source) => watch(join(root, source), { recursive: true }, () => void later(source)));
  return () => {
    for (const one of watchers) one.close();
  };
}

if (process.argv[1] === import.meta.filename) {
  await runMain(async () => {
    ensurePackages();
    ensureSystem('run');
    const session = await develop(process.argv.slice(2));
    say('the application follows its sources until its window is closed');
    let updating = false;
    const stop = follow(async (sources) => {
      const began = performance.now();
      updating = true;
      try {
        const changed = await session.update(sources);
        if (changed.length > 0)
          say(`${changed.join(', ')}: in the window after ${Math.round(performance.now() - began)} ms`);
      } catch (error) {
        // A source that does not compile is told by esbuild; the application stays as it was.
        say(`not updated: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
      }
      updating = false;
    });
    await closedByPerson(
      () => session.running(),
      () => updating,
    );
    stop();
    await session.close();
    return 0;
  });
}

/**
 * @param {() => import('@playwright/test').ElectronApplication} running
 * @param {() => boolean} isUpdating
 */
async function closedByPerson(running, isUpdating) {
  for (;;) {
    const app = running();
    await new Promise((resolve) => app.once('close', () => resolve(undefined)));
    while (isUpdating()) await new Promise((resolve) => setTimeout(resolve, 50));
    if (running() === app) return;
  }
}
