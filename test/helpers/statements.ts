// Valid statements and fixed keys, for tests to break once.
import { createPrivateKey, createPublicKey, sign as cryptoSign, type KeyObject } from 'node:crypto';
import { concatBytes, fromHex, type Sha256, toHex, utf8 } from '../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../shared/encoding/digest.ts';
import { type Ed25519PublicKey, ed25519PublicKey } from '../../shared/key/public-key.ts';
import type { Actor } from '../../shared/packet/types.ts';
import { separateAuthorityAction } from '../../shared/rules/grants.ts';
import { DISCHARGE_TYPE, GRANT_TYPE, REVOCATION_TYPE } from '../../shared/statement/authority.ts';
import { DECISION_TYPE } from '../../shared/statement/decision.ts';
import { envelopeOf, pae } from '../../shared/statement/dsse.ts';
import type { EvidenceRecord, PacketReference } from '../../shared/statement/fields.ts';
import type { ReadRecord } from '../../shared/statement/read-record.ts';
import { RECEIPT_TYPE } from '../../shared/statement/receipt.ts';
import { withRenderedSha256 } from '../../shared/statement/render.ts';
import type {
  DecisionDraft,
  DischargeDraft,
  GrantDraft,
  ReceiptDraft,
  RevocationDraft,
  Statement,
  StatementDraft,
} from '../../shared/statement/statement.ts';
import { statementBytes } from '../../shared/statement/statement.ts';
import type { TrustedKey } from '../../shared/statement/trust.ts';

/** A key pair in Node's own cryptography, so that tests do not sign and verify with one library. */
export interface TestKey {
  readonly privateKey: KeyObject;
  readonly key: Ed25519PublicKey;
  sign(message: Uint8Array): Promise<Uint8Array>;
}

/** The key pair whose seed is 32 times this byte. */
export function testKey(seedByte: number): TestKey {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, seedByte)]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const key = ed25519PublicKey(new Uint8Array(spki.subarray(12)));
  if (!key.ok) throw new Error('an honest key was refused');
  return { privateKey, key: key.value, sign: async (message) => new Uint8Array(cryptoSign(null, message, privateKey)) };
}

export const ownerKey = testKey(1);
export const operatorKey = testKey(2);
export const strangerKey = testKey(3);

export function trust(name: string, { key }: TestKey, ...roles: readonly Actor[]): TrustedKey {
  return { key, name, roles };
}

export const owner = trust('Olga Owner', ownerKey, 'owner');
export const operator = trust('Otto Operator', operatorKey, 'operator');

export const digestOf = (text: string): Sha256 => sha256Hex(utf8(text));

export const packet: PacketReference = { id: 'KB-29B8', revision: '1', sha256: digestOf('packet'), size: 4096 };

const circumstances = {
  console: { version: '0.1.0', runtime: 'Electron 33.2.1', buildSha256: digestOf('build') },
  airgap: { linksUp: [], launcher: 'sealed', override: null, checkedAt: '2026-06-12T08:00:00Z' },
  clock: { utc: '2026-06-12T08:00:00Z', trusted: false },
} as const;

export const evidence: EvidenceRecord = {
  label: 'rehearsal',
  treeHashes: {
    dirHash: digestOf('dirHash'),
    gitTreeSha256: digestOf('gitTreeSha256'),
    gitTreeSha1: 'ab'.repeat(20),
    merkleSha256: digestOf('merkleSha256'),
    sha256sumDot: digestOf('sha256sumDot'),
    bagManifest: digestOf('bagManifest'),
  },
  files: 12,
  bytes: 34567,
  verdict: 'verified',
  answers: { treeHash: digestOf('dirHash'), algorithm: 'dirHash' },
};

/** What was opened before a decision about `evidence`: one file whole, two parts of another, some of the packet. */
export const read: ReadRecord = {
  since: '2026-06-12T07:30:00Z',
  packet: { size: 120, shown: 41, parts: [{ first: 1, last: 40 }] },
  filesTotal: 12,
  files: [
    { evidence: digestOf('dirHash'), path: 'logs/run.log', size: 4096, shown: 4096, parts: [{ first: 0, last: 4095 }] },
    {
      evidence: digestOf('dirHash'),
      path: 'dump.sql',
      size: 1_000_000,
      shown: 300,
      parts: [
        { first: 0, last: 99 },
        { first: 5000, last: 5099 },
      ],
    },
  ],
  filesMore: 1,
};

const check = {
  evidence: digestOf('dirHash'),
  id: 'rollback',
  type: 'rollback-proof',
  result: 'pass',
  reason: 'every leg came back to where it was',
  observed: [{ name: 'before', value: digestOf('before') }],
} as const;

export const grantDraft: GrantDraft = {
  predicateType: GRANT_TYPE,
  predicate: {
    grantId: '00000000-0000-4000-8000-000000000001',
    action: 'REAL_RUN',
    packet,
    nonce: '11'.repeat(32),
    reason: 'The rehearsal passed.',
    ...circumstances,
    notBefore: '2026-06-12T08:00:00Z',
    expires: '2026-06-13T08:00:00Z',
  },
};

export const holdDraft: DecisionDraft = {
  predicateType: DECISION_TYPE,
  predicate: {
    decisionId: '00000000-0000-4000-8000-000000000002',
    sequence: 1,
    previousDecision: null,
    packet,
    optionsOffered: [
      { rank: 1, id: 'HOLD_PRODUCTION', text: 'do nothing further.' },
      { rank: 2, id: 'DRYRUN_ONLY', text: 'read-only dry-run, no mutation.' },
      { rank: 3, id: 'EXECUTE', text: 'actual production apply.' },
    ],
    default: 'HOLD_PRODUCTION',
    chosen: { id: 'HOLD_PRODUCTION', textSha256: digestOf('do nothing further.') },
    reason: '',
    blockers: [
      {
        id: 'ROLLBACK-1',
        status: 'partial',
        statusText: 'partially discharged (clone leg)',
        actors: ['operator'],
        separateAuthority: true,
        legs: [
          { leg: 'clone', status: 'closed' },
          { leg: 'production', status: 'open' },
        ],
        discharges: [digestOf('a discharge')],
      },
    ],
    locks: [
      {
        option: 'EXECUTE',
        reasons: [
          { kind: 'blocker-open', about: 'ROLLBACK-1', detail: 'partially discharged (clone leg)' },
          { kind: 'grant-missing', about: 'REAL_RUN', detail: '' },
        ],
      },
    ],
    acknowledged: [],
    grants: [
      {
        envelopeSha256: digestOf('envelope'),
        statementSha256: digestOf('grant'),
        action: 'REAL_RUN',
        nonce: '11'.repeat(32),
        expires: '2026-06-13T08:00:00Z',
      },
    ],
    evidence: [evidence],
    checks: [check],
    ...circumstances,
    notBefore: '2026-06-12T08:00:00Z',
    expires: '2026-07-12T08:00:00Z',
  },
};

export const dischargeDraft: DischargeDraft = {
  predicateType: DISCHARGE_TYPE,
  predicate: {
    dischargeId: '00000000-0000-4000-8000-000000000003',
    packet,
    blocker: { id: 'ROLLBACK-1', leg: 'production', gate: 'prove snapshot and restore' },
    actors: ['owner', 'operator'],
    separateAuthority: true,
    grants: [
      {
        envelopeSha256: digestOf('separate envelope'),
        statementSha256: digestOf('separate grant'),
        action: separateAuthorityAction('ROLLBACK-1'),
        nonce: '22'.repeat(32),
        expires: '2026-06-13T08:00:00Z',
      },
    ],
    reason: 'Restored twice, byte for byte.\nSee the checks.',
    evidence: [evidence],
    checks: [check],
    ...circumstances,
    notBefore: '2026-06-12T08:00:00Z',
    expires: null,
  },
};

export const revocationDraft: RevocationDraft = {
  predicateType: REVOCATION_TYPE,
  predicate: {
    revocationId: '00000000-0000-4000-8000-000000000004',
    packet,
    revokes: { kind: 'grant', id: '00000000-0000-4000-8000-000000000001', statementSha256: digestOf('grant') },
    reason: 'The window was missed.',
    ...circumstances,
  },
};

export const receiptDraft: ReceiptDraft = {
  predicateType: RECEIPT_TYPE,
  predicate: {
    receiptId: '00000000-0000-4000-8000-000000000005',
    packet,
    medium: { label: 'STICK', filesystem: 'vfat', serial: '1234-ABCD', readOnly: true },
    import: {
      label: 'rehearsal',
      journalEntry: 7,
      startedAt: '2026-06-12T07:00:00Z',
      finishedAt: '2026-06-12T07:10:00Z',
      filesRead: 12,
      bytesRead: 34567,
      resumed: 0,
      durability: 'fsync',
    },
    evidence: [{ ...evidence, form: 'directory', layout: 'bag' }],
    checks: [check],
    findings: [{ code: 'evidence.junk-file', severity: 'warning', where: '.DS_Store', observed: null, expected: null }],
    findingsTotal: 1,
    verdict: 'verified',
    refusal: null,
    ...circumstances,
  },
};

const emptyReceipt = { ...receiptDraft.predicate, evidence: [], checks: [], findings: [], findingsTotal: 0 };

type ReceiptOf = 'packet' | 'bundle' | 'bundle-read' | 'bundle-refused' | 'bundle-unproven' | 'refused-import';

const failedReceipt = {
  ...receiptDraft.predicate,
  packet: null,
  checks: [{ ...check, result: 'fail', reason: 'prod: not as it was before' }],
} as const;

/**
 * Receipts of the imports that a console makes: one packet, one bundle, or nothing at all. `unproven` is how older consoles
 * said that a check did not pass.
 */
export const receiptDrafts: Readonly<Record<ReceiptOf, ReceiptDraft>> = {
  packet: { ...receiptDraft, predicate: { ...emptyReceipt, verdict: 'read' } },
  bundle: { ...receiptDraft, predicate: { ...receiptDraft.predicate, packet: null } },
  'bundle-read': {
    ...receiptDraft,
    predicate: {
      ...emptyReceipt,
      packet: null,
      evidence: [{ ...evidence, answers: null, form: 'zip', layout: 'plain', verdict: 'read' }],
      verdict: 'read',
    },
  },
  'bundle-refused': {
    ...receiptDraft,
    predicate: {
      ...failedReceipt,
      evidence: [{ ...evidence, form: 'directory', layout: 'bag', verdict: 'refused' }],
      verdict: 'refused',
    },
  },
  'bundle-unproven': {
    ...receiptDraft,
    predicate: {
      ...failedReceipt,
      evidence: [{ ...evidence, form: 'directory', layout: 'bag', verdict: 'unproven' }],
      verdict: 'unproven',
    },
  },
  'refused-import': {
    ...receiptDraft,
    predicate: { ...emptyReceipt, packet: null, verdict: 'refused', refusal: 'The medium was pulled out.' },
  },
};

/** One valid draft of each type. */
export const drafts: Readonly<Record<string, StatementDraft>> = {
  decision: holdDraft,
  grant: grantDraft,
  discharge: dischargeDraft,
  revocation: revocationDraft,
  receipt: receiptDraft,
};

/** The statement of a draft that must be valid. */
export function complete(draft: StatementDraft): Statement {
  const statement = withRenderedSha256(draft);
  if (!statement.ok) throw new Error(`a valid draft was refused: ${JSON.stringify(statement.error)}`);
  return statement.value;
}

/** The envelope's bytes around any payload, signed by these keys. */
export async function sealed(payload: Uint8Array, ...keys: readonly TestKey[]): Promise<Uint8Array> {
  const message = pae(payload);
  return envelopeOf(
    payload,
    await Promise.all(keys.map(async ({ key, sign }) => ({ key, signature: await sign(message) }))),
  );
}

/** The envelope of a valid draft, signed by these keys. */
export function sealedDraft(draft: StatementDraft, ...keys: readonly TestKey[]): Promise<Uint8Array> {
  return sealed(statementBytes(complete(draft)), ...keys);
}

const GROUP_ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

/** The signature with S + L in place of S: the same equation, another encoding, which RFC 8032 refuses. */
export function malleated(signature: Uint8Array): Uint8Array {
  const s = BigInt(`0x${toHex(signature.slice(32).reverse())}`) + GROUP_ORDER;
  const encoded = fromHex(s.toString(16).padStart(64, '0')) ?? new Uint8Array();
  return concatBytes(signature.slice(0, 32), encoded.reverse());
}
