import { utf8 } from '../encoding/bytes.ts';
import { sha256Hex } from '../encoding/digest.ts';
import { type Finding, finding } from '../finding/index.ts';
import { assertNever } from '../result.ts';
import { separateAuthorityAction } from '../rules/grants.ts';
import { DISCHARGE_TYPE, type DischargePredicate, GRANT_TYPE, REVOCATION_TYPE } from './authority.ts';
import { DECISION_TYPE, type DecisionPredicate } from './decision.ts';
import { readRules } from './read-record.ts';
import { RECEIPT_TYPE, type ReceiptPredicate } from './receipt.ts';
import { isSealed } from './sealed.ts';
import type { TypedPredicate } from './typed-predicate.ts';

/** Fields of one statement that contradict each other, or a reason that is owed and absent. Empty: none. */
export function consistencyFindings(statement: TypedPredicate): readonly Finding[] {
  return [...linkFindings(statement), ...sealFindings(statement), ...ownFindings(statement)];
}

function ownFindings(statement: TypedPredicate): readonly Finding[] {
  switch (statement.predicateType) {
    case DECISION_TYPE:
      return decisionFindings(statement.predicate);
    case DISCHARGE_TYPE:
      return dischargeFindings(statement.predicate);
    case GRANT_TYPE:
      return windowFindings(statement.predicate);
    case RECEIPT_TYPE:
      return receiptFindings(statement.predicate);
    case REVOCATION_TYPE:
      return [];
    default:
      return assertNever(statement, 'statement type');
  }
}

/**
 * A packet that offers an option twice, or lists a blocker twice, can still be held; so ids need not be distinct here,
 * and the digest of its text says which option was chosen.
 */
function decisionFindings(decision: DecisionPredicate): readonly Finding[] {
  const offered = new Set(decision.optionsOffered.map(({ id }) => id));
  const chosen = decision.optionsOffered.filter(({ id }) => id === decision.chosen.id);
  const blockers = new Set(decision.blockers.map(({ id }) => id));
  const locked = decision.locks.map(({ option }) => option);
  return [
    ...unless((decision.sequence === 1) === (decision.previousDecision === null), 'previousDecision'),
    ...unless(offered.has(decision.default), 'default'),
    ...unless(
      chosen.some(({ text }) => sha256Hex(utf8(text)) === decision.chosen.textSha256),
      'chosen',
    ),
    ...unless(
      locked.every((id) => offered.has(id)),
      'locks',
    ),
    ...unless(!locked.includes(decision.chosen.id), 'chosen'),
    ...unless(
      isDistinct(decision.acknowledged) && decision.acknowledged.every((id) => blockers.has(id)),
      'acknowledged',
    ),
    ...unless(isDistinct(decision.grants.map(({ nonce }) => nonce)), 'grants'),
    ...effectFindings(decision),
    ...readRules(decision).flatMap((holds) => unless(holds, 'read')),
    ...windowFindings(decision),
    ...(decision.chosen.id !== decision.default && decision.reason.trim() === ''
      ? [finding('statement.reason-owed', '/predicate/reason')]
      : []),
  ];
}

/** Neither null nor absent gives a line of text. The line for `unread` tells them apart, so it is there with null alone. */
function effectFindings({ effect, unread }: DecisionPredicate): readonly Finding[] {
  return unless((effect !== null || unread !== undefined) && (effect !== undefined || unread === undefined), 'effect');
}

function dischargeFindings(discharge: DischargePredicate): readonly Finding[] {
  const action = separateAuthorityAction(discharge.blocker.id);
  const granted = discharge.grants.map((grant) => grant.action);
  const expected = discharge.separateAuthority ? [action] : [];
  return [
    ...unless(isDistinct(discharge.actors), 'actors'),
    ...unless(granted.length === expected.length && granted.every((one) => expected.includes(one)), 'grants'),
    ...windowFindings(discharge),
  ];
}

function receiptFindings(receipt: ReceiptPredicate): readonly Finding[] {
  const refused = receipt.evidence.some(({ verdict }) => verdict === 'refused');
  const isError = receipt.findings.some(({ severity }) => severity === 'error');
  const notPassed = receipt.checks.some(({ result }) => result !== 'pass');
  const isAboutSomething = receipt.packet !== null || receipt.evidence.length > 0;
  return [
    ...unless(isAboutSomething === (receipt.refusal === null), 'packet'),
    ...unless(receipt.import.startedAt <= receipt.import.finishedAt, 'import'),
    ...unless(receipt.findings.length <= receipt.findingsTotal, 'findingsTotal'),
    ...unless(receipt.verdict !== 'verified' || !(refused || isError || notPassed), 'verdict'),
    ...unless(receipt.verdict !== 'unproven' || (notPassed && !refused), 'verdict'),
    ...unless(receipt.verdict !== 'read' || !(refused || notPassed), 'verdict'),
    ...unless(receipt.refusal === null || receipt.verdict === 'refused', 'verdict'),
  ];
}

/** A signature made with a link up says why it was made all the same. */
function linkFindings({ predicate }: TypedPredicate): readonly Finding[] {
  return unless(predicate.airgap.linksUp.length === 0 || predicate.airgap.override !== null, 'airgap/override');
}

/** Sealed is what was found closed whole; whoever started it otherwise typed a sentence. */
function sealFindings({ predicate: { airgap } }: TypedPredicate): readonly Finding[] {
  const { launcher, seal } = airgap;
  if (seal === undefined) return [];
  const sealed = isSealed(seal);
  return [
    ...unless((launcher === 'sealed') === sealed, 'airgap/launcher'),
    ...unless((seal.unsealed === null) === sealed, 'airgap/seal/unsealed'),
  ];
}

/** Timestamps of one fixed form compare as text. */
function windowFindings(window: { readonly notBefore: string; readonly expires: string | null }): readonly Finding[] {
  return unless(window.expires === null || window.notBefore < window.expires, 'expires');
}

function unless(holds: boolean, field: string): readonly Finding[] {
  return holds ? [] : [finding('statement.inconsistent', `/predicate/${field}`)];
}

function isDistinct(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}
