import type { Statement } from '../../../shared/statement/statement.ts';
import type { About } from './entry.ts';

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
