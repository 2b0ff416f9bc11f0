// `npm start`: sets up what is missing, builds what changed, and opens Holdfast.
import { spawn } from 'node:child_process';
import { buildApplication } from './build.mjs';
import { ensureSystem } from './debian.mjs';
import { ensurePackages } from './packages.mjs';
import { runMain, SetupError, say } from './say.mjs';

await runMain(async () => {
  ensurePackages();
  ensureSystem('run');
  const { executable, launcher } = await buildApplication();
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    throw new SetupError(
      'there is no display to open a window on (DISPLAY and WAYLAND_DISPLAY are not set). ' +
        'Run this from a desktop session, or over "ssh -X"; or let "npm run demo" drive a scripted run on a virtual display.',
    );
  }
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
