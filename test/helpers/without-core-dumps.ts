// Starts a process that starts another, forbids core dumps, starts one more, and says the ids of all, its own first. Ends,
// and ends them, when its stdin does.
import { type ChildProcess, spawn } from 'node:child_process';
import { forbidCoreDumps } from '../../electron/core/memory/core-dumps.ts';
import { descendantsOf } from '../../electron/core/memory/processes.ts';

const started: ChildProcess[] = [];
start('sleep 60 & echo started; wait');
await new Promise((resolve) => started[0]?.stdout?.once('data', resolve));
const before = descendantsOf(process.pid);
const forbidden = forbidCoreDumps();
start('exec sleep 60');
process.stdout.write(JSON.stringify({ forbidden: forbidden.ok, pids: [process.pid, ...before, started[1]?.pid] }));
process.stdin.on('end', () => {
  for (const pid of descendantsOf(process.pid)) process.kill(pid, 'SIGKILL');
  process.exit();
});
process.stdin.resume();

function start(command: string): void {
  started.push(spawn('sh', ['-c', command], { stdio: ['ignore', 'pipe', 'ignore'] }));
}
