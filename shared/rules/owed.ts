import { type Sha256, utf8 } from '../encoding/bytes.ts';
import { sha256Hex } from '../encoding/digest.ts';
import type { OptionEffect, PacketOption, PacketReading, UnreadPassage } from '../packet/types.ts';

/** One thing that an owner acknowledges by itself when choosing an option other than the default. */
export type Acknowledgement = { readonly key: string } & (
  | { readonly kind: 'blocker'; readonly blocker: string }
  /** The clauses that say that the option changes nothing, as quoted. */
  | { readonly kind: 'effect'; readonly effect: OptionEffect }
  /** A passage that names something of the packet or has a word of warning: nothing in it speaks against the option. */
  | { readonly kind: 'passage'; readonly passage: UnreadPassage }
  /** All the other passages that no field was read from. */
  | { readonly kind: 'passages'; readonly passages: readonly UnreadPassage[] }
);

/**
 * What choosing an option owes: each open blocker; the quoted clauses of an option that changes nothing; for one that
 * changes things, the passages that were not read. Keys are stable for the same packet, and no two things share one:
 * a blocker's id has no space in it.
 */
export function owedFor(
  option: PacketOption,
  reading: PacketReading,
  openBlockers: readonly string[],
): readonly Acknowledgement[] {
  const blockers = openBlockers.map((blocker): Acknowledgement => ({ kind: 'blocker', key: blocker, blocker }));
  return [...blockers, ...(option.mutates ? passagesOwed(reading.unread) : effectOwed(option, reading))];
}

function effectOwed(option: PacketOption, reading: PacketReading): Acknowledgement[] {
  const effect = effectOf(option, reading);
  return effect === null ? [] : [{ kind: 'effect', key: `effect ${option.id}`, effect }];
}

/** Why the option is taken to change nothing; `null` for one that changes things. */
export function effectOf(option: PacketOption, reading: PacketReading): OptionEffect | null {
  return option.mutates ? null : (reading.effects.find((one) => one.option === option.id) ?? null);
}

function passagesOwed(unread: readonly UnreadPassage[]): Acknowledgement[] {
  const alone = unread.filter((passage) => passage.alone);
  const others = unread.filter((passage) => !passage.alone);
  const each = alone.map(
    (passage): Acknowledgement => ({ kind: 'passage', key: `passage ${passage.line} ${passage.sha256}`, passage }),
  );
  if (others.length === 0) return each;
  const digest = sha256Hex(utf8(others.map(({ line, sha256 }) => `${line} ${sha256}\n`).join('')));
  return [...each, { kind: 'passages', key: `passages ${digest}`, passages: others }];
}

/** What a decision records of one passage that was acknowledged. */
export interface PassageRecord {
  readonly line: number;
  readonly sha256: Sha256;
  readonly alone: boolean;
}

/** The passages that choosing this option acknowledges, as a decision records them; none for one that changes nothing. */
export function passageRecords(option: PacketOption, { unread }: PacketReading): readonly PassageRecord[] {
  return option.mutates ? unread.map(({ line, sha256, alone }) => ({ line, sha256, alone })) : [];
}
