import { utf8 } from '../encoding/bytes.ts';
import { sha256Hex } from '../encoding/digest.ts';
import type { Actor } from '../packet/types.ts';
import { assertNever } from '../result.ts';
import {
  DISCHARGE_TYPE,
  type DischargePredicate,
  GRANT_TYPE,
  REVOCATION_TYPE,
  type RevocationPredicate,
} from './authority.ts';
import { DECISION_TYPE, type DecisionPredicate } from './decision.ts';
import type { PacketReference } from './fields.ts';
import type { ReadRecord } from './read-record.ts';
import { RECEIPT_TYPE, type ReceiptPredicate } from './receipt.ts';
import type { Statement } from './statement.ts';

/** What the chosen option does, by the decision's own word. */
export type StatedEffect =
  | { readonly kind: 'changes-nothing'; readonly saidBy: 'text' | 'field'; readonly clauses: readonly string[] }
  | { readonly kind: 'may-change' }
  /** A decision of before effects were written. */
  | { readonly kind: 'not-stated' };

/** How much was opened on the screen, by the decision's own record. */
export interface StatedOpenings {
  readonly since: string | null;
  readonly files: number;
  readonly filesTotal: number;
  readonly lines: number;
  readonly linesTotal: number;
}

/** The one act that a statement is. */
export type Act =
  | {
      readonly kind: 'decision';
      readonly option: string;
      /** The words of the option; `null` where the decision offers no option of that id and text. */
      readonly words: string | null;
      readonly isDefault: boolean;
      readonly effect: StatedEffect;
      readonly sequence: number;
      /** SHA-256 of the payload of the decision that this one follows; `null` for the first. */
      readonly replaces: string | null;
      readonly openBlockers: number;
      readonly acknowledged: readonly string[];
      readonly unreadAcknowledged: number;
      readonly grants: readonly string[];
      /** What was opened on the screen; `null` in decisions of before that was written. */
      readonly opened: StatedOpenings | null;
    }
  | { readonly kind: 'grant'; readonly action: string; readonly reason: string }
  | {
      readonly kind: 'discharge';
      readonly blocker: string;
      /** `null`: the whole blocker. */
      readonly leg: string | null;
      readonly gate: string;
      readonly reason: string;
      readonly actors: readonly Actor[];
      readonly evidence: readonly string[];
      readonly checksNotPassed: readonly string[];
      readonly grants: readonly string[];
    }
  | {
      readonly kind: 'revocation';
      readonly of: RevocationPredicate['revokes']['kind'];
      readonly id: string;
      readonly statementSha256: string;
      readonly reason: string;
    }
  | {
      readonly kind: 'receipt';
      readonly label: string;
      readonly verdict: ReceiptPredicate['verdict'];
      readonly refusal: string | null;
      readonly findings: number;
      readonly medium: string;
    };

/** What a person has to know of a statement before anything else, each part read from the statement itself. */
export interface Gist {
  readonly act: Act;
  /** `null`: a receipt of something else than a packet. */
  readonly packet: PacketReference | null;
  /** `null`: of a kind that does not expire, or never. */
  readonly expires: string | null;
  readonly clock: string;
  readonly links: { readonly up: readonly string[]; readonly override: string | null; readonly checkedAt: string };
  readonly isSealed: boolean;
}

/** The gist of a statement that was parsed. It holds nothing that is not in the statement. */
export function gistOf(statement: Statement): Gist {
  const { packet, clock, airgap } = statement.predicate;
  return {
    act: actOf(statement),
    packet,
    expires: 'expires' in statement.predicate ? statement.predicate.expires : null,
    clock: clock.utc,
    links: { up: airgap.linksUp, override: airgap.override, checkedAt: airgap.checkedAt },
    isSealed: airgap.launcher === 'sealed',
  };
}

function actOf(statement: Statement): Act {
  switch (statement.predicateType) {
    case DECISION_TYPE:
      return decisionAct(statement.predicate);
    case GRANT_TYPE: {
      const { action, reason } = statement.predicate;
      return { kind: 'grant', action, reason };
    }
    case DISCHARGE_TYPE:
      return dischargeAct(statement.predicate);
    case REVOCATION_TYPE: {
      const { revokes, reason } = statement.predicate;
      return { kind: 'revocation', of: revokes.kind, id: revokes.id, statementSha256: revokes.statementSha256, reason };
    }
    case RECEIPT_TYPE: {
      const { import: imported, verdict, refusal, findingsTotal, medium } = statement.predicate;
      return {
        kind: 'receipt',
        label: imported.label,
        verdict,
        refusal,
        findings: findingsTotal,
        medium: medium.label,
      };
    }
    default:
      return assertNever(statement, 'statement type');
  }
}

function decisionAct(decision: DecisionPredicate): Act {
  const { chosen, sequence, previousDecision, blockers, acknowledged, unread, grants, read } = decision;
  return {
    kind: 'decision',
    option: chosen.id,
    words: chosenText(decision) ?? null,
    isDefault: chosen.id === decision.default,
    effect: effectOf(decision),
    sequence,
    replaces: previousDecision,
    openBlockers: blockers.filter(({ status }) => status !== 'closed').length,
    acknowledged,
    unreadAcknowledged: unread?.length ?? 0,
    grants: grants.map(({ action }) => action),
    opened: read === undefined ? null : openingsOf(read),
  };
}

function openingsOf({ since, packet, files, filesMore, filesTotal }: ReadRecord): StatedOpenings {
  return { since, files: files.length + filesMore, filesTotal, lines: packet.shown, linesTotal: packet.size };
}

function effectOf({ effect }: DecisionPredicate): StatedEffect {
  if (effect === undefined) return { kind: 'not-stated' };
  return effect === null ? { kind: 'may-change' } : { kind: 'changes-nothing', ...effect };
}

/** The words of the chosen option: by its digest as well as its id, since a packet may offer an id twice. */
export function chosenText({
  optionsOffered,
  chosen,
}: Pick<DecisionPredicate, 'optionsOffered' | 'chosen'>): string | undefined {
  return optionsOffered.find(({ id, text }) => id === chosen.id && sha256Hex(utf8(text)) === chosen.textSha256)?.text;
}

function dischargeAct({ blocker, reason, actors, evidence, checks, grants }: DischargePredicate): Act {
  return {
    kind: 'discharge',
    blocker: blocker.id,
    leg: blocker.leg,
    gate: blocker.gate,
    reason,
    actors,
    evidence: evidence.map(({ label }) => label),
    checksNotPassed: checks.filter(({ result }) => result !== 'pass').map(({ id }) => id),
    grants: grants.map(({ action }) => action),
  };
}
