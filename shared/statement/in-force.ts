import type { Sha256 } from '../encoding/bytes.ts';
import { joined } from '../evidence/joined.ts';
import type { BundleRecord } from '../evidence/types.ts';
import { verdictFor } from '../evidence/verdict.ts';
import { type Finding, finding } from '../finding/index.ts';
import type { Actor } from '../packet/types.ts';
import type { Authority, HeldDischarge, HeldGrant } from '../rules/types.ts';
import { DISCHARGE_TYPE, type DischargePredicate, GRANT_TYPE, REVOCATION_TYPE } from './authority.ts';
import { DECISION_TYPE } from './decision.ts';
import type { EvidenceRecord, GrantUse, PacketReference } from './fields.ts';
import type { OpenedStatement, PartlySigned } from './open.ts';
import type { DischargeStatement, GrantStatement, Statement } from './statement.ts';

/** What became of statements after they were signed, by the journal or by the other statements at hand. */
export interface TakenAway {
  /** SHA-256 of the payloads of the statements that were revoked. */
  readonly revoked: ReadonlySet<Sha256>;
  /** Nonce of each grant that was used, and the payload (SHA-256) of the statement that used it first. */
  readonly consumed: ReadonlyMap<string, Sha256>;
}

/**
 * What statements take away: revocations take back, decisions and discharges use grants up. `statements`: all that are
 * known, also those whose signer's key was revoked since (`KnownStatements.fallen`), for what takes authority away keeps
 * counting whatever happens to its signer. Only `authorityOf` asks for statements that still give authority. `recorded`:
 * what a journal has of uses, which comes first.
 */
export function takenAwayBy(
  statements: readonly OpenedStatement[],
  recorded: TakenAway['consumed'] = new Map(),
): TakenAway {
  const consumed = new Map(recorded);
  for (const { statement, statementSha256 } of statements) {
    for (const { nonce } of usesOf(statement)) {
      if (!consumed.has(nonce)) consumed.set(nonce, statementSha256);
    }
  }
  const revoked = statements.flatMap(({ statement }) =>
    statement.predicateType === REVOCATION_TYPE ? [statement.predicate.revokes.statementSha256] : [],
  );
  return { revoked: new Set(revoked), consumed };
}

/** What is known besides the statements. */
interface Around {
  /**
   * The payload (SHA-256) of the decision that is being looked at, whose own use of a grant does not count against it;
   * null before there is one.
   */
  readonly user?: Sha256 | null;
  /** Discharges that wait for signatures; the rules say whose. */
  readonly pending?: readonly PartlySigned[];
  /** When a journal first had each statement (its payload's SHA-256). */
  readonly recordedAt?: ReadonlyMap<Sha256, string>;
  /** The evidence trees at hand. What is found in them now counts beside what a discharge says was found. */
  readonly bundles?: readonly BundleRecord[];
  /** The `dirHash` of each tree at hand of which no more is known: nothing rests on it. */
  readonly damaged?: readonly Sha256[];
  /** The tree hashes that the packet names. */
  readonly treeHashes?: readonly string[];
}

/** Opened grants and discharges as the rules take them; only statements whose signers still count belong here. */
export function authorityOf(
  statements: readonly OpenedStatement[],
  takenAway: TakenAway,
  { user = null, pending = [], recordedAt = new Map(), bundles = [], damaged = [], treeHashes = [] }: Around = {},
): Authority {
  const grants = statements.filter(isGrant);
  const trees = { bundles: joined(bundles), damaged, treeHashes };
  const discharges = [...statements.map((signed) => ({ signed, missing: [] })), ...pending];
  return {
    grants: grants.map((one) => heldGrant(one, takenAway, user)),
    discharges: discharges.flatMap(({ signed, missing }) => {
      if (!isDischarge(signed)) return [];
      const recorded = recordedAt.get(signed.statementSha256) ?? null;
      const ground = { grants: grants.map(grantUse), takenAway, ...trees };
      return [heldDischarge(signed, missing, recorded, ground)];
    }),
  };
}

/** In force from `notBefore`, that second included, until `expires`, that second not included. `at`: UTC. */
export function checkWindow(
  window: { readonly notBefore: string; readonly expires: string | null },
  at: string,
): readonly Finding[] {
  if (at < window.notBefore) {
    return [finding('statement.not-yet-valid', '/predicate/notBefore', { observed: at, expected: window.notBefore })];
  }
  if (window.expires !== null && at >= window.expires) {
    return [finding('statement.expired', '/predicate/expires', { observed: at, expected: `before ${window.expires}` })];
  }
  return [];
}

/** Exactly these bytes of this packet: id, revision, digest and size alike. */
export function checkPacket(observed: PacketReference, expected: PacketReference): readonly Finding[] {
  const same =
    observed.id === expected.id &&
    observed.revision === expected.revision &&
    observed.sha256 === expected.sha256 &&
    observed.size === expected.size;
  return same
    ? []
    : [finding('statement.other-packet', '/predicate/packet', { observed: name(observed), expected: name(expected) })];
}

/** `statement.revoked` when a revocation names this payload. */
export function checkRevoked(statementSha256: Sha256, takenAway: TakenAway): readonly Finding[] {
  return takenAway.revoked.has(statementSha256) ? [finding('statement.revoked', statementSha256)] : [];
}

/** The record of a grant in the statement that uses it up. */
export function grantUse({ statement, statementSha256, envelopeSha256 }: OpenedStatement<GrantStatement>): GrantUse {
  const { action, nonce, expires } = statement.predicate;
  return { envelopeSha256, statementSha256, action, nonce, expires };
}

/**
 * Each grant that a statement says it uses is here, in the very envelope, and was not used by another before.
 * `uses`: which of its uses are asked about.
 */
export function checkGrantUses(
  user: OpenedStatement,
  statements: readonly OpenedStatement[],
  takenAway: TakenAway,
  uses: readonly GrantUse[] = usesOf(user.statement),
): readonly Finding[] {
  const here = statements.filter(isGrant).map(grantUse);
  return uses.flatMap((use) => {
    if (!here.some((one) => isSameUse(one, use))) {
      return [finding('statement.grant-missing', '/predicate/grants', { expected: use.action })];
    }
    const usedBy = takenAway.consumed.get(use.nonce);
    return usedBy === undefined || usedBy === user.statementSha256
      ? []
      : [finding('statement.grant-consumed', '/predicate/grants', { observed: `${use.action}, by ${usedBy}` })];
  });
}

/** The grants that a statement uses up. */
export function usesOf(statement: Statement): readonly GrantUse[] {
  return statement.predicateType === DECISION_TYPE || statement.predicateType === DISCHARGE_TYPE
    ? statement.predicate.grants
    : [];
}

function heldGrant(grant: OpenedStatement<GrantStatement>, takenAway: TakenAway, user: Sha256 | null): HeldGrant {
  const { packet, action, nonce, notBefore, expires } = grant.statement.predicate;
  const usedBy = takenAway.consumed.get(nonce) ?? null;
  return {
    statementSha256: grant.statementSha256,
    packet,
    action,
    notBefore,
    expires,
    revoked: takenAway.revoked.has(grant.statementSha256),
    consumedBy: usedBy === user ? null : usedBy,
  };
}

/** It was opened, so each of the actors that are not missing has signed with a key of its own. */
function heldDischarge(
  discharge: OpenedStatement<DischargeStatement>,
  missing: readonly Actor[],
  recordedAt: string | null,
  ground: KnownTrees & { readonly grants: readonly GrantUse[]; readonly takenAway: TakenAway },
): HeldDischarge {
  const { predicate } = discharge.statement;
  const { packet, blocker, actors, clock, notBefore, expires, grants } = predicate;
  // A use that says otherwise of the grant than the grant itself, such as another nonce, would leave it unused.
  const used = grants.filter((use) => ground.grants.some((one) => isSameUse(one, use)));
  return {
    statementSha256: discharge.statementSha256,
    packet,
    blocker: blocker.id,
    leg: blocker.leg,
    gate: blocker.gate,
    signedBy: actors.filter((actor) => !missing.includes(actor)),
    signedAt: clock.utc,
    recordedAt,
    notBefore,
    expires,
    revoked: ground.takenAway.revoked.has(discharge.statementSha256),
    unfitEvidence: unfitEvidence(predicate, ground),
    grants: used.map(({ statementSha256 }) => statementSha256),
  };
}

type KnownTrees = Required<Pick<Around, 'bundles' | 'damaged' | 'treeHashes'>>;

/**
 * By the discharge's own record of its evidence, and by the trees at hand. A tree that says nothing of itself is fit only
 * where it has the hash that the packet names.
 */
function unfitEvidence({ evidence, checks }: DischargePredicate, trees: KnownTrees): readonly string[] {
  const failed = new Set(checks.filter(({ result }) => result !== 'pass').map((check) => check.evidence));
  return evidence
    .filter((one) => one.verdict !== 'verified' || failed.has(one.treeHashes.dirHash) || isUnfitNow(one, trees))
    .map(({ treeHashes }) => treeHashes.dirHash);
}

function isUnfitNow({ treeHashes: { dirHash }, answers }: EvidenceRecord, trees: KnownTrees): boolean {
  if (trees.damaged.includes(dirHash)) return true;
  const named = trees.treeHashes.find((treeHash) => treeHash === answers?.treeHash) ?? null;
  return trees.bundles.some((bundle) => bundle.id === dirHash && verdictFor(bundle, named) !== 'verified');
}

export function isGrant(one: OpenedStatement): one is OpenedStatement<GrantStatement> {
  return one.statement.predicateType === GRANT_TYPE;
}

export function isDischarge(one: OpenedStatement): one is OpenedStatement<DischargeStatement> {
  return one.statement.predicateType === DISCHARGE_TYPE;
}

function isSameUse(a: GrantUse, b: GrantUse): boolean {
  return (
    a.envelopeSha256 === b.envelopeSha256 &&
    a.statementSha256 === b.statementSha256 &&
    a.action === b.action &&
    a.nonce === b.nonce &&
    a.expires === b.expires
  );
}

function name({ id, revision, sha256 }: PacketReference): string {
  return `${id} revision ${revision} (${sha256})`;
}
