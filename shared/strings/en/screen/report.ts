import { lockRecord } from '../../../rules/lock-record.ts';
import type { LockReason } from '../../../rules/types.ts';

/** `kind`: as a statement has it; that of another version may be one that this one does not know. */
const lockKind = (kind: string): string => kind.replaceAll('-', ' ');

/** What the report of a dossier says. `verify` makes it again and compares every byte, so a text here is part of a format. */
export const report = {
  none: 'None.',
  undecided: 'No decision is signed.',
  isDefault: 'This is the default of the packet.',
  isNotDefault: (byDefault: string | null): string =>
    byDefault === null
      ? 'The packet names no default.'
      : `This is not the default of the packet, which is ${byDefault}.`,
  title: (packet: string): string => `Dossier on ${packet}`,
  lead: 'For reading. What proves it are the signed files beside this page: see VERIFY.txt.',
  sections: {
    decision: (sequence: number): string => `Decision ${sequence}`,
    blockers: 'Blockers, then and now',
    options: (asOf: string): string => `Options as of ${asOf}`,
    evidence: 'Evidence that statements here rest on',
    checks: 'What the console found in that evidence',
    receipts: 'What was imported, and who signed the receipt',
    authority: 'Grants, discharges and revocations',
    fallen: 'Signed by keys that were revoked since',
    people: 'Who may sign',
    timeline: 'Timeline, by the clock of the station, which nobody vouches for',
    journal: (entries: number): string => `Journal: ${entries} entries`,
  },
  fields: {
    stands: 'How it stands',
    signedBy: 'Signed by',
    station: 'Station',
    fingerprint: 'Fingerprint of its key',
    asOf: 'As of journal entry',
    statements: 'Signed statements',
    packet: 'Packet',
    packetOf: (id: string, revision: string): string => `${id}, revision ${revision}`,
    packetSha256: 'SHA-256 of the packet',
    default: 'Default option',
    noDefault: 'none',
    reason: 'Reason',
    acknowledged: 'Blockers acknowledged',
    signatures: 'Signatures',
    at: 'At',
    inForce: 'In force',
    from: (from: string, to: string | null): string => `from ${from} ${to === null ? 'on' : `to ${to}`}`,
    links: 'Network links up',
    noLinks: 'none',
    launcher: 'Launcher',
    override: 'Typed to sign with a link up',
    statementSha256: 'SHA-256 of the statement',
  },
  columns: {
    fields: ['field', 'value'],
    journal: ['#', 'at', 'what'],
    locks: ['locked option', 'because'],
    blockers: ['blocker', 'as the packet says it', 'at the latest decision', 'now'],
    options: ['option', 'now'],
    evidence: ['verdict', 'label', 'files', 'bytes', 'dirHash', 'findings'],
    checks: ['result', 'check', 'type', 'why', 'observed'],
    receipts: ['import of', 'from', 'verdict', 'findings', 'tree hash, or SHA-256 of the packet', 'signed by', 'at'],
    authority: ['what', 'about', 'signed by, and how', 'at', 'how it stands'],
    fallen: ['what', 'about', 'signed by, and how', 'at'],
    people: ['name', 'roles', 'fingerprint', 'enrolled', 'standing'],
  },
  /** What the screen had before a decision. */
  opened: {
    title: 'What was opened on the screen',
    notRecorded: 'Not recorded: the signer had not signed in before this act.',
    since: (at: string): string =>
      `Sent to the screen while the signer was signed in, since ${at}. It does not say that it was read or understood.`,
    files: (opened: number, total: number): string => `Files of the evidence opened: ${opened} of ${total}.`,
    columns: ['what', 'shown', 'which', 'evidence (dirHash)'],
    packet: 'the packet',
    lines: (shown: number, size: number): string => `${shown} of ${size} lines`,
    bytes: (shown: number, size: number): string => `${shown} of ${size} bytes`,
    more: (files: number): string => `Opened files that the decision does not list: ${files}.`,
  },
  noLocks: 'No other option was locked.',
  lockKind,
  /** Why an option or a blocker is not open now. */
  lock: (reason: LockReason): string => {
    const { kind, about, detail } = lockRecord(reason);
    const said = `${lockKind(kind)}: ${about}`;
    return detail === '' ? said : `${said} (${detail})`;
  },
  notLocked: 'not locked',
  locked: (reasons: string): string => `locked: ${reasons}`,
  decisionNo: (sequence: number): string => `decision ${sequence}`,
  person: { active: 'active', retired: 'retired', revoked: 'revoked' },
  noReceipt: 'no receipt signed',
  medium: { readOnly: 'read-only', writable: 'writable' },
  formats: {
    both: (name: string): string => `${name}: DSSE and OpenSSH`,
    dsse: (name: string): string => `${name}: DSSE alone`,
    openssh: (name: string): string => `${name}: OpenSSH alone`,
    token: (name: string): string => `${name}: OpenSSH alone, by a key in a token, which cannot make the other`,
  },
  state: {
    revoked: (at: string): string => `revoked ${at}`,
    revokedFor: (at: string, reason: string): string => `revoked ${at}: ${reason}`,
    followed: (sequence: number): string => `followed by decision ${sequence}`,
    expired: (at: string): string => `expired ${at}`,
    latest: 'the latest, not revoked',
    pending: (missing: string): string => `pending, closes nothing: not signed by ${missing}`,
    used: 'used up',
    until: (at: string): string => `until ${at}`,
  },
  /** Of a rollback proof, the three states of one leg. */
  legs: {
    before: 'before',
    applied: 'applied',
    rolledBack: 'rolled back',
    same: 'same as before',
    differs: 'differs from before',
  },
  timeline: {
    label: 'Timeline of the journal',
    lanes: {
      import: 'imports',
      grant: 'grants',
      discharge: 'discharges',
      decision: 'decisions',
      signature: 'other signatures',
      export: 'exports',
      refusal: 'refusals',
    },
  },
};
