import { randomBytes, randomInt } from 'node:crypto';
import { join } from 'node:path';
import { failure } from '../../../shared/failure/failure.ts';
import { stationVerifier } from '../../../shared/journal/checkpoint.ts';
import type { NoteVerifier } from '../../../shared/journal/note.ts';
import type { Ed25519PublicKey } from '../../../shared/key/public-key.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { createDurably, ensureOwnFolder } from '../files/durable.ts';
import { readIfThere } from '../files/read.ts';
import { SEED_LENGTH, signWithSeed } from './ed25519-private.ts';
import type { KeyringFailure } from './keyring-failure.ts';
import { parseOpenSshPrivateKey, toOpenSshPrivateKey } from './openssh-private.ts';

/**
 * The station's own key. It signs checkpoints of the journal with nobody at the keyboard, so no passphrase guards it:
 * a file that its account alone may read. Whoever has the disk has this key, and can write a journal of their own. What
 * still convicts them are the checkpoints in dossiers that have left the station.
 */
export interface StationKey {
  readonly key: Ed25519PublicKey;
  /** The name is also the journal's origin. */
  readonly verifier: NoteVerifier;
  /** True when it was made just now, so that there can't be a journal yet. */
  readonly isNew: boolean;
  /** 64 bytes, Ed25519 over the message. */
  sign(message: Uint8Array): Promise<Uint8Array>;
}

const MAX_KEY_FILE = 64 * 1024;

/** Reads the station's key in `folder`, or makes it when there is none. A damaged one is never replaced. */
export async function openStationKey(folder: string): Promise<Result<StationKey, KeyringFailure>> {
  const ready = await ensureOwnFolder(folder);
  if (!ready.ok) return ready;
  const path = join(folder, 'station.key');
  const file = await readIfThere(path, MAX_KEY_FILE);
  if (!file.ok) return file;
  if (file.value === null) return makeStationKey(path);
  const parsed = parseOpenSshPrivateKey(file.value, null);
  if (parsed.ok) return ok(stationKey(parsed.value.seed, parsed.value.key, false));
  return err(failure('keyring/station-key-damaged', { where: path }));
}

async function makeStationKey(path: string): Promise<Result<StationKey, KeyringFailure>> {
  const file = toOpenSshPrivateKey(randomBytes(SEED_LENGTH), 'holdfast station', randomInt(2 ** 32));
  const written = await createDurably(path, file);
  if (!written.ok) return written;
  const parsed = parseOpenSshPrivateKey(file, null);
  if (!parsed.ok) throw new Error('a private key that was just written cannot be read');
  return ok(stationKey(parsed.value.seed, parsed.value.key, true));
}

function stationKey(seed: Buffer, key: Ed25519PublicKey, isNew: boolean): StationKey {
  return {
    key,
    verifier: stationVerifier(key),
    isNew,
    sign: async (message) => signWithSeed(seed, message),
  };
}
