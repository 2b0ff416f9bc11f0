import type { Transaction } from 'dexie';
import type { WorkspaceVersion } from './version.ts';

/** Search by words, bundles in the index, read marks, and drafts that keep the acknowledgements given so far. */
export const v2: WorkspaceVersion = {
  version: 2,
  stores: { packets: 'sha256, importedAt, *words', bundles: 'id, importedAt, *words', readMarks: 'subject' },
  upgrade: startAcknowledgementsAtNone,
};

/**
 * Drafts of version 1 kept no acknowledgements, so none is taken as given: the owner gives each again. The packet
 * rows need nothing: they are rebuilt from the vault at every start.
 */
function startAcknowledgementsAtNone(transaction: Transaction): PromiseLike<unknown> {
  return transaction.table('drafts').toCollection().modify({ acknowledged: [] });
}
