// `npm run soak`: random work by three people on the real application, with faults, kills and restarts (test/soak). It
// takes an hour; `-- --minutes 5 --seed 7` for less of it, or the same again. Pictures of what it found are in out/soak.
import { cpSync, existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildCli } from './build.mjs';
import { drive } from './drive.mjs';
import { runMain } from './say.mjs';

const kept = join(dirname(import.meta.dirname), 'out/soak');

await runMain(async () => {
  await buildCli();
  return drive(['test/soak/soak.ts', ...process.argv.slice(2)], {
    take: (scratch) => {
      rmSync(kept, { recursive: true, force: true });
      if (existsSync(join(scratch, 'soak'))) cpSync(join(scratch, 'soak'), kept, { recursive: true });
    },
  });
});
