import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/** The vault's worker, bundled once for this test process as the build bundles it for the application. */
export const workerFile = bundleWorker();

function bundleWorker(): string {
  const outfile = join(mkdtempSync(join(tmpdir(), 'holdfast-worker-')), 'vault-worker.mjs');
  buildSync({
    entryPoints: [join(import.meta.dirname, '../../electron/vault/worker.ts')],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    outfile,
  });
  return outfile;
}
