import type { DischargePredicate, GrantPredicate, RevocationPredicate } from './authority.ts';
import type { ReceiptPredicate } from './receipt.ts';
import { block, field, type Lines, list, section } from './render-lines.ts';
import {
  checksLines,
  evidenceLines,
  evidenceSection,
  findingLines,
  grantsSection,
  packetSection,
  windowSection,
} from './render-parts.ts';

type Unrendered<P> = Omit<P, 'renderedSha256'>;

export function renderGrant(grant: Unrendered<GrantPredicate>): Lines {
  return [
    'GRANT OF ONE ACTION, ONCE',
    ...section(
      'GRANT',
      field('Action', grant.action),
      block('Reason', grant.reason),
      field('Grant id', grant.grantId),
      field('Nonce', grant.nonce),
    ),
    ...packetSection(grant.packet),
    ...windowSection(grant),
  ];
}

export function renderDischarge(discharge: Unrendered<DischargePredicate>): Lines {
  const { blocker } = discharge;
  return [
    'DISCHARGE OF A BLOCKER',
    ...section(
      'DISCHARGE',
      field('Blocker', blocker.id),
      blocker.leg === null ? ['The whole blocker'] : field('Only its leg', blocker.leg),
      block('Gate, as the packet writes it', blocker.gate),
      block('Reason', discharge.reason),
      list('Signed by', discharge.actors, (actor) => field('Role', actor)),
      field('Separate authority', discharge.separateAuthority ? 'needed' : 'not needed'),
      field('Discharge id', discharge.dischargeId),
    ),
    ...packetSection(discharge.packet),
    ...evidenceSection(discharge.evidence, discharge.checks),
    ...grantsSection(discharge.grants),
    ...windowSection(discharge),
  ];
}

export function renderRevocation(revocation: Unrendered<RevocationPredicate>): Lines {
  const { revokes } = revocation;
  return [
    'REVOCATION',
    ...section(
      'REVOCATION',
      field('Revokes a', revokes.kind),
      field('With the id', revokes.id),
      field('SHA-256 of its statement', revokes.statementSha256),
      block('Reason', revocation.reason),
      field('Revocation id', revocation.revocationId),
    ),
    ...packetSection(revocation.packet),
  ];
}

export function renderReceipt(receipt: Unrendered<ReceiptPredicate>): Lines {
  return [
    'RECEIPT OF AN IMPORT',
    ...section(
      'RECEIPT',
      field('Verdict', receipt.verdict),
      receipt.refusal === null ? [] : block('NOTHING WAS IMPORTED, because', receipt.refusal),
      field('Name on the medium', receipt.import.label),
      field('Receipt id', receipt.receiptId),
    ),
    ...section(
      'FINDINGS',
      field('Findings in all', receipt.findingsTotal),
      list('Findings listed here', receipt.findings, findingLines),
    ),
    ...(receipt.packet === null ? section('NO PACKET') : packetSection(receipt.packet)),
    ...section(
      'EVIDENCE',
      list('Evidence trees', receipt.evidence, (evidence) => [
        ...evidenceLines(evidence),
        ...field('Form', evidence.form),
        ...field('Layout', evidence.layout),
      ]),
      checksLines(receipt.checks),
    ),
    ...section(
      'MEDIUM',
      field('Label', receipt.medium.label),
      field('Filesystem', receipt.medium.filesystem),
      field('Serial', receipt.medium.serial),
      field('Mounted', receipt.medium.readOnly ? 'read-only' : 'writable'),
    ),
    ...section(
      'IMPORT',
      field('Entry of the journal', receipt.import.journalEntry),
      field('Started', receipt.import.startedAt),
      field('Finished', receipt.import.finishedAt),
      field('Files read', receipt.import.filesRead),
      field('Bytes read', receipt.import.bytesRead),
      field('Taken up again', receipt.import.resumed),
      field('Durability', receipt.import.durability),
    ),
  ];
}
