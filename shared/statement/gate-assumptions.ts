import { type Finding, finding } from '../finding/index.ts';
import { REVOCATION_TYPE } from './authority.ts';
import { DECISION_TYPE } from './decision.ts';
import type { OpenedStatement } from './open.ts';
import type { RecordedStatement, RecordedStatements } from './recorded.ts';
import type { DecisionStatement } from './statement.ts';

/** What a gate was shown beside the decision. */
interface Shown {
  readonly decision: OpenedStatement<DecisionStatement>;
  readonly known: readonly OpenedStatement[];
  readonly journal: RecordedStatements | null;
}

/**
 * What the journal says against what was shown: it does not have the decision, or it has a revocation about the same
 * packet or a later decision on it that was not handed in.
 */
export function withheldFindings({ decision, known, journal }: Shown): readonly Finding[] {
  if (journal === null) return [];
  const place = placeOf(decision, journal);
  if (place < 0) return [finding('statement.gate-not-recorded', decision.statementSha256)];
  const packet = decision.statement.predicate.packet.sha256;
  return notShown(journal, known)
    .filter((one) => one.packet === packet)
    .filter(
      (one) => one.predicateType === REVOCATION_TYPE || (one.predicateType === DECISION_TYPE && one.place > place),
    )
    .map(({ statement }) => finding('statement.gate-withheld', statement));
}

/**
 * What a verdict rests on that nobody has shown, other than evidence. `at`: the time that the verdict is for; `clock`:
 * the caller's own, `null` where it has none.
 */
export function assumptions(shown: Shown, at: string, clock: string | null): readonly Finding[] {
  const otherTime =
    clock === null || at === clock
      ? []
      : [finding('statement.gate-other-time', '--at', { observed: at, expected: clock })];
  const { journal } = shown;
  if (journal === null) {
    const where = '--journal';
    return [
      ...otherTime,
      finding('statement.gate-no-journal', where),
      finding('statement.gate-no-revocation-list', where),
    ];
  }
  return [...otherTime, ...unclearStatements(shown, journal).map((one) => finding('statement.gate-not-shown', one))];
}

/**
 * Statements that may take the decision's authority away, for all that the journal says of them: it does not say what
 * they are, or they are later decisions on other bytes, which may be a later revision of the packet.
 */
function unclearStatements({ decision, known }: Shown, journal: RecordedStatements): readonly string[] {
  const packet = decision.statement.predicate.packet.sha256;
  const place = placeOf(decision, journal);
  return notShown(journal, known)
    .filter(
      (one) =>
        one.predicateType === null ||
        (one.predicateType === DECISION_TYPE && one.packet !== packet && one.place > place),
    )
    .map(({ statement }) => statement);
}

function placeOf(decision: OpenedStatement, journal: RecordedStatements): number {
  return journal.statements.findIndex(({ statement }) => statement === decision.statementSha256);
}

function notShown(
  journal: RecordedStatements,
  known: readonly OpenedStatement[],
): readonly (RecordedStatement & { readonly place: number })[] {
  const shown = new Set(known.map(({ statementSha256 }) => statementSha256));
  return journal.statements.map((one, place) => ({ ...one, place })).filter(({ statement }) => !shown.has(statement));
}
