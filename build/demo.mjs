// `npm run demo`: the scripted run through the real window (test/demo), its pictures and its decision in out/demo.
import { cpSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { drive } from './drive.mjs';
import { runMain, say } from './say.mjs';

const root = dirname(import.meta.dirname);

await runMain(async () => {
  const kept = join(root, 'out/demo');
  const status = await drive(['test/demo/demo.ts'], {
    display: process.env.DISPLAY,
    take: (scratch) => {
      rmSync(kept, { recursive: true, force: true });
      cpSync(join(scratch, 'demo'), kept, { recursive: true });
    },
  });
  say(status === 0 ? `the pictures and the decision are in ${kept}` : 'the demo did not get to its end');
  return status;
});
