import { armor, Decrypter, Encrypter } from 'age-encryption';
import { fromUtf8 } from '../../../shared/encoding/bytes.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { formsOfPassphrase, opaqueString } from '../../../shared/text/opaque-string.ts';

/** age's own default: N = 2^18, about a second. Only tests take less. */
export const DEFAULT_WORK_FACTOR = 18;
/** The package computes no more than 2^20. */
const MAX_WORK_FACTOR = 20;

const VERSION = 'age-encryption.org/v1';
const ARMOR_BEGIN = '-----BEGIN AGE ENCRYPTED FILE-----';

/**
 * Why an age file does not open.
 *
 * `line-ends`: it was copied as text, so that CR stands before each LF, and putting that right did not help.
 * `work-factor`: its header asks for more than is computed here. `no-passphrase`: it is encrypted to a key.
 * `damaged`: it is no age file, or its content was changed.
 */
export type AgeDefect = 'wrong-passphrase' | 'line-ends' | 'work-factor' | 'no-passphrase' | 'damaged';

/** Encrypts under a passphrase as an age file (age-encryption.org/v1, scrypt recipient), so that stock `age -d` opens it. */
export async function sealWithPassphrase(
  plain: Uint8Array,
  passphrase: string,
  workFactor: number = DEFAULT_WORK_FACTOR,
): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(opaqueString(passphrase));
  encrypter.setScryptWorkFactor(workFactor);
  return encrypter.encrypt(plain);
}

/**
 * Opens an age file, armored or not, with any form of the passphrase that may have been meant. A file that was copied as
 * text is put right first: what age then authenticates is what was encrypted.
 */
export async function openWithPassphrase(
  sealed: Uint8Array,
  passphrase: string,
): Promise<Result<Uint8Array, AgeDefect>> {
  const binary = withoutArmor(sealed);
  if (binary === null) return err('damaged');
  if (!latin1(binary).startsWith(`${VERSION}\r\n`)) return openBinary(binary, passphrase);
  const opened = await openBinary(Buffer.from(latin1(binary).replaceAll('\r\n', '\n'), 'latin1'), passphrase);
  return !opened.ok && opened.error === 'damaged' ? err('line-ends') : opened;
}

async function openBinary(file: Uint8Array, passphrase: string): Promise<Result<Uint8Array, AgeDefect>> {
  const header = headerDefect(file);
  if (header !== null) return err(header);
  for (const form of formsOfPassphrase(passphrase)) {
    const opened = await decrypt(file, form);
    if (opened.ok || opened.error !== 'wrong-passphrase') return opened;
  }
  return err('wrong-passphrase');
}

async function decrypt(
  file: Uint8Array,
  passphrase: string,
): Promise<Result<Uint8Array, 'wrong-passphrase' | 'damaged'>> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  try {
    return ok(await decrypter.decrypt(file));
  } catch (thrown) {
    // The package tells its outcomes apart by this text alone: a stanza that no passphrase opened.
    const unopened = thrown instanceof Error && thrown.message === "no identity matched any of the file's recipients";
    return err(unopened ? 'wrong-passphrase' : 'damaged');
  }
}

/** What the header says that no passphrase opens; `null` where one may. */
function headerDefect(file: Uint8Array): AgeDefect | null {
  const text = latin1(file);
  if (!text.startsWith(`${VERSION}\n`)) return 'damaged';
  const header = text.slice(0, text.indexOf('\n--- '));
  const stanzas = [...header.matchAll(/^-> (?<type>\S+)(?: \S+ (?<workFactor>[0-9]+))?/gm)];
  const underPassphrase = stanzas.find(({ groups }) => groups?.type === 'scrypt');
  if (underPassphrase === undefined) return stanzas.length === 0 ? 'damaged' : 'no-passphrase';
  return Number(underPassphrase.groups?.workFactor ?? 0) > MAX_WORK_FACTOR ? 'work-factor' : null;
}

/** The binary form; `null` for an armored file that was damaged. */
function withoutArmor(file: Uint8Array): Uint8Array | null {
  const text = fromUtf8(file)
    ?.replace(/^\uFEFF/, '')
    .trimStart();
  if (text?.startsWith(ARMOR_BEGIN) !== true) return file;
  try {
    return armor.decode(text);
  } catch (thrown) {
    if (thrown instanceof Error) return null;
    throw thrown;
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}
