import { join } from 'node:path';
import type { Identity } from '../../electron/core/keyring/identity.ts';
import { openStation, type Station } from '../../electron/station/station.ts';
import { utf8 } from '../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../shared/encoding/digest.ts';
import type { Failure } from '../../shared/failure/failure.ts';
import { ok, type Result } from '../../shared/result.ts';
import { CALM } from './airgap.ts';
import { keyringIn, serveKeyHere } from './key-process.ts';
import { must } from './must.ts';
import { threadFile } from './parts.ts';
import { UNSEALED } from './seal.ts';
import { chosen } from './typed.ts';
import { workerFile } from './vault-worker.ts';

const PASSPHRASE = 'correct horse battery staple';

/** The scripts of a station's threads. */
export type Workers = Readonly<Record<'vault' | 'packet', string>>;

const WORKERS: Workers = { vault: workerFile, packet: threadFile('packet-worker') };

/** A whole station on a data folder, as the console opens it; no link is up, and a key file asks for little work. */
export function openIn(folder: string, workers = WORKERS): Promise<Result<Station, Failure>> {
  const current = () => ({ ...CALM, checkedAt: new Date().toISOString() });
  return openStation({
    folder,
    workers,
    launchKeyProcess: serveKeyHere,
    console: { version: '1', runtime: 'node', buildSha256: sha256Hex(utf8('build')) },
    seal: UNSEALED,
    ownKeys: { agent: null, askForKeyFile: async () => ok(null), askForAgent: async () => ok(null) },
    workFactor: 2,
    watchAirgap: async () => ({ current, probe: async () => current(), stop: () => undefined }),
  });
}

export async function closeStation({ refusals, packetReader, journal, vault }: Station): Promise<void> {
  await refusals.settle();
  await packetReader.close();
  await journal.close();
  await vault.close();
}

/** Makes the first owner of the closed station in `folder`, as a console does that dies before it journals that. */
export async function ownerIn(folder: string): Promise<Identity> {
  const keyring = await keyringIn(join(folder, 'keyring'));
  return must(await keyring.createFirstOwner('Olga Owner', await chosen(keyring, PASSPHRASE)));
}
