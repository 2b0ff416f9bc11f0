import type { ReadStatement } from './read-input.ts';

/** Who signed, with their roles. */
export function signersOf({ opened }: ReadStatement): string {
  return opened.signers.map(({ name, roles }) => `${name} (${roles.join(', ')})`).join('; ');
}

/** In which format who signed, in words. */
export function formatsOf({ opened: { signers, signatures } }: ReadStatement): string {
  return signers
    .map(({ name, key }) => {
      const dsse = signatures.dsse.some((one) => one.key.keyid === key.keyid);
      const openSsh = signatures.openSsh.some(({ signer }) => signer.key.keyid === key.keyid);
      if (dsse && openSsh) return `${name}: DSSE and OpenSSH`;
      if (dsse) return `${name}: DSSE alone`;
      return `${name}: OpenSSH alone${key.kind === 'sk-ed25519' ? ', by a key in a token, which cannot make the other' : ''}`;
    })
    .join('; ');
}
