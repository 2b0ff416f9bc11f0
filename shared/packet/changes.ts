import type { Packet } from './types.ts';

/** What of a packet two revisions can differ in. */
export type PacketPart =
  | 'title'
  | 'docStatus'
  | 'default'
  | 'option'
  | 'blocker'
  | 'blocker-status'
  | 'blocker-actors'
  | 'blocker-gate'
  | 'grant'
  | 'evidence';

/**
 * One difference: something that only one of the two revisions has, or that both have in other words. `name` is the id
 * of the option or blocker, the grant or the tree hash; empty for what a packet has once. Texts as the packets write them.
 */
export type PacketChange =
  | { readonly kind: 'added' | 'removed'; readonly part: PacketPart; readonly name: string }
  | {
      readonly kind: 'changed';
      readonly part: PacketPart;
      readonly name: string;
      readonly before: string;
      readonly after: string;
    };

/** Everything that a later revision says otherwise than the one before it, in a fixed order. The prose is not compared. */
export function packetChanges(before: Packet, after: Packet): readonly PacketChange[] {
  return [
    ...changed('title', '', before.title, after.title),
    ...changed('docStatus', '', before.docStatus, after.docStatus),
    ...changed('default', '', before.default ?? '', after.default ?? ''),
    ...compareByName('option', before.options, after.options, (one) => [['option', one.text]]),
    ...compareByName('blocker', before.blockers, after.blockers, (one) => [
      ['blocker-status', one.statusText],
      ['blocker-actors', `${one.actors.join(' + ')}${one.separateAuthority ? ' (+ separate authority)' : ''}`],
      ['blocker-gate', one.gate],
    ]),
    ...compareByName('grant', before.grants.map(named), after.grants.map(named), () => []),
    ...compareByName('evidence', before.evidence.map(hashed), after.evidence.map(hashed), () => []),
  ];
}

interface Named {
  readonly id: string;
}

function compareByName<T extends Named>(
  part: PacketPart,
  before: readonly T[],
  after: readonly T[],
  words: (one: T) => readonly (readonly [PacketPart, string])[],
): readonly PacketChange[] {
  const earlier = new Map(before.map((one) => [one.id, one]));
  const later = new Map(after.map((one) => [one.id, one]));
  const removed = [...earlier.keys()].filter((id) => !later.has(id));
  return [
    ...removed.map((name): PacketChange => ({ kind: 'removed', part, name })),
    ...[...later].flatMap(([name, one]): readonly PacketChange[] => {
      const same = earlier.get(name);
      if (same === undefined) return [{ kind: 'added', part, name }];
      const old = new Map(words(same));
      return words(one).flatMap(([of, text]) => changed(of, name, old.get(of) ?? '', text));
    }),
  ];
}

function changed(part: PacketPart, name: string, before: string, after: string): readonly PacketChange[] {
  return before === after ? [] : [{ kind: 'changed', part, name, before, after }];
}

function named(id: string): Named {
  return { id };
}

function hashed({ treeHash }: { readonly treeHash: string }): Named {
  return { id: treeHash };
}
