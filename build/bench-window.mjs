// `npm run bench:window`: how fast the window answers during an import (test/bench/window.ts), on the real application.
import { drive } from './drive.mjs';
import { runMain } from './say.mjs';

await runMain(() => drive(['test/bench/window.ts', ...process.argv.slice(2)]));
