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
/** Stands in the archive for what a page is made of, which lies beside it. A file of no bytes would not be looked for there. */
const PLACEHOLDER = '-';
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
  const parts = await Promise.all([
    ...partsOf({
      ...bundles.processes,
      sourcemap: 'inline',
      sourcesContent: false,
      banner: { js: 'globalThis.process?.setSourceMapsEnabled?.(true);' },
    }),
    ...partsOf({ ...bundles.pages, sourcemap: 'inline', minify: false }),
  ]);
  /** What the application consists of now: what was bundled, by its path. @type {Map<string, Uint8Array>} */
  const written = new Map();
  await rm(APP, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await copyStatic(APP, 'development');
  await writeChanged(null);
  let app = await start();

  /**
   * Bundles what is made of these files, writes what is other than before, and gives its names in the application.
   * @param {readonly string[] | null} files from the root of the project; `null`: everything
   */
  async function writeChanged(files) {
    const wanted = parts.filter((part) => files === null || part.isMadeOf(files));
    const made = await Promise.allSettled(wanted.map((part) => part.rebuild()));
    const failed = made.find((one) => one.status === 'rejected');
    if (failed !== undefined) {
      // Nothing of this change is written: all of it is bundled again at the next one.
      for (const part of wanted) part.forget();
      throw failed.reason;
    }
    const bundled = made.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
    const changed = bundled.filter(({ path, contents }) => !sameBytes(written.get(path), contents));
    for (const { path, contents } of changed) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, isOfPage(path) ? PLACEHOLDER : contents);
      written.set(path, contents);
    }
    return changed.map(({ path }) => relative(APP, path));
  }

  /** Writes pages where the application that runs reads them. @param {readonly string[]} paths */
  async function writePages(paths) {
    for (const path of paths) {
      const contents = written.get(path);
      if (contents !== undefined) await writeFile(join(`${archive}.unpacked`, relative(APP, path)), contents);
    }
  }

  async function start() {
    await createPackageWithOptions(APP, archive, { unpackDir: `{${PAGES.join(',')}}` });
    await writePages([...written.keys()].filter(isOfPage));
    return electron.launch({
      executablePath: executable,
      args: [`--user-data-dir=${join(folder, 'data')}`, UNSEALED, ...args],
      chromiumSandbox: process.getuid?.() !== 0,
    });
  }

  return {
    /** The application that runs now. */
    running: () => app,
    /** Brings the application up to date with these files. @param {readonly string[]} files from the root of the project */
    async update(files) {
      const changed = await writeChanged(files);
      const changedPages = PAGES.filter((page) => changed.some((name) => dirname(name) === page));
      if (changed.some((name) => dirname(name) === '.')) {
        await app.close();
        app = await start();
        await app.firstWindow();
      } else if (changedPages.length > 0) {
        await writePages(changed.map((name) => join(APP, name)));
        await app.evaluate(({ webContents }, hosts) => {
          for (const page of webContents.getAllWebContents()) {
            if (hosts.includes(new URL(page.getURL()).host)) page.reloadIgnoringCache();
          }
        }, changedPages);
      }
      return changed;
    },
    async close() {
      await Promise.all([app.close(), ...parts.map((part) => part.dispose())]);
    },
  };
}

/**
 * Each bundle by itself, so that a change makes only those anew that hold what changed.
 * @param {import('./bundle.mjs').Bundles} options
 */
function partsOf(options) {
  return Object.entries(options.entryPoints).map(async ([name, entry]) => {
    const part = await context({ ...options, entryPoints: { [name]: entry }, write: false, metafile: true });
    /** What it was last made of; `null` when it could not be made. @type {ReadonlySet<string> | null} */
    let inputs = null;
    return {
      /** @param {readonly string[]} files */
      isMadeOf(files) {
        const known = inputs;
        return known === null || files.some((file) => known.has(file));
      },
      async rebuild() {
        inputs = null;
        const { outputFiles = [], metafile } = await part.rebuild();
        inputs = new Set(Object.keys(metafile?.inputs ?? {}));
        return outputFiles;
      },
      /** It is made again at the next change, whatever changes. */
      forget() {
        inputs = null;
      },
      dispose: () => part.dispose(),
    };
  });
}

/** @param {string} path */
function isOfPage(path) {
  return PAGES.some((page) => dirname(path) === join(APP, page));
}

/** @param {Uint8Array | undefined} one @param {Uint8Array} other */
function sameBytes(one, other) {
  return one !== undefined && Buffer.compare(one, other) === 0;
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
 * Calls `update` after each change of a source, with the files that changed, one call at a time.
 * @param {(files: readonly string[]) => Promise<void>} update
 */
export function follow(update) {
  /** @type {Set<string>} */
  const wanted = new Set();
  let busy = false;
  /** @param {string} file */
  const later = async (file) => {
    wanted.add(file);
    if (busy) return;
    busy = true;
    while (wanted.size > 0) {
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
      const files = [...wanted];
      wanted.clear();
      await update(files);
    }
    busy = false;
  };
  const watchers = SOURCES.map((source) =>
    watch(join(root, source), { recursive: true }, (_, name) => {
      if (name !== null) void later(join(source, name));
    }),
  );
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
    const stop = follow(async (files) => {
      const began = performance.now();
      updating = true;
      try {
        const changed = await session.update(files);
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
