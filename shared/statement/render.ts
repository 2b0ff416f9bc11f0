import { utf8 } from '../encoding/bytes.ts';
import { sha256Hex } from '../encoding/digest.ts';
import { type Finding, finding } from '../finding/index.ts';
import { assertNever, type Result } from '../result.ts';
import { DISCHARGE_TYPE, GRANT_TYPE, REVOCATION_TYPE } from './authority.ts';
import { DECISION_TYPE } from './decision.ts';
import { isPractising, PRACTICE_MARK } from './practice.ts';
import { RECEIPT_TYPE } from './receipt.ts';
import { renderDischarge, renderGrant, renderReceipt, renderRevocation } from './render-authority.ts';
import { renderDecision } from './render-decision.ts';
import type { Lines } from './render-lines.ts';
import { circumstancesSections } from './render-parts.ts';
import { type Statement, type StatementDraft, statementOf } from './statement.ts';

/**
 * The text that the signing window shows and the dossier keeps: every field of the statement but `renderedSha256`,
 * and what follows from the fields (`_type`, `subject`). Plain text, LF, for any statement a text of its own, with
 * characters that could deceive written as `\u{...}`.
 */
export function renderStatement(statement: StatementDraft): string {
  const mark = isPractising() ? PRACTICE_MARK : '';
  return `HOLDFAST ${mark}${[...content(statement), ...circumstancesSections(statement)].join('\n')}\n`;
}

/** Completes a draft with the digest of its text and its subjects. Findings where the draft is no valid statement. */
export function withRenderedSha256(draft: StatementDraft): Result<Statement, readonly Finding[]> {
  const renderedSha256 = sha256Hex(utf8(renderStatement(draft)));
  return statementOf(draft.predicateType, { ...draft.predicate, renderedSha256 });
}

/** Nothing when the statement's digest is that of the text it gives; otherwise the finding. */
export function checkRendered(statement: Statement): Finding | null {
  const observed = sha256Hex(utf8(renderStatement(statement)));
  const expected = statement.predicate.renderedSha256;
  return observed === expected
    ? null
    : finding('statement.rendered-mismatch', '/predicate/renderedSha256', { observed, expected });
}

function content(statement: StatementDraft): Lines {
  switch (statement.predicateType) {
    case DECISION_TYPE:
      return renderDecision(statement.predicate);
    case GRANT_TYPE:
      return renderGrant(statement.predicate);
    case DISCHARGE_TYPE:
      return renderDischarge(statement.predicate);
    case REVOCATION_TYPE:
      return renderRevocation(statement.predicate);
    case RECEIPT_TYPE:
      return renderReceipt(statement.predicate);
    default:
      return assertNever(statement, 'statement type');
  }
}
