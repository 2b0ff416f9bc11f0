import type { PublicKey } from '../../../shared/key/public-key.ts';
import type { OpenedStatement } from '../../../shared/statement/open.ts';
import type { TrustedKey } from '../../../shared/statement/trust.ts';
import type { Judged } from '../decision-folder/judged.ts';
import { verifyExport } from '../decision-folder/verify.ts';
import { dossierKindAt } from './find-folder.ts';
import { verifyDossier } from './verify.ts';

/** What reading either kind of dossier gives. */
export interface JudgedDossier extends Judged {
  /** The statements in it whose signatures verify: a decision by a trusted key, or all those that a dossier's people signed. */
  readonly signed: readonly OpenedStatement[];
}

/** Verifies a dossier of either kind against the keys that the reader trusts. */
export async function verifyDossierFolder(
  folder: string,
  trusted: readonly TrustedKey[],
  station: PublicKey | null = null,
): Promise<JudgedDossier> {
  if ((await dossierKindAt(folder)) === 'whole') {
    const { findings, notVerified, statements } = await verifyDossier(folder, trusted, station);
    return { findings, notVerified, signed: statements.map(({ opened }) => opened) };
  }
  const { findings, notVerified, byTrusted } = await verifyExport(folder, trusted);
  return { findings, notVerified, signed: byTrusted === null ? [] : [byTrusted] };
}
