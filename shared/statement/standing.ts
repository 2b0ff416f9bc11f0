import type { Sha256 } from '../bytes.ts';
import { type Finding, finding } from '../finding/index.ts';
import { REVOCATION_TYPE, separateAuthorityAction } from './authority.ts';
import type { GrantUse, PacketReference } from './fields.ts';
import type { OpenedStatement } from './open.ts';
import type { DischargeStatement, GrantStatement } from './statement.ts';

/** What else is known when a statement's standing is asked for. */
export interface Standing {
  /** UTC, `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly at: string;
  /** SHA-256 of the payloads of the statements that were revoked. */
  readonly revoked: ReadonlySet<Sha256>;
  /** Nonce of each grant that was used, and the payload (SHA-256) of the statement that used it. */
  readonly consumed: ReadonlyMap<string, Sha256>;
}

/** The statements that opened revocations take back. */
export function revokedBy(statements: readonly OpenedStatement[]): ReadonlySet<Sha256> {
  return new Set(
    statements.flatMap(({ statement }) =>
      statement.predicateType === REVOCATION_TYPE ? [statement.predicate.revokes.statementSha256] : [],
    ),
  );
}

/** In force from `notBefore`, that second included, until `expires`, that second not included. */
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
export function checkRevoked(statementSha256: Sha256, standing: Standing): readonly Finding[] {
  return standing.revoked.has(statementSha256) ? [finding('statement.revoked', statementSha256)] : [];
}

/**
 * Whether a grant may serve this action on this packet, now. `user`: the payload (SHA-256) of the statement that uses
 * it, which may look at its own grant again; null before there is one.
 */
export function checkGrant(
  grant: OpenedStatement<GrantStatement>,
  use: { readonly action: string; readonly packet: PacketReference; readonly user: Sha256 | null },
  standing: Standing,
): readonly Finding[] {
  const { predicate } = grant.statement;
  const usedBy = standing.consumed.get(predicate.nonce);
  return [
    ...checkPacket(predicate.packet, use.packet),
    ...(predicate.action === use.action
      ? []
      : [finding('statement.grant-action', '/predicate/action', { observed: predicate.action, expected: use.action })]),
    ...checkWindow(predicate, standing.at),
    ...checkRevoked(grant.statementSha256, standing),
    ...(usedBy === undefined || usedBy === use.user
      ? []
      : [finding('statement.grant-consumed', '/predicate/nonce', { observed: usedBy })]),
  ];
}

/** The record of a grant in the statement that uses it up. */
export function grantUse({ statement, statementSha256, envelopeSha256 }: OpenedStatement<GrantStatement>): GrantUse {
  const { action, nonce, expires } = statement.predicate;
  return { envelopeSha256, statementSha256, action, nonce, expires };
}

/** Each grant that a statement says it uses is here, is the very one, and may serve. */
export function checkGrantUses(
  uses: readonly GrantUse[],
  grants: readonly OpenedStatement<GrantStatement>[],
  user: { readonly packet: PacketReference; readonly sha256: Sha256 },
  standing: Standing,
): readonly Finding[] {
  return uses.flatMap((use) => {
    const grant = grants.find((one) => one.statementSha256 === use.statementSha256);
    if (grant === undefined || !isSameUse(grantUse(grant), use)) {
      return [finding('statement.grant-missing', '/predicate/grants', { expected: use.action })];
    }
    return checkGrant(grant, { action: use.action, packet: user.packet, user: user.sha256 }, standing);
  });
}

/** Whether a discharge holds for this packet, now; its signers' roles were checked when it was opened. */
export function checkDischarge(
  discharge: OpenedStatement<DischargeStatement>,
  asked: {
    readonly packet: PacketReference;
    /** The blocker as the packet has it. */
    readonly blocker: { readonly id: string; readonly actors: readonly string[]; readonly separateAuthority: boolean };
    readonly grants: readonly OpenedStatement<GrantStatement>[];
  },
  standing: Standing,
): readonly Finding[] {
  const { predicate } = discharge.statement;
  const user = { packet: asked.packet, sha256: discharge.statementSha256 };
  return [
    ...checkPacket(predicate.packet, asked.packet),
    ...checkBlocker(predicate, asked.blocker),
    ...checkWindow(predicate, standing.at),
    ...checkRevoked(discharge.statementSha256, standing),
    ...checkGrantUses(predicate.grants, asked.grants, user, standing),
  ];
}

function checkBlocker(
  predicate: DischargeStatement['predicate'],
  blocker: { readonly id: string; readonly actors: readonly string[]; readonly separateAuthority: boolean },
): readonly Finding[] {
  const actors: readonly string[] = predicate.actors;
  const fits =
    predicate.blocker.id === blocker.id &&
    blocker.actors.every((actor) => actors.includes(actor)) &&
    (!blocker.separateAuthority || predicate.separateAuthority);
  return fits
    ? []
    : [
        finding('statement.wrong-blocker', '/predicate/blocker', {
          observed: `${predicate.blocker.id} by ${actors.join(' and ')}`,
          expected: `${blocker.id} by ${blocker.actors.join(' and ')}${
            blocker.separateAuthority ? ` with a grant ${separateAuthorityAction(blocker.id)}` : ''
          }`,
        }),
      ];
}

function isSameUse(a: GrantUse, b: GrantUse): boolean {
  return (
    a.envelopeSha256 === b.envelopeSha256 && a.action === b.action && a.nonce === b.nonce && a.expires === b.expires
  );
}

function name({ id, revision, sha256 }: PacketReference): string {
  return `${id} revision ${revision} (${sha256})`;
}
