import { parentPort, workerData } from 'node:worker_threads';
import { assertNever } from '../../shared/result.ts';
import { JobControl } from './control.ts';
import type { WorkerRole } from './worker-role.ts';

// The one file that every thread of the vault runs; what it is comes with it. Each role loads what it needs: readers,
// of which there are many, need little, and start in half of the time.
const role: WorkerRole = workerData;
void serve(role).then((answer) => {
  if (answer !== undefined) parentPort?.postMessage(answer);
});

/** Gives what the thread ends with; a reader goes on until it is terminated. */
async function serve(role: WorkerRole): Promise<unknown> {
  switch (role.role) {
    case 'reader':
      return (await import('./serve-reader.ts')).serveReader(role);
    case 'import':
      return (await import('./import-tree.ts')).importTree(role);
    case 'fsck': {
      const { checkVault } = await import('./fsck.ts');
      return checkVault(role.layout, role.roots, new JobControl(role.control));
    }
    default:
      return assertNever(role, 'role of a worker');
  }
}
