import { blockerView } from '../../../shared/contract/blocker-view.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { availability } from '../../../shared/rules/availability.ts';
import { evidenceStates } from '../../../shared/rules/reference-states.ts';
import { blockerStandings } from '../../../shared/rules/standing.ts';
import { authorityOf, takenAwayBy } from '../../../shared/statement/in-force.ts';
import { plainText } from '../../../shared/strings/forms/say.ts';
import { arrivalsIn } from '../journal/arrivals.ts';
import { consumedIn } from '../journal/consumed.ts';
import { arrivalsOf } from './check-arrivals.ts';
import type { CheckedInput, ReadStatement } from './read-input.ts';
import { asOf } from './report-decisions.ts';
import type { ReportInput } from './report-words.ts';

/** How one packet stands by everything in its dossier, at the time of the journal's last entry. */
export interface StandingNow {
  readonly blockers: readonly {
    readonly id: string;
    readonly statusText: string;
    /** What is so now, in the words that the window uses. */
    readonly now: string;
    readonly reasons: readonly string[];
  }[];
  readonly options: readonly { readonly id: string; readonly reasons: readonly string[] }[];
}

/** By the same rules as the window, over the statements, the bundles and the journal of the dossier. */
export function standingNow(input: ReportInput, packet: Sha256): StandingNow {
  const { report, standing } = input.words;
  const reading = input.packets.find((one) => one.reading.sha256 === packet)?.reading;
  if (reading === undefined) throw new Error('a dossier holds every packet that was decided on');
  const opened = input.signed.map((one) => one.opened);
  const fallen = input.fallen.map((one) => one.opened);
  const waiting = input.waiting.map((one) => one.opened);
  const bundles = input.bundles.map(({ record }) => record);
  const takenAway = takenAwayBy([...opened, ...waiting, ...fallen], consumedIn(input.journal.entries));
  const recordedAt = firstRecordedAt([...input.signed, ...input.waiting], input.journal.entries);
  const pending = input.waiting.map(({ opened: signed, missing }) => ({ signed, missing }));
  const treeHashes = reading.packet.evidence.map(({ treeHash }) => treeHash);
  const authority = authorityOf(opened, takenAway, { pending, recordedAt, bundles, treeHashes });
  const discharges = [...opened.map((signed) => ({ signed, missing: [] })), ...pending];
  const now = asOf(input);
  const evidence = evidenceStates(reading.packet.evidence, bundles);
  return {
    blockers: blockerStandings(reading, authority, now).map((one) => ({
      id: one.blocker.id,
      statusText: one.blocker.statusText,
      now: plainText(standing.nowOf(blockerView(one, discharges))),
      reasons: one.locks.map(report.lock),
    })),
    options: availability({ reading, evidence, authority, now }).map(({ option, locks }) => ({
      id: option,
      reasons: locks.map(report.lock),
    })),
  };
}

/** When the journal first had each statement. */
function firstRecordedAt(
  statements: readonly ReadStatement[],
  entries: CheckedInput['journal']['entries'],
): ReadonlyMap<Sha256, string> {
  const arrivals = arrivalsIn(entries);
  return new Map(
    statements.flatMap((one): [Sha256, string][] => {
      const first = arrivalsOf(one, arrivals).at(0);
      return first === undefined ? [] : [[one.sha256, first.at]];
    }),
  );
}
