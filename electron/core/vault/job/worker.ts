import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { assertNever } from '../../../../shared/result.ts';
import { JobControl } from '../../job/control.ts';
import type { ReaderRole } from '../../tree/reader-role.ts';
import type { CheckContentsRole, CheckRole } from '../check/check-role.ts';
import type { ExplorerRole } from '../explore/requests.ts';
import type { GitIdsRole } from '../git-ids/role.ts';
import type { ImportRole, ReaderStore } from '../import/import-role.ts';

/** What a thread of the vault is started as. */
type WorkerRole = ReaderRole<ReaderStore> | GitIdsRole | ImportRole | CheckRole | CheckContentsRole | ExplorerRole;

// The one file that every thread of the vault runs; what it is comes with it. Each role loads what it needs: readers,
// of which there are many, need little, and start in half of the time.
const role: WorkerRole = workerData;
void serve(role).then((answer) => {
  if (answer !== undefined) parentPort?.postMessage(answer);
});

/** Gives what the thread ends with; one that serves another goes on until it is terminated. */
async function serve(role: WorkerRole): Promise<unknown> {
  switch (role.role) {
    case 'reader':
      return (await import('../import/serve-reader.ts')).serveReader(role);
    case 'git-ids':
      yieldToWindows();
      return (await import('../git-ids/git-ids.ts')).gitIdsOfBundle(role);
    case 'import':
      yieldToWindows();
      return (await import('../import/import-tree.ts')).importTree(role);
    case 'check':
      yieldToWindows();
      return (await import('../check/check-vault.ts')).checkVault(role);
    case 'check-contents': {
      const { checkContents } = await import('../check/check-contents.ts');
      const control = new JobControl(role.control, 'vault');
      const report = checkContents(role.layout, role.files, new Int32Array(role.taken), control);
      control.waitFor(null);
      return report;
    }
    case 'explore':
      return (await import('../explore/serve-explorer.ts')).serveExplorer(role);
    default:
      return assertNever(role, 'role of a worker');
  }
}

/**
 * This work takes every core that is free; the windows and the main process, which a person waits for, go before it. On
 * Linux 0 stands for the thread that asks (setpriority(2)), and the readers that it starts are like it.
 */
function yieldToWindows(): void {
  setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);
}
