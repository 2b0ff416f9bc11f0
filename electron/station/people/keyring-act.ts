import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import type { JournalEvent } from '../../../shared/journal/entry.ts';
import { err, type Result } from '../../../shared/result.ts';
import { actAndRecord, actNoted } from '../act.ts';
import { passedOn } from '../passed-on.ts';
import type { Station } from '../station.ts';

/** An act that counts once the keyring has it on the disk: a start sees there what is owed. */
export function actOnKeyring<T>(
  station: Pick<Station, 'journal' | 'record'>,
  act: () => Promise<Result<T, Failure>>,
  entryOf: (done: T) => Promise<JournalEvent> | JournalEvent,
): Promise<Result<T, Failure>> {
  return actAndRecord(station, 'the keyring', act, entryOf);
}

/** An act on a key file. */
export async function actOnKeyFile(
  station: Pick<Station, 'journal' | 'keyring' | 'owed' | 'record'>,
  event: JournalEvent & { readonly identity: Sha256 },
  act: () => Promise<Result<void, Failure>>,
): Promise<Result<void, Failure>> {
  const { identity } = event;
  const sha256 = await station.keyring.keyFileDigest(identity);
  if (!sha256.ok) return err(passedOn('identity', sha256.error));
  return actNoted(station, 'the keyring', { event, before: { identity, sha256: sha256.value } }, act);
}
