// One measured process: job.ts hash SOURCE WORKER, or job.ts import SOURCE WORKER VAULT. Prints its peak memory.

import { hashTree } from '../../electron/vault/hash-tree.ts';
import { openVault } from '../../electron/vault/vault.ts';

const [job, source = '', workerFile = '', folder = ''] = process.argv.slice(2);
const outcome = job === 'hash' ? await hashTree(source, { workerFile }) : await importOnce();
if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
console.log(JSON.stringify({ peakMiB: Math.round(process.resourceUsage().maxRSS / 1024) }));

async function importOnce() {
  const vault = await openVault(folder, { workerFile });
  if (!vault.ok) throw new Error(vault.error.sentence);
  const imported = await vault.value.importBundle(source).done;
  await vault.value.close();
  return imported;
}
