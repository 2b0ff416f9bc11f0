import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { type Failure, failure } from '../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { attemptSync } from '../files/file-failure.ts';
import { descendantsOf, readOf } from './processes.ts';

/** util-linux's prlimit(1), at its own path: what the environment calls prlimit may be something else. */
const PRLIMIT = '/usr/bin/prlimit';
const LONGEST_MS = 10_000;
/** A process that is started meanwhile, by one whose limit is still the old one, is found in the next round. */
const MOST_ROUNDS = 5;

/**
 * Keeps the memory of this process, and of all that it has started and will start, out of core dumps: the hard limit of
 * their size is 0, which no process without privileges can raise again (setrlimit(2)). Where the kernel hands dumps to a
 * program instead (core(5)), that limit does not bind it; so nothing of their memory is to be in a dump either.
 *
 * Node cannot call setrlimit(2), and Chromium has started its first processes when our code begins: prlimit(1) lowers the
 * limit of each.
 */
export function forbidCoreDumps(): Result<void, Failure> {
  let left = ownProcesses();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    for (const pid of left) {
      const refusal = leaveMemoryOut(pid) ?? lowerLimit(pid);
      if (refusal !== null && mayDump(pid)) return err(refusal);
    }
    left = ownProcesses().filter(mayDump);
    if (left.length === 0) return ok(undefined);
  }
  return err(failure('station/dumps-new-processes'));
}

function ownProcesses(): readonly number[] {
  return [process.pid, ...descendantsOf(process.pid)];
}

/** Whether a process may still leave a core dump. One that has ended leaves none. */
function mayDump(pid: number): boolean {
  const limits = readOf(pid, 'limits');
  return limits !== null && !/^Max core file size +0 +0 /m.test(limits);
}

/** The kinds of memory that go into a dump: none. What the process starts inherits it. `null` once it is done. */
function leaveMemoryOut(pid: number): Failure | null {
  const filter = `/proc/${pid}/coredump_filter`;
  const filtered = attemptSync(filter, () => writeFileSync(filter, '0'));
  // A process that has been made undumpable belongs to root in /proc (proc(5)): there is no dump of it at all.
  if (filtered.ok || filtered.error.code === 'file/not-permitted') return null;
  return failure('station/dumps', { where: filter, cause: filtered.error });
}

/** `null` once it is done. */
function lowerLimit(pid: number): Failure | null {
  const { error, status, output } = spawnSync(PRLIMIT, ['--pid', String(pid), '--core=0:0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {},
    encoding: 'utf8',
    timeout: LONGEST_MS,
  });
  if (error === undefined && status === 0) return null;
  const reason = error?.message ?? (output[2]?.trim() || `prlimit ended with ${status}`);
  return failure('station/dumps-limit', { params: { program: PRLIMIT, reason } });
}
