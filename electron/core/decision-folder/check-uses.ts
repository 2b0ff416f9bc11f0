import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import {
  checkGrantUses,
  checkWindow,
  isGrant,
  type TakenAway,
  takenAwayBy,
  usesOf,
} from '../../../shared/statement/in-force.ts';
import type { OpenedStatement } from '../../../shared/statement/open.ts';

interface Known {
  /** What a journal has of uses, which comes first. */
  readonly consumed?: TakenAway['consumed'];
  /** Grants (their payloads' SHA-256) that are not here for a reason that is told elsewhere. */
  readonly excused?: ReadonlySet<Sha256>;
}

/**
 * Whether each statement uses the grants that it names as `gate` asks for: each is here in the very envelope, with the
 * payload, action, nonce and expiry that the use records, was used by nothing else, and was in force by the user's own
 * clock. `statements`: in the order of signing, as far as it is known.
 */
export function checkUses(
  statements: readonly OpenedStatement[],
  { consumed, excused = new Set() }: Known = {},
): readonly Finding[] {
  const takenAway = takenAwayBy(statements, consumed);
  const grants = new Map(statements.filter(isGrant).map((one) => [one.statementSha256, one.statement.predicate]));
  return statements.flatMap((user) => {
    const uses = usesOf(user.statement);
    const owed = uses.filter(({ statementSha256: grant }) => grants.has(grant) || !excused.has(grant));
    const outside = uses.filter(({ statementSha256: grant }) => {
      const window = grants.get(grant);
      return window !== undefined && checkWindow(window, user.statement.predicate.clock.utc).length > 0;
    });
    return [
      ...checkGrantUses(user, statements, takenAway, owed),
      ...outside.map(({ action }) => finding('dossier.grant-not-in-force', user.statementSha256, { expected: action })),
    ];
  });
}
