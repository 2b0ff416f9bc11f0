import { bundledWorker } from './bundled-worker.ts';

/** The keyring's worker, bundled once for this test process. */
export const keyWorkerFile = bundledWorker('keyring/key-worker.ts');
