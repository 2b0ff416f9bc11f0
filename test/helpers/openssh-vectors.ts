// The vectors of test/vectors/openssh: statements signed in OpenSSH's format, without an envelope or beside one.
import { concatBytes, fromUtf8, utf8 } from '../../shared/encoding/bytes.ts';
import { toOpenSsh } from '../../shared/key/public-key.ts';
import { sshString } from '../../shared/key/ssh-wire.ts';
import { armorSshsig, SSHSIG_NAMESPACE, signSsh, sshsigMessage } from '../../shared/statement/sshsig.ts';
import { statementBytes } from '../../shared/statement/statement.ts';
import { tokenOf, tokenSignature, tokenSshsig } from './agents.ts';
import {
  complete,
  dischargeDraft,
  grantDraft,
  holdDraft,
  operatorKey,
  ownerKey,
  sealed,
  strangerKey,
} from './statements.ts';

/** One file of test/vectors/openssh. Everything in it is text, so that any language can replay it. */
export interface OpenSshVector {
  readonly name: string;
  readonly description: string;
  /** Enrolled keys as OpenSSH lines, and what each may sign as. */
  readonly trusted: readonly { readonly name: string; readonly roles: readonly string[]; readonly key: string }[];
  /** The envelope file, byte for byte; `null` where there is none. */
  readonly envelope: string | null;
  /** The payload file that the OpenSSH signatures are over. */
  readonly statement: string;
  readonly sshsigs: readonly string[];
  readonly namespace: string;
  readonly expected: {
    /** For each signature: whether it verifies here under an enrolled key. */
    readonly sshsigs: readonly boolean[];
    /** The same for `ssh-keygen -Y verify`. */
    readonly sshKeygen: readonly boolean[];
    /** Finding codes of the whole statement, remarks included, each once, sorted. */
    readonly findings: readonly string[];
  };
}

const OWNER = { name: 'Olga Owner', roles: ['owner'], key: toOpenSsh(ownerKey.key, 'Olga Owner') };
const OPERATOR = { name: 'Otto Operator', roles: ['operator'], key: toOpenSsh(operatorKey.key, 'Otto Operator') };
/** The owner's key in a token, and one that may sign as both. */
const OWNER_TOKEN = { ...OWNER, key: toOpenSsh(tokenOf(ownerKey), 'Olga Owner') };
const OPERATOR_TOKEN = { ...OPERATOR, key: toOpenSsh(tokenOf(operatorKey), 'Otto Operator') };
const BOTH_ROLES = { ...OWNER_TOKEN, roles: ['owner', 'operator'] };

const hold = statementBytes(complete(holdDraft));
const discharge = statementBytes(complete(dischargeDraft));
const decisionNamespace = SSHSIG_NAMESPACE[holdDraft.predicateType];
const dischargeNamespace = SSHSIG_NAMESPACE[dischargeDraft.predicateType];
const NOBODY = 'statement.not-signed-by-trusted-key';
const ALONE = 'statement.openssh-alone';

/** Every vector, in the order of its file's name. Deterministic: keys, counters and flags are fixed. */
export async function openSshVectors(): Promise<readonly OpenSshVector[]> {
  const token = await tokenSshsig(ownerKey, hold, decisionNamespace);
  const decision = { envelope: null, statement: textOf(hold), namespace: decisionNamespace, trusted: [OWNER_TOKEN] };
  const closing = { envelope: null, statement: textOf(discharge), namespace: dischargeNamespace };
  const good = { sshsigs: [true], sshKeygen: [true], findings: [ALONE] };
  const refusedFor = (code: string, sshKeygen = false) => ({
    sshsigs: [false],
    sshKeygen: [sshKeygen],
    findings: [NOBODY, code].sort(),
  });
  const ownersDischarge = await tokenSshsig(ownerKey, discharge, dischargeNamespace);
  const operatorsDischarge = await tokenSshsig(operatorKey, discharge, dischargeNamespace);
  return [
    {
      name: 'decision-bad-application',
      description: 'signed by a token under another application than the enrolled one',
      ...decision,
      sshsigs: [await tokenSshsig(ownerKey, hold, decisionNamespace, { application: 'ssh:other' })],
      expected: refusedFor('statement.signer-unknown'),
    },
    {
      name: 'decision-bad-hash',
      description: 'made over SHA-512, and says SHA-256',
      ...decision,
      trusted: [OWNER],
      sshsigs: [withHash(await signSsh(hold, decisionNamespace, ownerKey.key, ownerKey.sign), 'sha256')],
      expected: refusedFor('statement.signature-invalid'),
    },
    {
      name: 'decision-bad-kind',
      description: 'a signature without a token’s flags and counter, in the name of a token',
      ...decision,
      sshsigs: [
        armorSshsig(
          tokenOf(ownerKey),
          decisionNamespace,
          concatBytes(
            sshString(utf8('ssh-ed25519')),
            sshString(await ownerKey.sign(sshsigMessage(hold, decisionNamespace))),
          ),
        ),
      ],
      expected: refusedFor('statement.sshsig-unreadable'),
    },
    {
      name: 'decision-bad-namespace',
      description: 'signed as a grant',
      ...decision,
      sshsigs: [await tokenSshsig(ownerKey, hold, SSHSIG_NAMESPACE[grantDraft.predicateType])],
      expected: refusedFor('statement.sshsig-namespace'),
    },
    {
      name: 'decision-bad-payload',
      description: 'a signature over another payload',
      ...decision,
      sshsigs: [await tokenSshsig(ownerKey, discharge, decisionNamespace)],
      expected: refusedFor('statement.signature-invalid'),
    },
    {
      name: 'decision-bad-stranger',
      description: 'signed by a token that is not enrolled',
      ...decision,
      sshsigs: [await tokenSshsig(strangerKey, hold, decisionNamespace)],
      expected: refusedFor('statement.signer-unknown'),
    },
    {
      name: 'decision-bad-untouched',
      description: 'signed by a token without user presence; ssh-keygen leaves that to whoever calls it',
      ...decision,
      sshsigs: [await tokenSshsig(ownerKey, hold, decisionNamespace, { flags: 0 })],
      expected: refusedFor('statement.user-presence', true),
    },
    {
      name: 'decision-software',
      description: 'signed by a key in software, without an envelope',
      ...decision,
      trusted: [OWNER],
      sshsigs: [await signSsh(hold, decisionNamespace, ownerKey.key, ownerKey.sign)],
      expected: good,
    },
    {
      name: 'decision-token',
      description: 'signed by a token that was touched',
      ...decision,
      sshsigs: [token],
      expected: good,
    },
    {
      name: 'decision-token-counter',
      description: 'the same token at a later counter, with a stranger’s signature beside it, which counts for nothing',
      ...decision,
      sshsigs: [
        armorSshsig(
          tokenOf(ownerKey),
          decisionNamespace,
          await tokenSignature(ownerKey, sshsigMessage(hold, decisionNamespace), {}, 4711),
        ),
        await tokenSshsig(strangerKey, hold, decisionNamespace),
      ],
      expected: { sshsigs: [true, false], sshKeygen: [true, false], findings: [ALONE, 'statement.signer-unknown'] },
    },
    {
      name: 'discharge-bad-one-key',
      description: 'one token signed twice for two roles: it fills one',
      ...closing,
      trusted: [BOTH_ROLES],
      sshsigs: [ownersDischarge, ownersDischarge],
      expected: { sshsigs: [true, true], sshKeygen: [true, true], findings: ['statement.signer-role'] },
    },
    {
      name: 'discharge-mixed',
      description: 'the owner in the envelope, the operator’s token beside it',
      ...closing,
      trusted: [OWNER, OPERATOR_TOKEN],
      envelope: textOf(await sealed(discharge, ownerKey)),
      sshsigs: [operatorsDischarge],
      expected: good,
    },
    {
      name: 'discharge-tokens',
      description: 'two tokens, one a role',
      ...closing,
      trusted: [OWNER_TOKEN, OPERATOR_TOKEN],
      sshsigs: [ownersDischarge, operatorsDischarge],
      expected: { sshsigs: [true, true], sshKeygen: [true, true], findings: [ALONE] },
    },
  ];
}

/** The armored signature, saying another hash algorithm of as many letters. */
export function withHash(armored: string, hash: string): string {
  const blob = Buffer.from(armored.replace(/-----[A-Z ]+-----|\n/g, ''), 'base64').toString('latin1');
  const lines =
    Buffer.from(blob.replace('sha512', hash), 'latin1')
      .toString('base64')
      .match(/.{1,70}/g) ?? [];
  return `-----BEGIN SSH SIGNATURE-----\n${lines.join('\n')}\n-----END SSH SIGNATURE-----\n`;
}

function textOf(bytes: Uint8Array): string {
  return fromUtf8(bytes) ?? '';
}
