import type { Sha256 } from '../../shared/bytes.ts';
import { assertNever } from '../../shared/result.ts';
import { DISCHARGE_TYPE, GRANT_TYPE, REVOCATION_TYPE } from '../../shared/statement/authority.ts';
import { DECISION_TYPE } from '../../shared/statement/decision.ts';
import { RECEIPT_TYPE } from '../../shared/statement/receipt.ts';
import type { Statement } from '../../shared/statement/statement.ts';
import type { TrustedKey } from '../../shared/statement/trust.ts';
import type { Facts } from './command.ts';

/** What a signed statement says, in short: for the JSON of `verify`. */
export interface StatementSummary {
  readonly type: string;
  readonly packet: { readonly id: string; readonly revision: string; readonly sha256: Sha256 } | null;
  readonly says: Readonly<Record<string, string | number>>;
  readonly signers: readonly { readonly name: string; readonly keyid: Sha256 }[];
}

/** @param signers the trusted keys that signed it */
export function summaryOf(statement: Statement, signers: readonly TrustedKey[]): StatementSummary {
  const { packet } = statement.predicate;
  return {
    type: statement.predicateType,
    packet: packet === null ? null : { id: packet.id, revision: packet.revision, sha256: packet.sha256 },
    says: saidBy(statement),
    signers: signers.map(({ name, key }) => ({ name, keyid: key.keyid })),
  };
}

/** The same for a person. */
export function statementFacts({ packet, says, signers }: StatementSummary): Facts {
  return [
    ...Object.entries(says).map(([name, what]) => [name, String(what)] as const),
    ...(packet === null ? [] : [['packet', packet.id] as const, ['revision', packet.revision] as const]),
    ...signers.map(({ name, keyid }) => ['signer', `${name} (key ${keyid})`] as const),
  ];
}

function saidBy(statement: Statement): StatementSummary['says'] {
  switch (statement.predicateType) {
    case DECISION_TYPE: {
      const { chosen, sequence, clock } = statement.predicate;
      return { option: chosen.id, sequence, signed: clock.utc };
    }
    case GRANT_TYPE:
      return { grants: statement.predicate.action, expires: statement.predicate.expires };
    case DISCHARGE_TYPE: {
      const { id, leg } = statement.predicate.blocker;
      return { discharges: leg === null ? id : `${id}, ${leg}` };
    }
    case REVOCATION_TYPE:
      return { revokes: `${statement.predicate.revokes.kind} ${statement.predicate.revokes.id}` };
    case RECEIPT_TYPE:
      return { 'receipt of': statement.predicate.import.label };
    default:
      return assertNever(statement, 'statement');
  }
}
