import { Decrypter, Encrypter } from 'age-encryption';
import { err, ok, type Result } from '../../shared/result.ts';

/** age's own default: N = 2^18, about a second. Only tests take less. */
export const DEFAULT_WORK_FACTOR = 18;

/** Encrypts under a passphrase as an age file (age-encryption.org/v1, scrypt recipient), so that stock `age -d` opens it. */
export async function sealWithPassphrase(
  plain: Uint8Array,
  passphrase: string,
  workFactor: number = DEFAULT_WORK_FACTOR,
): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(workFactor);
  return encrypter.encrypt(plain);
}

/**
 * Opens an age file. `wrong-passphrase` when the passphrase does not open its header; `damaged` when the file is no
 * age file under a passphrase, or its content was changed.
 */
export async function openWithPassphrase(
  sealed: Uint8Array,
  passphrase: string,
): Promise<Result<Uint8Array, 'wrong-passphrase' | 'damaged'>> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  try {
    return ok(await decrypter.decrypt(sealed));
  } catch (thrown) {
    // The package tells its outcomes apart by this text alone: a stanza that no passphrase opened.
    const unopened = thrown instanceof Error && thrown.message === "no identity matched any of the file's recipients";
    return err(unopened ? 'wrong-passphrase' : 'damaged');
  }
}
