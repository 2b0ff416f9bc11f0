import type { About } from '../../../shared/journal/entry.ts';
import type { Statement } from '../../../shared/statement/statement.ts';

/** What an entry says that a signed statement is about. */
export function aboutOf({ predicate }: Statement): About {
  const { packet } = predicate;
  const evidence = 'receiptId' in predicate ? predicate.evidence : [];
  return {
    packetId: packet?.id ?? '',
    packet: packet?.sha256 ?? null,
    receiptOf: evidence.map(({ treeHashes }) => treeHashes.dirHash),
  };
}
