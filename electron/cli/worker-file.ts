import { join } from 'node:path';

/** The vault worker, bundled beside the command line's own file. */
export function workerFile(): string {
  return join(import.meta.dirname, 'vault-worker.cjs');
}
