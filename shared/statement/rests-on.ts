import type { Sha256 } from '../encoding/bytes.ts';
import type { Statement } from './statement.ts';

/** The payloads (SHA-256) that a statement names as what it rests on. */
export function restsOn(statement: Statement): Sha256[] {
  const { predicate } = statement;
  const grants = 'grants' in predicate ? predicate.grants.map((one) => one.statementSha256) : [];
  const discharges = 'blockers' in predicate ? predicate.blockers.flatMap((one) => one.discharges) : [];
  const previous = predecessorOf(statement);
  return [...grants, ...discharges, ...(previous === null ? [] : [previous])];
}

/** The decision that a decision follows; `null` for the first, and for other statements. */
export function predecessorOf({ predicate }: Statement): Sha256 | null {
  return 'previousDecision' in predicate ? predicate.previousDecision : null;
}
