import { type Finding, finding } from '../finding/index.ts';
import type { Placed } from './source.ts';
import type { OptionNeeds, PacketBlocker, PacketOption } from './types.ts';
import { readStatus } from './vocabulary.ts';

export interface CheckedParts {
  readonly options: readonly PacketOption[];
  readonly blockers: readonly PacketBlocker[];
  /** The default that was read, if it can be chosen without harm; else `null`. */
  readonly default: string | null;
  readonly findings: readonly Finding[];
}

/** What an option needs when the packet does not say so itself. */
export function needsOf(mutates: boolean, isDefault: boolean): OptionNeeds {
  if (mutates) return { blockers: 'closed', grants: 'all' };
  return { blockers: isDefault ? 'none' : 'acknowledged', grants: 'none' };
}

/**
 * What must hold of every packet, in whichever form it came. Of an option or a blocker that occurs twice the first
 * stays, of a blocker the first that is not closed; a default that may mutate in any of its occurrences is none.
 */
export function checkParts(
  options: readonly Placed<PacketOption>[],
  blockers: readonly Placed<PacketBlocker>[],
  defaultId: string | null,
): CheckedParts {
  const mutating = options.find((option) => option.value.mutates);
  const defaults = options.filter((option) => option.value.id === defaultId);
  const unsafe = defaults.find((option) => option.value.mutates);
  const findings = [
    ...repeated(options).map((option) => finding('packet.option-twice', option.where, { observed: option.value.id })),
    ...repeated(blockers).map((blocker) =>
      finding('packet.blocker-twice', blocker.where, { observed: blocker.value.id }),
    ),
    ...blockers.flatMap(({ value, where }) =>
      readStatus(value.statusText).known
        ? []
        : [finding('packet.status-unknown', where, { observed: value.statusText })],
    ),
  ];
  if (options.length === 0) findings.push(finding('packet.no-options', 'the whole document'));
  if (unsafe !== undefined)
    findings.push(finding('packet.default-unsafe', unsafe.where, { observed: unsafe.value.id }));
  if (mutating !== undefined && blockers.length === 0) {
    findings.push(finding('packet.no-blockers', mutating.where, { observed: mutating.value.id }));
  }
  return {
    options: firsts(options, () => true),
    blockers: firsts(blockers, (blocker) => blocker.status !== 'closed'),
    default: defaults.length > 0 && unsafe === undefined ? defaultId : null,
    findings,
  };
}

type Named = { readonly id: string };

function repeated<T extends Named>(placed: readonly Placed<T>[]): Placed<T>[] {
  const seen = new Set<string>();
  return placed.filter(({ value }) => {
    const again = seen.has(value.id);
    seen.add(value.id);
    return again;
  });
}

/** One value for each id, where it first stands; of several the first that is preferred, else the first. */
function firsts<T extends Named>(placed: readonly Placed<T>[], preferred: (value: T) => boolean): T[] {
  const byId = new Map<string, T>();
  for (const { value } of placed) {
    const known = byId.get(value.id);
    if (known === undefined || (!preferred(known) && preferred(value))) byId.set(value.id, value);
  }
  return [...byId.values()];
}
