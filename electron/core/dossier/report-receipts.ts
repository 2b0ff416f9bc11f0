import { sha256Hex } from '../../../shared/encoding/digest.ts';
import { RECEIPT_TYPE } from '../../../shared/statement/receipt.ts';
import type { ReceiptStatement } from '../../../shared/statement/statement.ts';
import { formatsOf } from './formats.ts';
import { type Html, table } from './html.ts';
import type { ReadStatement } from './read-input.ts';
import type { Signed } from './report-decisions.ts';
import type { ReportInput, ReportWords } from './report-words.ts';

/** A line for each receipt, and one for each packet and evidence tree of the dossier that has none. */
export function receiptsTable({ signed, packets, bundles, words }: ReportInput): Html {
  const receipts = signed.filter(isReceipt);
  const received = new Set(receipts.flatMap(({ statement }) => aboutOf(statement)));
  const unsigned = [
    ...packets.map(({ bytes, label }) => [sha256Hex(bytes), label] as const),
    ...bundles.map(({ record }) => [record.id, record.label] as const),
  ].filter(([id]) => !received.has(id));
  return table(
    words.report.columns.receipts,
    [
      ...receipts.map((one) => receiptRow(one, words)),
      ...unsigned.map(([id, label]) => [label, '', words.report.noReceipt, '', id, '', ''] as const),
    ],
    words.report.none,
  );
}

function receiptRow(one: Signed<ReceiptStatement>, words: ReportWords): readonly (string | number)[] {
  const { statement } = one;
  const { medium, verdict, findingsTotal, clock, refusal } = statement.predicate;
  const { label, finishedAt } = statement.predicate.import;
  return [
    label,
    [
      medium.label,
      medium.filesystem,
      medium.serial,
      medium.readOnly ? words.report.medium.readOnly : words.report.medium.writable,
      finishedAt,
    ]
      .filter((one) => one !== '')
      .join(', '),
    refusal === null ? verdict : `${verdict}: ${refusal}`,
    findingsTotal,
    aboutOf(statement).join(', '),
    formatsOf(one, words),
    clock.utc,
  ];
}

/** The digests of what was imported. */
function aboutOf({ predicate: { packet, evidence } }: ReceiptStatement): readonly string[] {
  return [...(packet === null ? [] : [packet.sha256]), ...evidence.map(({ treeHashes }) => treeHashes.dirHash)];
}

function isReceipt(one: ReadStatement): one is Signed<ReceiptStatement> {
  return one.statement.predicateType === RECEIPT_TYPE;
}
