import { type Finding, finding } from '../../shared/finding/index.ts';
import { type OpenedStatement, openSigned } from '../../shared/statement/open.ts';
import type { DecisionStatement, Statement } from '../../shared/statement/statement.ts';
import type { TrustedKey } from '../../shared/statement/trust.ts';
import { isAuthorityName } from './names.ts';
import { signedIn } from './signed-files.ts';

/**
 * `dossier.authority-missing` for each statement that a decision rests on and that is not here: its grants, the
 * discharges that it names, the grants that those use up, and the decisions before it.
 */
export function missingAuthority(decision: DecisionStatement, here: readonly OpenedStatement[]): readonly Finding[] {
  const byDigest = new Map<string, Statement>(here.map((one) => [one.statementSha256, one.statement]));
  const wanted = restsOn(decision);
  const seen = new Set<string>();
  const missing: Finding[] = [];
  for (let next = wanted.pop(); next !== undefined; next = wanted.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const found = byDigest.get(next);
    if (found === undefined) missing.push(finding('dossier.authority-missing', 'authority/', { expected: next }));
    else wanted.push(...restsOn(found));
  }
  return missing;
}

/** The payloads (SHA-256) that a statement names as what it rests on. */
export function restsOn({ predicate }: Statement): string[] {
  const grants = 'grants' in predicate ? predicate.grants.map((one) => one.statementSha256) : [];
  const discharges = 'blockers' in predicate ? predicate.blockers.flatMap((one) => one.discharges) : [];
  const previous = 'previousDecision' in predicate ? predicate.previousDecision : null;
  return [...grants, ...discharges, ...(previous === null ? [] : [previous])];
}

/** Opens what lies in `authority/` with the keys that the reader trusts, and holds it against the decision. */
export function checkAuthority(
  files: ReadonlyMap<string, Uint8Array>,
  decision: DecisionStatement,
  trusted: readonly TrustedKey[],
): readonly Finding[] {
  const results = signedIn(files, isAuthorityName).map((one) => openSigned(one, trusted));
  const refused = results.flatMap((one) => (one.ok ? [] : one.error));
  const opened = results.flatMap((one) => (one.ok ? [one.value] : []));
  // What does not open is told as that, and not as missing too.
  return refused.length > 0 ? refused : missingAuthority(decision, opened);
}
