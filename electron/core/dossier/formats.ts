import type { ReadStatement } from './read-input.ts';
import type { ReportWords } from './report-words.ts';

/** Who signed, with their roles. */
export function signersOf({ opened }: ReadStatement): string {
  return opened.signers.map(({ name, roles }) => `${name} (${roles.join(', ')})`).join('; ');
}

/** In which format who signed, in words. */
export function formatsOf({ opened: { signers, signatures } }: ReadStatement, { report }: ReportWords): string {
  return signers
    .map(({ name, key }) => {
      const dsse = signatures.dsse.some((one) => one.key.keyid === key.keyid);
      const openSsh = signatures.openSsh.some(({ signer }) => signer.key.keyid === key.keyid);
      if (dsse && openSsh) return report.formats.both(name);
      if (dsse) return report.formats.dsse(name);
      return key.kind === 'sk-ed25519' ? report.formats.token(name) : report.formats.openssh(name);
    })
    .join('; ');
}
