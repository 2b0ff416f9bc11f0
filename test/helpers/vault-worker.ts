import { bundledWorker } from './bundled-worker.ts';

/** The vault's worker, bundled once for this test process. */
export const workerFile = bundledWorker('core/vault/job/worker.ts');
