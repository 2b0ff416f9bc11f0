import { type Finding, finding } from '../../shared/finding/index.ts';
import type { JournalEntry } from '../journal/entry.ts';
import type { Identity } from './identity.ts';

/**
 * Whether the records of identities say all that the journal says of them. Records chain, so that only their newest
 * can be cut off: a retired or revoked identity would be active again. The journal, whose end is signed, finds that.
 */
export function checkAgainstJournal(
  identities: readonly Identity[],
  entries: readonly JournalEntry[],
): readonly Finding[] {
  const byId = new Map<string, Identity>(identities.map((identity) => [identity.id, identity]));
  return entries.flatMap(({ index, event }) => {
    switch (event.kind) {
      case 'identity-enrolled':
        return byId.has(event.identity) ? [] : [cutOff(index, event.identity)];
      case 'identity-retired':
        return byId.get(event.identity)?.standing.kind === 'active' ? [cutOff(index, event.identity)] : [];
      case 'identity-revoked':
        return byId.get(event.identity)?.standing.kind === 'revoked' ? [] : [cutOff(index, event.identity)];
      default:
        return [];
    }
  });
}

function cutOff(index: number, identity: string): Finding {
  return finding('identity.record-order', `entry ${index} of the journal`, { expected: `a record of ${identity}` });
}
