// The main job through the real window, by a script (test/demo): its pictures and its decision lie in out/demo.
import { cpSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { drive } from './drive.mjs';
import { say } from './say.mjs';

const kept = join(dirname(import.meta.dirname), 'out/demo');

/**
 * @param {string | undefined} display an X server to show it on; a virtual one without
 * @returns {Promise<number>} the exit status
 */
export async function scriptedRun(display) {
  const status = await drive(['test/demo/demo.ts'], {
    display,
    take: (scratch) => {
      rmSync(kept, { recursive: true, force: true });
      cpSync(join(scratch, 'demo'), kept, { recursive: true });
    },
  });
  say(status === 0 ? `the pictures and the signed decision are in ${kept}` : 'the scripted run did not get to its end');
  return status;
}
