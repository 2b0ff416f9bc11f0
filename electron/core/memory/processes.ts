import { readdirSync, readFileSync } from 'node:fs';
import { attemptSync } from '../files/file-failure.ts';

/** The processes that `pid` has started, and those that they have started, as the kernel lists them now. */
export function descendantsOf(pid: number): readonly number[] {
  const parents = new Map(allProcesses().map((one) => [one, parentOf(one)]));
  const found = [pid];
  // It grows while it is walked, so that what each one has started is found after it.
  for (const known of found) for (const [one, parent] of parents) if (parent === known) found.push(one);
  return found.slice(1);
}

function allProcesses(): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^[0-9]+$/.test(name))
    .map(Number);
}

/** `null` for a process that has ended meanwhile. */
function parentOf(pid: number): number | null {
  const stat = readOf(pid, 'stat');
  // The name in parentheses may hold anything; after it come the state and the parent (proc(5)).
  const parent = stat === null ? undefined : stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
  return parent === undefined ? null : Number(parent);
}

/** A text that the kernel gives of a process; `null` when that has ended. */
export function readOf(pid: number, what: 'stat' | 'limits'): string | null {
  const path = `/proc/${pid}/${what}`;
  const read = attemptSync(path, () => readFileSync(path, 'latin1'));
  return read.ok ? read.value : null;
}
