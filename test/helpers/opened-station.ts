import { join } from 'node:path';
import type { Identity } from '../../electron/core/keyring/identity.ts';
import { Keyring } from '../../electron/core/keyring/keyring.ts';
import { openStation, type Station } from '../../electron/station/station.ts';
import { utf8 } from '../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../shared/encoding/digest.ts';
import type { Failure } from '../../shared/failure/failure.ts';
import { ok, type Result } from '../../shared/result.ts';
import { serveKeyHere } from './key-process.ts';
import { must } from './must.ts';
import { UNSEALED } from './seal.ts';
import { chosen } from './typed.ts';
import { workerFile } from './vault-worker.ts';

const PASSPHRASE = 'correct horse battery staple';

/** A whole station on a data folder, as the console opens it; no link is up. Packets are read with their worker alone. */
export function openIn(folder: string, packetWorker = workerFile): Promise<Result<Station, Failure>> {
  const current = () => ({ linksUp: [], checkedAt: new Date().toISOString() });
  return openStation({
    folder,
    workers: { vault: workerFile, packet: packetWorker },
    launchKeyProcess: serveKeyHere,
    console: { version: '1', runtime: 'node', buildSha256: sha256Hex(utf8('build')) },
    seal: UNSEALED,
    ownKeys: { agent: null, askForKeyFile: async () => ok(null), askForAgent: async () => ok(null) },
    watchAirgap: async () => ({ current, probe: async () => current(), stop: () => undefined }),
  });
}

export async function closeStation({ refusals, journal, vault }: Station): Promise<void> {
  await refusals.settle();
  await journal.close();
  await vault.close();
}

/** Makes the first owner of the closed station in `folder`, as a console does that dies before it journals that. */
export async function ownerIn(folder: string): Promise<Identity> {
  const keyring = must(await Keyring.open(join(folder, 'keyring'), { launchKeyProcess: serveKeyHere, workFactor: 2 }));
  return must(await keyring.createFirstOwner('Olga Owner', await chosen(keyring, PASSPHRASE)));
}
