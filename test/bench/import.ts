// One measured process: import.ts SOURCE WORKER VAULT.

import { openVault } from '../../electron/core/vault/vault.ts';
import { sayFailure } from '../../shared/failure/say.ts';

const [source = '', workerFile = '', folder = ''] = process.argv.slice(2);
const vault = await openVault(folder, { workerFile });
if (!vault.ok) throw new Error(sayFailure(vault.error));
const imported = await vault.value.importBundle(source).done;
await vault.value.close();
if (!imported.ok) throw new Error(sayFailure(imported.error));
