import { threadFile } from './parts.ts';

/** The vault's worker, bundled as the application's build bundles it. */
export const workerFile = threadFile('vault-worker');
