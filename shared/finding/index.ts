import { answerFindings } from './answer.ts';
import { dossierFindings } from './dossier.ts';
import { evidenceFindings } from './evidence.ts';
import { identityFindings } from './identity.ts';
import { journalFindings } from './journal.ts';
import { jsonFindings } from './json.ts';
import type { Severity } from './kind.ts';
import { packetFindings } from './packet.ts';
import { statementFindings } from './statement.ts';
import { stationFindings } from './station.ts';

/**
 * Every finding code there is, with its severity. To add one: add an entry to the file of its area in this folder, say it
 * in `shared/strings`, raise it with `finding(...)`, and add a test that breaks a good fixture once and expects just this
 * code.
 */
export const severities = {
  ...packetFindings,
  ...evidenceFindings,
  ...statementFindings,
  ...journalFindings,
  ...stationFindings,
  ...identityFindings,
  ...dossierFindings,
  ...jsonFindings,
  ...answerFindings,
};

export type FindingCode = keyof typeof severities;

/** Whether a text from elsewhere is a code of this version. */
export function isFindingCode(text: string): text is FindingCode {
  return Object.hasOwn(severities, text);
}

/** One typed result of verifying something. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** What it is about: `line 12`, a path inside a bundle, a JSON pointer. Untrusted text. */
  readonly where: string;
  readonly observed?: string;
  readonly expected?: string;
}

/** The one way to make a finding: its severity comes from its code. */
export function finding(
  code: FindingCode,
  where: string,
  detail: { observed?: string | undefined; expected?: string | undefined } = {},
): Finding {
  return {
    code,
    severity: severities[code],
    where,
    ...(detail.observed === undefined ? {} : { observed: detail.observed }),
    ...(detail.expected === undefined ? {} : { expected: detail.expected }),
  };
}

export function hasError(findings: readonly Finding[]): boolean {
  return findings.some((one) => one.severity === 'error');
}
