import type { Sha256 } from '../../../shared/bytes.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { openSigned } from '../../../shared/statement/open.ts';
import type { Statement } from '../../../shared/statement/statement.ts';
import type { TrustedKey } from '../../../shared/statement/trust.ts';
import { applyRecord, EMPTY_HISTORY, type History } from '../../keyring/history.ts';
import { type Identity, trustedKeyOf } from '../../keyring/identity.ts';
import type { CarriedStatement } from '../signed-files.ts';
import type { DossierStatement } from './input.ts';

/** A statement of a dossier, opened: its signatures verified, each role that it needs filled. */
export interface ReadStatement extends CarriedStatement {
  readonly statement: Statement;
  readonly sha256: Sha256;
}

/** Follows the keyring's records from the first owner on. */
export function readIdentities(records: readonly Uint8Array[]): Result<readonly Identity[], Finding> {
  let history: History = EMPTY_HISTORY;
  for (const record of records) {
    const next = applyRecord(history, record);
    if (!next.ok) return next;
    history = next.value;
  }
  return ok([...history.identities.values()]);
}

/** Keys whose signatures count: of everyone but the revoked. */
export function countingKeys(identities: readonly Identity[]): readonly TrustedKey[] {
  return identities.filter(({ standing }) => standing.kind !== 'revoked').map(trustedKeyOf);
}

/** Opens a statement of a dossier with the keys that count in it. Every OpenSSH signature must be by one: stock tools ask no less. */
export function readStatement(
  one: DossierStatement,
  keys: readonly TrustedKey[],
): Result<ReadStatement, readonly Finding[]> {
  const opened = openSigned(one, keys);
  if (!opened.ok) return opened;
  const { statement, statementSha256: sha256, signatures } = opened.value;
  if (signatures.openSsh.length < one.sshsigs.length) {
    return err([finding('statement.not-signed-by-trusted-key', 'signature')]);
  }
  return ok({ opened: opened.value, envelope: one.envelope, statement, sha256 });
}
