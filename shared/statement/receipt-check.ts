import { fromUtf8 } from '../encoding/bytes.ts';
import { toCanonicalJson, type WritableJson } from '../encoding/canonical-json.ts';
import { isSameTree } from '../evidence/match.ts';
import type { BundleRecord } from '../evidence/types.ts';
import { verdictOfStated } from '../evidence/verdict.ts';
import { type Finding, finding } from '../finding/index.ts';
import { checkRecords, evidenceRecord } from './evidence-records.ts';
import type { ReceiptPredicate } from './receipt.ts';

/**
 * Where a receipt says something else of a bundle than the console finds in its bytes: tree hashes, files, bytes, the
 * verdict, the checks. Label, form and layout are those of one import, and the same tree may have come in another.
 * Nothing where the receipt is not about this bundle. Of tree hashes those are compared that both have: git's ids may have been
 * computed after the receipt was signed.
 */
export function receiptAgainstBundle(receipt: ReceiptPredicate, record: BundleRecord): readonly Finding[] {
  return receipt.evidence.flatMap((said, index) => {
    if (said.treeHashes.dirHash !== record.id) return [];
    const { treeHashes, files, bytes } = evidenceRecord(record, null);
    const where = `/predicate/evidence/${index}`;
    return [
      ...(isSameTree(treeHashes, said.treeHashes) ? [] : differs(`${where}/treeHashes`, treeHashes, said.treeHashes)),
      ...differs(`${where}/files`, files, said.files),
      ...differs(`${where}/bytes`, bytes, said.bytes),
      ...differs(`${where}/verdict`, record.verdict, verdictOfStated(said.verdict)),
      ...differs(
        '/predicate/checks',
        checkRecords(record),
        receipt.checks.filter(({ evidence }) => evidence === record.id),
      ),
    ];
  });
}

/** `statement.receipt-differs` where the two are not the same value. */
export function differs(where: string, observed: WritableJson, expected: WritableJson): readonly Finding[] {
  const [now, then] = [textOf(observed), textOf(expected)];
  return now === then
    ? []
    : [finding('statement.receipt-differs', where, { observed: now.slice(0, SHOWN), expected: then.slice(0, SHOWN) })];
}

/** Enough of a value to see what it is about. */
const SHOWN = 2000;

function textOf(value: WritableJson): string {
  return fromUtf8(toCanonicalJson(value)) ?? '';
}
