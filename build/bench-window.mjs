// `npm run bench:window`: how fast the window answers during an import (test/bench/window.ts), on the real application.
// `npm run bench:window -- explorer`: with a million entries in a bundle (test/bench/window-explorer.ts).
// `npm run bench:window -- start`: how long a start takes beside an empty window (test/bench/window-start.ts).
import { drive } from './drive.mjs';
import { runMain } from './say.mjs';

const [first, ...others] = process.argv.slice(2);
const named =
  first === 'explorer' || first === 'start'
    ? [`test/bench/window-${first}.ts`, ...others]
    : ['test/bench/window.ts', ...process.argv.slice(2)];
await runMain(() => drive(named));
