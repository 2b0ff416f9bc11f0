import type { Severity } from './kind.ts';

/** Findings about statements, envelopes, keys and decision chains: `statement.<what-is-wrong>`. */
export const statementFindings = {
  // Keys
  'statement.key-unreadable': 'error',
  'statement.key-weak': 'error',
  // Envelopes and signatures
  'statement.payload-type': 'error',
  'statement.base64': 'error',
  'statement.signature-count': 'error',
  'statement.signature-invalid': 'error',
  'statement.signer-unknown': 'warning',
  'statement.keyid-wrong': 'warning',
  'statement.nothing-signed': 'error',
  'statement.not-signed-by-trusted-key': 'error',
  'statement.signer-ended': 'error',
  'statement.signer-role': 'error',
  'statement.openssh-alone': 'info',
  'statement.sshsig-unreadable': 'error',
  'statement.sshsig-namespace': 'error',
  'statement.user-presence': 'error',
  // Statements
  'statement.shape': 'error',
  'statement.unknown-field': 'error',
  'statement.not-canonical': 'error',
  'statement.unknown-predicate-type': 'error',
  'statement.practice': 'error',
  'statement.wrong-type': 'error',
  'statement.subject-mismatch': 'error',
  'statement.inconsistent': 'error',
  'statement.reason-owed': 'error',
  'statement.rendered-mismatch': 'error',
  // Time, order, authority
  'statement.not-yet-valid': 'error',
  'statement.expired': 'error',
  'statement.revoked': 'error',
  'statement.other-packet': 'error',
  'statement.sequence-repeated': 'error',
  'statement.predecessor-wrong': 'error',
  'statement.predecessor-missing': 'error',
  'statement.decision-followed': 'error',
  'statement.revision-superseded': 'error',
  'statement.clock-backwards': 'warning',
  'statement.grant-consumed': 'error',
  'statement.grant-missing': 'error',
  // Receipts
  'statement.receipt-differs': 'error',
  // The gate
  'statement.gate-option': 'error',
  'statement.gate-reading': 'error',
  'statement.gate-locked': 'error',
  'statement.gate-evidence': 'error',
  'statement.gate-role-unnamed': 'error',
  'statement.gate-not-recorded': 'error',
  'statement.gate-withheld': 'error',
  // What a gate assumes
  'statement.gate-evidence-absent': 'info',
  'statement.gate-no-journal': 'info',
  'statement.gate-no-revocation-list': 'info',
  'statement.gate-not-shown': 'info',
  'statement.gate-other-time': 'info',
  'statement.vouched-unsigned': 'info',
} as const satisfies Readonly<Record<string, Severity>>;
