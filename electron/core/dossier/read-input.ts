import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../../shared/encoding/digest.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import type { Actor } from '../../../shared/packet/types.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { isDischarge } from '../../../shared/statement/in-force.ts';
import { type OpenedStatement, openPartly, openSigned } from '../../../shared/statement/open.ts';
import type { Statement } from '../../../shared/statement/statement.ts';
import type { TrustedKey } from '../../../shared/statement/trust.ts';
import type { CarriedStatement } from '../decision-folder/signed-files.ts';
import { applyRecord, EMPTY_HISTORY, type History } from '../keyring/history.ts';
import { type Identity, trustedKeyOf } from '../keyring/identity.ts';
import type { DossierInput, DossierStatement } from './input.ts';
import { manifestName } from './layout.ts';

/** A statement of a dossier, opened: its signatures verified, each role that it needs filled. */
export interface ReadStatement extends CarriedStatement {
  readonly statement: Statement;
  readonly sha256: Sha256;
}

/** A discharge of a dossier that waits for signatures. */
export interface WaitingStatement extends ReadStatement {
  readonly missing: readonly Actor[];
}

/** Everything of a dossier, read and verified: what all its files follow from. */
export interface CheckedInput extends Omit<DossierInput, 'statements' | 'pending' | 'fallen'> {
  readonly signed: readonly ReadStatement[];
  readonly waiting: readonly WaitingStatement[];
  readonly fallen: readonly ReadStatement[];
  readonly people: readonly Identity[];
}

/** Verifies all that is to leave the station: what a reader would refuse is never written. */
export function checkInput(input: DossierInput): Result<CheckedInput, readonly Finding[]> {
  const changed = input.bundles.filter(({ record, manifest }) => sha256Hex(manifest) !== record.summary.dirHash);
  if (changed.length > 0) {
    return err(changed.map(({ record }) => finding('dossier.checksum', manifestName(record.summary.dirHash))));
  }
  const people = readIdentities(input.identities);
  if (!people.ok) return err([people.error]);
  const keys = countingKeys(people.value);
  const signed: ReadStatement[] = [];
  for (const one of input.statements) {
    const read = readStatement(one, keys);
    if (!read.ok) return read;
    signed.push(read.value);
  }
  const waiting: WaitingStatement[] = [];
  for (const one of input.pending) {
    const read = readWaiting(one, keys);
    if (!read.ok) return read;
    waiting.push(read.value);
  }
  const fallen: ReadStatement[] = [];
  for (const one of input.fallen) {
    const read = readFallen(one, people.value);
    if (!read.ok) return read;
    fallen.push(read.value);
  }
  const { packetId, packets, bundles, identities, journal } = input;
  return ok({ packetId, packets, bundles, identities, journal, signed, waiting, fallen, people: people.value });
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
  return identities.filter(({ state }) => state.kind !== 'revoked').map(trustedKeyOf);
}

/**
 * Opens a statement of a dossier with the keys that count in it. Every OpenSSH signature must be by one: stock tools
 * ask no less.
 */
export function readStatement(
  one: DossierStatement,
  keys: readonly TrustedKey[],
): Result<ReadStatement, readonly Finding[]> {
  const opened = openSigned(one, keys);
  return opened.ok ? readOpened(one, opened.value) : opened;
}

/** The same for a discharge that waits for signatures. One that waits for none would be authority out of its place. */
export function readWaiting(
  one: DossierStatement,
  keys: readonly TrustedKey[],
): Result<WaitingStatement, readonly Finding[]> {
  const partly = openPartly(one, keys);
  if (!partly.ok) return partly;
  const { signed, missing } = partly.value;
  if (missing.length === 0 || !isDischarge(signed)) {
    return err([finding('dossier.not-waiting', 'pending/', { observed: signed.statementSha256 })]);
  }
  const read = readOpened(one, signed);
  return read.ok ? ok({ ...read.value, missing }) : read;
}

/**
 * The same for a statement that opens with a key that was revoked since, and not without: it gives nothing, and is kept
 * apart from what does.
 */
export function readFallen(
  one: DossierStatement,
  people: readonly Identity[],
): Result<ReadStatement, readonly Finding[]> {
  const opened = openPartly(one, people.map(trustedKeyOf));
  if (!opened.ok) return opened;
  const { signed } = opened.value;
  const counting = openPartly(one, countingKeys(people));
  const counts = counting.ok && (counting.value.missing.length === 0 || isDischarge(signed));
  return counts
    ? err([finding('dossier.not-fallen', 'revoked/', { observed: signed.statementSha256 })])
    : readOpened(one, signed);
}

function readOpened(one: DossierStatement, opened: OpenedStatement): Result<ReadStatement, readonly Finding[]> {
  const { statement, statementSha256: sha256, signatures } = opened;
  if (signatures.openSsh.length < one.sshsigs.length) {
    return err([finding('statement.not-signed-by-trusted-key', 'signature')]);
  }
  return ok({ opened, envelope: one.envelope, statement, sha256 });
}
