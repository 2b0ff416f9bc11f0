import type { Sha256 } from '../encoding/bytes.ts';
import { finding } from '../finding/index.ts';
import type { BundleRecord } from './types.ts';

/**
 * One tree has one verdict, however it is wrapped and whichever bundle brought it: each record, refused where another
 * bundle that holds the same tree was refused. The finding says which.
 */
export function joined(records: readonly BundleRecord[]): readonly BundleRecord[] {
  const refused = new Map<Sha256, BundleRecord>();
  for (const record of records) {
    if (record.verdict === 'refused') for (const tree of treesOf(record)) refused.set(tree, record);
  }
  if (refused.size === 0) return records;
  return records.map((record) => {
    const other = treesOf(record).flatMap((tree) => refused.get(tree) ?? [])[0];
    return other === undefined || record.verdict === 'refused' ? record : refusedWith(record, other);
  });
}

function refusedWith(record: BundleRecord, { id, label }: BundleRecord): BundleRecord {
  const findings = [...record.findings, finding('evidence.same-tree-refused', label, { observed: id })];
  return { ...record, verdict: 'refused', findings };
}

/** The dirHash from each place in a bundle that may be taken for its root. The tree of nothing tells nothing. */
function treesOf({ summary, spellings }: BundleRecord): readonly Sha256[] {
  const { payload, withoutTopFolder, inner = [] } = spellings ?? {};
  return [summary, payload, withoutTopFolder, ...inner].flatMap((one) =>
    one === undefined || one.dirHash === EMPTY_TREE ? [] : [one.dirHash],
  );
}

const EMPTY_TREE = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
