import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { REVOCATION_TYPE, type RevocationPredicate } from '../../../shared/statement/authority.ts';
import { DECISION_TYPE } from '../../../shared/statement/decision.ts';
import type { DecisionStatement, Statement } from '../../../shared/statement/statement.ts';
import type { CheckedInput, ReadStatement } from './read-input.ts';
import type { ReportInput } from './report-words.ts';

/** A statement of one kind. */
export type Signed<S extends Statement> = ReadStatement & { readonly statement: S };

export function isDecision(one: ReadStatement): one is Signed<DecisionStatement> {
  return one.statement.predicateType === DECISION_TYPE;
}

/** The latest time that the journal knows. */
export function asOf({ journal }: CheckedInput): string {
  return journal.entries.at(-1)?.at ?? '';
}

/** Whether a decision was revoked, followed or has expired, as far as this dossier holds what says so. */
export function stateOfDecision({ statement, sha256 }: Signed<DecisionStatement>, input: ReportInput): string {
  const { state } = input.words.report;
  const revocation = revocationOf(sha256, [...input.signed, ...input.fallen]);
  if (revocation !== null) return state.revokedFor(revocation.clock.utc, revocation.reason);
  const next = [...input.signed, ...input.fallen]
    .filter(isDecision)
    .find((one) => one.statement.predicate.previousDecision === sha256);
  if (next !== undefined) return state.followed(next.statement.predicate.sequence);
  const { expires } = statement.predicate;
  return expires !== null && expires <= asOf(input) ? state.expired(expires) : state.latest;
}

function revocationOf(sha256: Sha256, signed: readonly ReadStatement[]): RevocationPredicate | null {
  for (const { statement } of signed) {
    const isIt = statement.predicateType === REVOCATION_TYPE;
    if (isIt && statement.predicate.revokes.statementSha256 === sha256) return statement.predicate;
  }
  return null;
}

/** Whether a grant or a discharge was revoked, used up or has expired; nothing for what ends by none of these. */
export function authorityNow({ statement, sha256 }: ReadStatement, input: ReportInput): string {
  const { state } = input.words.report;
  const revocation = revocationOf(sha256, [...input.signed, ...input.fallen]);
  if (revocation !== null) return state.revoked(revocation.clock.utc);
  const waiting = input.waiting.find((one) => one.sha256 === sha256);
  if (waiting !== undefined) return state.pending(waiting.missing.join(', '));
  const isUsed = [...input.signed, ...input.fallen].some(
    (one) =>
      'grants' in one.statement.predicate &&
      one.statement.predicate.grants.some(({ statementSha256 }) => statementSha256 === sha256),
  );
  if (isUsed) return state.used;
  const expires = 'expires' in statement.predicate ? statement.predicate.expires : null;
  if (expires === null) return '';
  return expires <= asOf(input) ? state.expired(expires) : state.until(expires);
}
