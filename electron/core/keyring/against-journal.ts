import { type Finding, finding } from '../../../shared/finding/index.ts';
import type { JournalEntry, JournalEvent } from '../../../shared/journal/entry.ts';
import type { Identity } from './identity.ts';

/**
 * Whether the records of identities say all that the journal says of them. Records chain, so that only their newest
 * can be cut off: a retired or revoked identity would be active again. The journal, whose end is signed, finds that.
 */
export function checkAgainstJournal(
  identities: readonly Identity[],
  entries: readonly JournalEntry[],
): readonly Finding[] {
  const enrolled = entries.filter(({ event }) => event.kind === 'identity-enrolled');
  if (identities.length === 0 && enrolled.length > 0) {
    return [finding('identity.records-missing', 'the keyring', { expected: `${enrolled.length} identities` })];
  }
  const byId = new Map<string, Identity>(identities.map((identity) => [identity.id, identity]));
  return entries.flatMap(({ index, event }) => {
    switch (event.kind) {
      case 'identity-enrolled':
        return byId.has(event.identity) ? [] : [cutOff(index, event.identity)];
      case 'identity-retired':
        return byId.get(event.identity)?.state.kind === 'active' ? [cutOff(index, event.identity)] : [];
      case 'identity-revoked':
        return byId.get(event.identity)?.state.kind === 'revoked' ? [] : [cutOff(index, event.identity)];
      default:
        return [];
    }
  });
}

/**
 * Entries for what the records say and the journal does not: a record is written first, so that a crash in between
 * leaves it without its entry.
 */
export function entriesOwed(
  identities: readonly Identity[],
  entries: readonly JournalEntry[],
): readonly JournalEvent[] {
  const said = new Set(
    entries.map(({ event }) => ('identity' in event ? `${event.kind} ${event.identity}` : event.kind)),
  );
  return identities.flatMap(eventsOf).filter(({ kind, identity }) => !said.has(`${kind} ${identity}`));
}

type IdentityEvent = Extract<JournalEvent, { kind: 'identity-enrolled' | 'identity-retired' | 'identity-revoked' }>;

function eventsOf({ id, name, roles, enrolledBy, custody, state }: Identity): readonly IdentityEvent[] {
  const kind = 'identity-enrolled';
  const enrolled: IdentityEvent = { kind, identity: id, name, roles: [...roles], enrolledBy, custody };
  if (state.kind === 'active') return [enrolled];
  const ended = state.kind === 'retired' ? 'identity-retired' : 'identity-revoked';
  return [enrolled, { kind: ended, identity: id, reason: state.reason, by: state.by }];
}

function cutOff(index: number, identity: string): Finding {
  return finding('identity.record-order', `entry ${index} of the journal`, { expected: `a record of ${identity}` });
}
