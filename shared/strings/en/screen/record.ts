import type { ActKind, ActView } from '../../../contract/record-views.ts';
import type { Act } from '../../../statement/gist.ts';
import { type Sentence, say } from '../../forms/say.ts';
import { describeEvent } from './events.ts';
import { format } from './language.ts';

const kind: Readonly<Record<ActKind, string>> = {
  decision: 'Decisions',
  authority: 'Grants, discharges, revocations',
  import: 'Imports and receipts',
  export: 'Exports',
  people: 'People and keys',
  station: 'The station',
};

/** The record as sentences: who did what, about which packet. */
export const record = {
  views: 'The record',
  acts: 'What happened',
  raw: 'Every entry',
  lead: 'Newest first. Opening a key and locking it are told with the act that they were for.',
  table: 'What happened',
  columns: { at: 'Time (station clock)', what: 'What', entry: 'Entry' },
  person: 'Person',
  packet: 'Packet',
  kindLabel: 'Kind',
  everyone: 'everyone',
  everyPacket: 'every packet',
  everyKind: 'everything',
  kind,
  search: 'Search',
  searchHint: 'name, packet, action',
  count: (found: number, all: number): string =>
    found === all
      ? format.plural(all, { one: '# act', other: '# acts' })
      : `${format.integer(found)} of ${format.plural(all, { one: '# act', other: '# acts' })}`,
  none: 'Nothing matches. Take a filter away.',
  entry: (index: number): string => `Entry ${format.integer(index)}`,

  /** What happened, by whom and about what. */
  sentence: ({ entry, person, packet, signed }: ActView): Sentence => {
    const who = person?.name ?? '';
    const about =
      packet === null ? [] : say` on ${packet.revision === null ? packet.id : `${packet.id} r${packet.revision}`}`;
    if (signed !== null) return [...signedAct(who, signed), ...about, '.'];
    const { event } = entry;
    switch (event.kind) {
      case 'unlock':
        return say`${who} opened their key, or signed in.`;
      case 'unlock-failed':
        return [...say`Somebody typed a wrong passphrase for ${who}`, ` (${format.integer(event.failures)} in a row).`];
      case 'lock':
        return [...say`${who} was signed out`, `: ${LOCKED[event.cause]}.`];
      case 'identity-enrolled':
        return say`${event.name} was enrolled as ${event.roles.join(', ')}.`;
      case 'passphrase-changed':
        return say`${who} changed their passphrase.`;
      case 'key-backed-up':
        return say`${who} backed up their key to ${event.medium}.`;
      case 'key-restored':
        return say`${who} restored their key from ${event.medium}.`;
      default:
        return say`${describeEvent(event)}`;
    }
  },
};

const LOCKED = {
  used: 'the key was used',
  hand: 'by hand',
  idle: 'after 10 minutes without activity',
  suspend: 'the machine went to sleep or its screen was locked',
  quit: 'the console was closed',
} as const;

function signedAct(who: string, act: Act): Sentence {
  switch (act.kind) {
    case 'decision':
      return [...say`${who} decided ${act.option}`, `, decision no. ${format.integer(act.sequence)}`];
    case 'grant':
      return say`${who} granted ${act.action}`;
    case 'discharge':
      return say`${who} signed ${act.leg === null ? act.blocker : `${act.blocker} (${act.leg})`} as closed`;
    case 'revocation':
      return say`${who} revoked the ${act.of} ${act.id}`;
    case 'receipt':
      return say`${who} signed the receipt of ${act.label}`;
  }
}
