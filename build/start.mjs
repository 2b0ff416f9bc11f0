// `npm start`: sets up what is missing, builds what changed, and opens Holdfast. Without a display: the scripted run.
import { spawn } from 'node:child_process';
import { buildApplication } from './build.mjs';
import { ensureSystem } from './debian.mjs';
import { ensurePackages } from './packages.mjs';
import { runMain, say } from './say.mjs';
import { scriptedRun } from './scripted-run.mjs';

await runMain(async () => {
  ensurePackages();
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    say('there is no display to open a window on, so a script does the main job on a virtual one.');
    return scriptedRun(undefined);
  }
  ensureSystem('run');
  const { executable, launcher } = await buildApplication();
  const args = process.argv.slice(2);
  const isRoot = process.getuid?.() === 0;
  if (isRoot) {
    say('running as root, so without the seal and the Chromium sandbox; use an ordinary account for real work.');
    args.push('--no-sandbox', '--unsealed=I start Holdfast without its seal');
  }
  const child = spawn(isRoot || process.platform !== 'linux' ? executable : launcher, args, { stdio: 'inherit' });
  return new Promise((resolve) => {
    child.on('error', (error) => {
      say(`the application did not start: ${error.message}`);
      resolve(1);
    });
    child.on('exit', (status) => resolve(status ?? 1));
  });
});
