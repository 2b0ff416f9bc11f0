import { Encrypter } from 'age-encryption';
import type { Keyring } from '../../electron/core/keyring/keyring.ts';
import type { SealedSecret, TypedSecret } from '../../shared/contract/typed.ts';
import { toBase64 } from '../../shared/encoding/bytes.ts';
import { must } from './must.ts';

/** What a person types, sealed to one key process as the signing window does it. */
export async function sealedTo(to: string, typed: TypedSecret | string): Promise<SealedSecret> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(to);
  const text = typeof typed === 'string' ? typed : JSON.stringify(typed);
  return { to, sealed: toBase64(await encrypter.encrypt(text)) };
}

/** The same to a key process of a keyring's own. */
export async function typed(keyring: Keyring, secret: TypedSecret): Promise<SealedSecret> {
  return sealedTo(must(await keyring.expectPassphrase()), secret);
}

/** A passphrase that opens a key. */
export function typedPassphrase(keyring: Keyring, passphrase: string): Promise<SealedSecret> {
  return typed(keyring, { kind: 'unlock', passphrase });
}

/** A new passphrase, typed twice alike. */
export function chosen(keyring: Keyring, passphrase: string): Promise<SealedSecret> {
  return typed(keyring, { kind: 'choose', passphrase, repeated: passphrase });
}

/** A passphrase and the one that is to replace it. */
export function changed(keyring: Keyring, passphrase: string, next: string): Promise<SealedSecret> {
  return typed(keyring, { kind: 'change', passphrase, next, repeated: next });
}
