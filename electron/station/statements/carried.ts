import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { restsOn } from '../../../shared/statement/rests-on.ts';
import type { Statement } from '../../../shared/statement/statement.ts';
import type { HeldStatement } from '../statement-store.ts';

/**
 * The statements that are carried away with a decision, in the order of signing: what it rests on, step by step, and
 * the revocations of any of it, so that nobody is shown as authorised what this station knows to be taken back.
 */
export function carriedWith(decision: HeldStatement, statements: readonly HeldStatement[]): readonly HeldStatement[] {
  const byDigest = new Map<string, Statement>(
    statements.map(({ opened }) => [opened.statementSha256, opened.statement]),
  );
  const needed = new Set<string>([decision.opened.statementSha256]);
  const wanted = restsOn(decision.opened.statement);
  for (let next = wanted.pop(); next !== undefined; next = wanted.pop()) {
    if (needed.has(next)) continue;
    needed.add(next);
    const found = byDigest.get(next);
    if (found !== undefined) wanted.push(...restsOn(found));
  }
  const revokesNeeded = (revoked: Sha256 | null) => revoked !== null && needed.has(revoked);
  return statements.filter(
    ({ opened }) =>
      opened.statementSha256 !== decision.opened.statementSha256 &&
      (needed.has(opened.statementSha256) || revokesNeeded(revokedBy(opened.statement))),
  );
}

function revokedBy({ predicate }: Statement): Sha256 | null {
  return 'revokes' in predicate ? predicate.revokes.statementSha256 : null;
}
