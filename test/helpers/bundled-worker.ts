import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/**
 * A worker of the application, bundled for this test process as the build bundles it. `entry`: from `electron/`. `first`:
 * a file beside this one that the worker runs before anything else.
 */
export function bundledWorker(entry: string, first?: string): string {
  const outfile = join(mkdtempSync(join(tmpdir(), 'holdfast-worker-')), 'worker.cjs');
  buildSync({
    entryPoints: [join(import.meta.dirname, '../../electron', entry)],
    ...(first === undefined ? {} : { inject: [join(import.meta.dirname, first)] }),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    outfile,
  });
  return outfile;
}
