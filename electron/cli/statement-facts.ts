import type { Sha256 } from '../../shared/encoding/bytes.ts';
import { assertNever } from '../../shared/result.ts';
import { DISCHARGE_TYPE, GRANT_TYPE, REVOCATION_TYPE } from '../../shared/statement/authority.ts';
import { DECISION_TYPE } from '../../shared/statement/decision.ts';
import type { OpenedStatement } from '../../shared/statement/open.ts';
import { RECEIPT_TYPE } from '../../shared/statement/receipt.ts';
import type { Statement } from '../../shared/statement/statement.ts';
import type { Facts } from './command.ts';
import { words } from './words.ts';

/** What a signed statement says, in short: for the JSON of `verify`. */
export interface StatementSummary {
  readonly type: string;
  readonly packet: { readonly id: string; readonly revision: string; readonly sha256: Sha256 } | null;
  readonly says: Readonly<Record<string, string | number>>;
  readonly signers: readonly { readonly name: string; readonly keyid: Sha256 }[];
}

export function summaryOf({ statement, signers }: Pick<OpenedStatement, 'statement' | 'signers'>): StatementSummary {
  const { packet } = statement.predicate;
  return {
    type: statement.predicateType,
    packet: packet === null ? null : { id: packet.id, revision: packet.revision, sha256: packet.sha256 },
    says: saidBy(statement),
    signers: signers.map(({ name, key }) => ({ name, keyid: key.keyid })),
  };
}

/** The same for a person. */
export function factsOf({ packet, says, signers }: StatementSummary): Facts {
  const named = words.answers.facts;
  return [
    ...Object.entries(says).map(([name, what]) => [name, String(what)] as const),
    ...(packet === null ? [] : [[named.packet, packet.id] as const, [named.revision, packet.revision] as const]),
    ...signers.map(({ name, keyid }) => [named.signer, named.signerKey(name, keyid)] as const),
  ];
}

/** Several statements for a person: one as above, or a line each. */
export function factsOfAll(summaries: readonly StatementSummary[]): Facts {
  const [only, ...others] = summaries;
  if (only !== undefined && others.length === 0) return factsOf(only);
  return summaries.map((one) => {
    const particulars = factsOf(one).map(([name, what]) => `${name} ${what}`);
    return [one.type.replace(/^urn:holdfast:(.*):v1$/, '$1'), particulars.join(', ')] as const;
  });
}

function saidBy(statement: Statement): StatementSummary['says'] {
  switch (statement.predicateType) {
    case DECISION_TYPE: {
      const { chosen, sequence, clock } = statement.predicate;
      return { option: chosen.id, sequence, signed: clock.utc };
    }
    case GRANT_TYPE:
      return { action: statement.predicate.action, expires: statement.predicate.expires };
    case DISCHARGE_TYPE: {
      const { id, leg } = statement.predicate.blocker;
      return { blocker: leg === null ? id : `${id}, ${leg}` };
    }
    case REVOCATION_TYPE:
      return { revokes: `${statement.predicate.revokes.kind} ${statement.predicate.revokes.id}` };
    case RECEIPT_TYPE:
      return { import: statement.predicate.import.label };
    default:
      return assertNever(statement, 'statement');
  }
}
