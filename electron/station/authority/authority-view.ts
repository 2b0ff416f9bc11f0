import type {
  AuthorityView,
  DischargeView,
  GrantView,
  NeededGrantView,
} from '../../../shared/contract/authority-views.ts';
import type { PacketBlocker } from '../../../shared/packet/types.ts';
import { dischargeProblems } from '../../../shared/rules/blockers.ts';
import { grantProblems, separateAuthorityAction } from '../../../shared/rules/grants.ts';
import type { DischargeProblem, GrantProblem } from '../../../shared/rules/types.ts';
import { isDischarge, isGrant } from '../../../shared/statement/in-force.ts';
import type { Identity } from '../../core/keyring/identity.ts';
import { blockerViews } from '../packets/blocker-views.ts';
import type { PacketStanding } from '../packets/packets.ts';
import { signatureFormats } from '../signature-formats.ts';
import type { HeldStatement, PendingStatement } from '../statement-store.ts';
import { adds } from '../statements/cosigning.ts';
import { neededActions } from './authority-drafts.ts';

/** What has been granted and discharged for a packet, as the review window shows it. */
export function authorityView(standing: PacketStanding, identities: readonly Identity[]): AuthorityView {
  return {
    needed: neededActions(standing).map((action) => neededGrant(action, standing)),
    blockers: blockerViews(standing).map((one) => ({
      standing: one,
      discharges: dischargesOf(one.id, standing, identities),
    })),
  };
}

function neededGrant(action: string, standing: PacketStanding): NeededGrantView {
  const grants = standing.held.statements.flatMap((one) => grantView(one, action, standing) ?? []).reverse();
  const blocker = standing.packet.reading.packet.blockers.find((one) => separateAuthorityAction(one.id) === action);
  return {
    action,
    blocker: blocker?.id ?? null,
    state: neededState(grants),
    grants,
  };
}

function neededState(grants: readonly GrantView[]): NeededGrantView['state'] {
  if (grants.some(({ state }) => state === 'in-force')) return 'in-force';
  return grants.some(({ state }) => state === 'consumed') ? 'used-up' : 'missing';
}

function grantView(stored: HeldStatement, action: string, standing: PacketStanding): GrantView | null {
  const { opened } = stored;
  if (!isGrant(opened) || opened.statement.predicate.action !== action) return null;
  const held = standing.held.authority.grants.find((one) => one.statementSha256 === opened.statementSha256);
  if (held === undefined) return null;
  const [problem] = grantProblems(held, standing.packet.reading, standing.now);
  const { expires } = opened.statement.predicate;
  return { ...signedView(stored), expires, state: problem === undefined ? 'in-force' : GRANT_STATE[problem.kind] };
}

const GRANT_STATE: Readonly<Record<GrantProblem['kind'], GrantView['state']>> = {
  'grant-expired': 'expired',
  'grant-not-yet-valid': 'not-yet-valid',
  'grant-revoked': 'revoked',
  'grant-consumed': 'consumed',
  'grant-other-revision': 'other-revision',
};

/** Every discharge of one blocker, newest first. */
function dischargesOf(id: string, standing: PacketStanding, identities: readonly Identity[]): readonly DischargeView[] {
  const blocker = standing.packet.reading.packet.blockers.find((one) => one.id === id);
  if (blocker === undefined) return [];
  const signed = standing.held.statements.map((one) => ({ ...one, missing: [] }));
  return [...signed, ...standing.held.pending]
    .flatMap((one) => dischargeView(one, blocker, standing, identities) ?? [])
    .reverse();
}

function dischargeView(
  stored: PendingStatement,
  blocker: PacketBlocker,
  { packet, held, now }: PacketStanding,
  identities: readonly Identity[],
): DischargeView | null {
  const { opened, missing } = stored;
  if (!isDischarge(opened) || opened.statement.predicate.blocker.id !== blocker.id) return null;
  const found = held.authority.discharges.find((one) => one.statementSha256 === opened.statementSha256);
  if (found === undefined) return null;
  const problems = dischargeProblems(found, blocker, packet.reading, held.authority, now);
  const state = dischargeState(problems);
  const cosigners = identities.filter((one) => one.state.kind === 'active' && adds(one, stored));
  return {
    ...signedView(stored),
    leg: opened.statement.predicate.blocker.leg,
    evidence: opened.statement.predicate.evidence.map(({ label, treeHashes }) => ({
      label,
      bundle: treeHashes.dirHash,
      isFit: !found.unfitEvidence.includes(treeHashes.dirHash),
    })),
    state,
    missing,
    cosigners: state === 'pending' ? cosigners.map(({ id }) => id) : [],
  };
}

/** `pending` only where nothing but signatures is missing. */
function dischargeState(problems: readonly DischargeProblem[]): DischargeView['state'] {
  if (problems.length === 0) return 'in-force';
  if (problems.some(({ kind }) => kind === 'discharge-revoked')) return 'revoked';
  return problems.every(({ kind }) => kind === 'discharge-unsigned') ? 'pending' : 'not-in-force';
}

function signedView({ opened, signedAt }: HeldStatement) {
  const { predicate } = opened.statement;
  return {
    envelope: opened.envelopeSha256,
    formats: signatureFormats(opened),
    signers: opened.signers.map(({ name }) => name),
    signedAt,
    reason: 'reason' in predicate ? predicate.reason : '',
  };
}
