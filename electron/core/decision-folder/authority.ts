import { equalBytes } from '../../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../../shared/encoding/digest.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { parsePublicKey } from '../../../shared/key/public-key.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { takenAwayBy } from '../../../shared/statement/in-force.ts';
import { type OpenedStatement, openKnown, openSigned, payloadOf } from '../../../shared/statement/open.ts';
import { restsOn } from '../../../shared/statement/rests-on.ts';
import type { DecisionStatement, Statement } from '../../../shared/statement/statement.ts';
import { ACTORS, type TrustedKey } from '../../../shared/statement/trust.ts';
import { checkUses } from './check-uses.ts';
import { authorityFiles } from './contents.ts';
import { AUTHORITY_FOLDER, isAuthorityName } from './names.ts';
import { type CarriedStatement, signedIn } from './signed-files.ts';

/**
 * `dossier.authority-missing` for each statement that a decision rests on and that is not here: its grants, the
 * discharges that it names, the grants that those use up, and the decisions before it.
 */
export function missingAuthority(decision: DecisionStatement, here: readonly OpenedStatement[]): readonly Finding[] {
  const byDigest = new Map<string, Statement>(here.map((one) => [one.statementSha256, one.statement]));
  return [...allThatItRestsOn(decision, byDigest)]
    .filter((digest) => !byDigest.has(digest))
    .map((expected) => finding('dossier.authority-missing', 'authority/', { expected }));
}

/** What a decision rests on, and what that rests on in turn, as far as it is known. */
function allThatItRestsOn(decision: DecisionStatement, byDigest: ReadonlyMap<string, Statement>): ReadonlySet<string> {
  const needed = new Set<string>();
  const wanted = restsOn(decision);
  for (let next = wanted.pop(); next !== undefined; next = wanted.pop()) {
    if (needed.has(next)) continue;
    needed.add(next);
    const found = byDigest.get(next);
    if (found !== undefined) wanted.push(...restsOn(found));
  }
  return needed;
}

/**
 * Opens what lies in `authority/` with the keys that the reader trusts, and holds it against the decision: all of it is
 * here, is used as `gate` asks for, and is nothing else. What an earlier decision rested on needs no trusted signature
 * any more, and is opened with the keys of the folder.
 */
export function checkAuthority(
  files: ReadonlyMap<string, Uint8Array>,
  decision: OpenedStatement<DecisionStatement>,
  trusted: readonly TrustedKey[],
): readonly Finding[] {
  const carried = signedIn(files, isAuthorityName);
  const { counting, fallen, findings } = openKnown(carried, { trusted, revoked: [] }, [decision.statement]);
  const vouched = new Set(fallen.map((one) => one.statementSha256));
  const keys = [...trusted, ...keysIn(files)];
  const results = carried.map((signed): Result<CarriedStatement, readonly Finding[]> => {
    const opened = openSigned(signed, vouched.has(sha256Hex(payloadOf(signed))) ? keys : trusted);
    return opened.ok ? ok({ opened: opened.value, envelope: signed.envelope }) : opened;
  });
  const refused = results.flatMap((one) => (one.ok ? [] : one.error));
  // What does not open is told as that, and not as missing too.
  if (refused.length > 0) return refused;
  const all = results.flatMap((one) => (one.ok ? [one.value] : []));
  const opened = all.map((one) => one.opened);
  return [
    ...findings.filter(({ code }) => code === 'statement.vouched-unsigned'),
    ...missingAuthority(decision.statement, opened),
    ...checkUses([...counting, decision], { consumed: takenAwayBy(fallen).consumed, excused: vouched }),
    ...checkFiles(files, all),
    ...checkBelonging(decision, opened),
  ];
}

/** The keys in `authority/`, which prove nothing by themselves: in any role. */
function keysIn(files: ReadonlyMap<string, Uint8Array>): readonly TrustedKey[] {
  return [...files].flatMap(([name, bytes]) => {
    if (!name.startsWith(`${AUTHORITY_FOLDER}/`) || !name.endsWith('.pub')) return [];
    const parsed = parsePublicKey(bytes);
    return parsed.ok ? [{ key: parsed.value.key, name, roles: ACTORS }] : [];
  });
}

/** The files in `authority/` are those that these statements and the keys of their signers give. */
function checkFiles(files: ReadonlyMap<string, Uint8Array>, carried: readonly CarriedStatement[]): readonly Finding[] {
  const expected = new Map(authorityFiles(carried).map(({ name, bytes }) => [name, bytes]));
  const here = [...files].filter(([name]) => name.startsWith(`${AUTHORITY_FOLDER}/`));
  const strange = here.filter(([name]) => !expected.has(name)).map(([name]) => name);
  const differing = here
    .filter(([name, bytes]) => !equalBytes(bytes, expected.get(name) ?? bytes))
    .map(([name]) => name);
  return [
    ...[...expected.keys()].filter((name) => !files.has(name)).map((name) => finding('dossier.file-missing', name)),
    ...strange.map((name) => finding('dossier.file-unexpected', name)),
    ...differing.map((name) => finding('dossier.keys-differ', name)),
  ];
}

/** Each statement is one that the decision rests on, or takes one of these or the decision back. */
function checkBelonging(
  decision: OpenedStatement<DecisionStatement>,
  opened: readonly OpenedStatement[],
): readonly Finding[] {
  const byDigest = new Map<string, Statement>(opened.map((one) => [one.statementSha256, one.statement]));
  const needed = new Set([decision.statementSha256, ...allThatItRestsOn(decision.statement, byDigest)]);
  return opened.flatMap(({ statement: { predicate }, statementSha256 }) => {
    if (needed.has(statementSha256)) return [];
    const revoked = 'revokes' in predicate ? predicate.revokes.statementSha256 : null;
    return revoked !== null && needed.has(revoked)
      ? [finding('dossier.taken-back', revoked, { observed: statementSha256 })]
      : [finding('dossier.file-unexpected', AUTHORITY_FOLDER, { observed: statementSha256 })];
  });
}
