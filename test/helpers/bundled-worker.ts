import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/** A worker of the application, bundled for this test process as the build bundles it. `entry`: from `electron/`. */
export function bundledWorker(entry: string): string {
  const outfile = join(mkdtempSync(join(tmpdir(), 'holdfast-worker-')), 'worker.cjs');
  buildSync({
    entryPoints: [join(import.meta.dirname, '../../electron', entry)],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    outfile,
  });
  return outfile;
}
