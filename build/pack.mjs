// A folder of bundles and an Electron runtime as an application that runs, unpacked, made by electron-builder.
import { createHash } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import electronBuilder from 'electron-builder';
import { SEAL } from './bundle.mjs';
import { setDecidedFuses } from './fuses.mjs';
import { endOfLife } from './supported-runtime.mjs';

/**
 * @typedef {object} Unpacked
 * @property {string} folder the application, ready to run where it lies
 * @property {string} executable
 * @property {string} launcher what starts it sealed
 */

/** What the launcher compares at each start: damaged, it would end the application without a word, or unseal it. */
const CHECKED = ['resources/app.asar', 'seal/filter.bpf'];

/** @param {Buffer} bytes */
function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * Where the unpacked application is below an output folder.
 * @param {string} output @returns {Unpacked}
 */
export function unpackedIn(output) {
  const folder = join(output, 'linux-unpacked');
  return { folder, executable: join(folder, 'holdfast'), launcher: join(folder, 'seal/launch') };
}

/**
 * Packs an application into an output folder, which is replaced.
 * @param {object} what
 * @param {string} what.app the folder of bundles
 * @param {string} what.output
 * @param {import('./fuses.mjs').Build} what.build
 * @param {string} what.version of the application
 * @param {import('./runtime.mjs').Runtime} what.runtime
 */
export async function packApplication({ app, output, build, version, runtime }) {
  await rm(output, { recursive: true, force: true });
  // Made under another name, so that an application that is there is always a whole one.
  const unfinished = `${output}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await electronBuilder.build({
    // The bundle itself, so that node_modules is not searched: everything the application needs is in its files.
    projectDir: app,
    targets: electronBuilder.Platform.LINUX.createTarget('dir'),
    publish: 'never',
    config: {
      appId: 'holdfast',
      productName: 'Holdfast',
      directories: { output: unfinished },
      electronDist: runtime.dir,
      electronVersion: runtime.version,
      npmRebuild: false,
      asar: true,
      extraFiles: [{ from: SEAL, to: 'seal' }],
      linux: { executableName: 'holdfast' },
    },
  });
  const { folder, executable } = unpackedIn(unfinished);
  await setDecidedFuses(executable, build);
  const facts = { version, build, electron: runtime.version, electronEndOfLife: endOfLife(runtime.version) };
  await writeFile(join(folder, 'release.json'), `${JSON.stringify(facts, null, 2)}\n`);
  const sums = await Promise.all(
    CHECKED.map(async (path) => `${sha256(await readFile(join(folder, path)))}  ${path}\n`),
  );
  await writeFile(join(folder, 'seal/sums'), sums.join(''));
  await rename(unfinished, output);
}
