// out/app and an Electron runtime as an application that runs: out/dist/linux-unpacked, made by electron-builder.
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import electronBuilder from 'electron-builder';
import { APP, SEAL } from './bundle.mjs';

const root = dirname(import.meta.dirname);

/** The executable of the unpacked application. */
export const EXECUTABLE = join(root, 'out/dist/linux-unpacked/holdfast');

/** What starts it sealed. */
export const LAUNCHER = join(root, 'out/dist/linux-unpacked/seal/launch');

/** @param {import('./runtime.mjs').Runtime} runtime */
export async function packApplication(runtime) {
  const output = join(root, 'out/dist');
  await rm(output, { recursive: true, force: true });
  // Made under another name, so that an application that is there is always a whole one.
  const unfinished = join(root, 'out/dist.unfinished');
  await rm(unfinished, { recursive: true, force: true });
  await electronBuilder.build({
    // The bundle itself, so that node_modules is not searched: everything the application needs is in its files.
    projectDir: APP,
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
      electronFuses: {
        runAsNode: false,
        enableNodeOptionsEnvironmentVariable: false,
        // On in this build alone: Playwright's Electron launcher needs it. The sealed build turns it off.
        enableNodeCliInspectArguments: true,
        onlyLoadAppFromAsar: true,
        enableEmbeddedAsarIntegrityValidation: true,
        loadBrowserProcessSpecificV8Snapshot: false,
        grantFileProtocolExtraPrivileges: false,
      },
    },
  });
  await rename(unfinished, output);
}
