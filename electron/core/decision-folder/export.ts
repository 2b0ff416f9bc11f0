import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../../shared/encoding/digest.ts';
import { type Failure, failure } from '../../../shared/failure/failure.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { DECISION_TYPE } from '../../../shared/statement/decision.ts';
import { openSigned, type UnopenedStatement } from '../../../shared/statement/open.ts';
import type { TrustedKey } from '../../../shared/statement/trust.ts';
import type { Calls } from '../files/calls.ts';
import { createFolderDurably } from '../files/durable-folder.ts';
import type { FileFailure } from '../files/file-failure.ts';
import type { ReadBackSource } from '../files/read-back.ts';
import { missingAuthority } from './authority.ts';
import { dossierFiles, type SignedDecision } from './contents.ts';
import { folderName } from './names.ts';

/** What the vault has of a decision that is to be exported. */
export interface DecisionToExport {
  /** With the envelope, the signer's OpenSSH signature, or both. */
  readonly signed: UnopenedStatement;
  /** The owner who signed, as enrolled. */
  readonly signer: TrustedKey;
  readonly packet: SignedDecision['packet'];
  readonly authority: SignedDecision['authority'];
}

export interface ExportedDossier {
  /** The folder's name inside the destination. */
  readonly folder: string;
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: Sha256 }[];
  /** SHA-256 of the envelope; where there is none, of the payload. */
  readonly digest: Sha256;
  readonly readBack: ReadBackSource;
}

/** The medium refused, or what is to be exported does not hold together: then nothing is written. */
export type ExportFailure = FileFailure | (Failure<'export/refused'> & { readonly findings: readonly Finding[] });

export function refusedExport(findings: readonly Finding[]): ExportFailure {
  return { ...failure('export/refused', { findings }), findings };
}

/**
 * Writes `holdfast-decision-<packet id>-<sequence>` into `destination`, an absolute path, and reads it back. Everything
 * is verified from its bytes once more before, so that no folder ever leaves the station that its reader would refuse.
 */
export async function exportDecision(
  destination: string,
  decision: DecisionToExport,
  calls?: Calls,
): Promise<Result<ExportedDossier, ExportFailure>> {
  const signed = checkDecision(decision);
  if (!signed.ok) return err(refusedExport(signed.error));
  const { packet, sequence } = signed.value.statement.predicate;
  const files = dossierFiles(signed.value);
  const folder = folderName(packet.id, sequence);
  const written = await createFolderDurably(destination, folder, files, calls);
  if (!written.ok) return written;
  return ok({
    folder,
    files: files.map(({ name, bytes }) => ({ name, bytes: bytes.length, sha256: sha256Hex(bytes) })),
    digest: sha256Hex(signed.value.envelope ?? signed.value.payload),
    readBack: written.value,
  });
}

function checkDecision({
  signed,
  signer,
  packet,
  authority,
}: DecisionToExport): Result<SignedDecision, readonly Finding[]> {
  const opened = openSigned(signed, [signer]);
  if (!opened.ok) return opened;
  const { statement, payload, signatures } = opened.value;
  if (statement.predicateType !== DECISION_TYPE) {
    return err([finding('statement.wrong-type', '/predicateType', { observed: statement.predicateType })]);
  }
  const observed = sha256Hex(packet.bytes);
  const expected = statement.predicate.packet.sha256;
  if (observed !== expected) return err([finding('dossier.packet-differs', 'packet', { observed, expected })]);
  const missing = missingAuthority(
    statement,
    authority.map(({ opened }) => opened),
  );
  if (missing.length > 0) return err(missing);
  const envelope = signatures.dsse.length === 0 ? null : signed.envelope;
  const sshsig = signatures.openSsh[0]?.sshsig ?? null;
  return ok({ statement, payload, envelope, sshsig, signer: signer.key, packet, authority });
}
