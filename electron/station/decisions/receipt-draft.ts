import type { BundleRecord } from '../../../shared/evidence/types.ts';
import { type Failure, failure } from '../../../shared/failure/failure.ts';
import { type Finding, isFindingCode, severities } from '../../../shared/finding/index.ts';
import type { PacketReading } from '../../../shared/packet/types.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { checkRecords, evidenceRecord } from '../../../shared/statement/evidence-records.ts';
import { type FindingRecord, packetReference } from '../../../shared/statement/fields.ts';
import { RECEIPT_TYPE } from '../../../shared/statement/receipt.ts';
import { withRenderedSha256 } from '../../../shared/statement/render.ts';
import type { ReceiptDraft, Statement } from '../../../shared/statement/statement.ts';
import { type EndedImport, receiptJournalPart } from '../../core/journal/ended-imports.ts';
import type { Moment } from '../signing/moment.ts';

/** What came of an import, as the vault has it now. */
export type Imported =
  | { readonly kind: 'packet'; readonly reading: PacketReading }
  | { readonly kind: 'bundle'; readonly record: BundleRecord }
  | { readonly kind: 'nothing'; readonly findings: readonly string[] };

type ReceiptParts = Pick<
  ReceiptDraft['predicate'],
  'packet' | 'evidence' | 'checks' | 'findings' | 'findingsTotal' | 'verdict'
>;

/** The receipt of one import, by the journal and the vault alone, or why it cannot be. */
export function receiptStatement(
  ended: EndedImport,
  imported: Imported,
  { circumstances, id: receiptId }: Moment,
): Result<Statement, Failure> {
  if (ended.account === null) return err(failure('receipt/no-account', { where: ended.label }));
  const drafted = withRenderedSha256({
    predicateType: RECEIPT_TYPE,
    predicate: {
      receiptId,
      ...receiptJournalPart(ended, ended.account),
      ...partsOf(imported, ended.label),
      ...circumstances,
    },
  });
  if (drafted.ok) return ok(drafted.value);
  return err(failure('receipt/not-a-statement', { findings: drafted.error.slice(0, 1) }));
}

/** A receipt lists this many findings at most, and counts all of them. */
const LISTED = 1000;

function partsOf(imported: Imported, label: string): ReceiptParts {
  switch (imported.kind) {
    case 'packet': {
      const { reading } = imported;
      const packet = packetReference(reading);
      return { packet, evidence: [], checks: [], ...listed(reading.findings.map(recordOf)), verdict: 'read' };
    }
    case 'bundle': {
      const { record } = imported;
      const { form, layout } = record;
      const verdict = record.verdict;
      return {
        packet: null,
        evidence: [{ ...evidenceRecord(record, null), label, form, layout, verdict }],
        checks: [...checkRecords(record)],
        ...listed(record.findings.map(recordOf)),
        verdict,
      };
    }
    case 'nothing': {
      const findings = imported.findings.map((code) => journalledFinding(code, label));
      return { packet: null, evidence: [], checks: [], ...listed(findings), verdict: 'refused' };
    }
  }
}

function listed(findings: readonly FindingRecord[]): Pick<ReceiptParts, 'findings' | 'findingsTotal'> {
  return { findings: findings.slice(0, LISTED), findingsTotal: findings.length };
}

function recordOf({ code, severity, where, observed, expected }: Finding): FindingRecord {
  return { code, severity, where, observed: observed ?? null, expected: expected ?? null };
}

/** Of what was never kept, the journal has the codes alone. */
function journalledFinding(code: string, label: string): FindingRecord {
  const severity = isFindingCode(code) ? severities[code] : 'error';
  return { code, severity, where: label, observed: null, expected: null };
}
