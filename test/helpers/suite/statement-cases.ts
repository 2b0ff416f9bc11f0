// Cases of signed statements: those of test/vectors, and envelopes and payloads that are broken by hand.
import { fromUtf8, toBase64, utf8 } from '../../../shared/encoding/bytes.ts';
import { toCanonicalJson, type WritableJson } from '../../../shared/encoding/canonical-json.ts';
import { pae } from '../../../shared/statement/dsse.ts';
import { type StatementDraft, statementBytes } from '../../../shared/statement/statement.ts';
import { openSshVectors } from '../openssh-vectors.ts';
import { statementVectors } from '../statement-vectors.ts';
import {
  complete,
  digestOf,
  dischargeDraft,
  grantDraft,
  holdDraft,
  operatorKey,
  ownerKey,
  read,
  receiptDraft,
  sealed,
  sealedDraft,
  strangerKey,
  type TestKey,
} from '../statements.ts';
import type { Expected, SuiteCase } from './case.ts';
import { type Cases, EVERYONE, type Files, KEYS, path, refused, verified } from './parts.ts';

const NOBODY = 'statement.not-signed-by-trusted-key';
const INVALID = ['statement.signature-invalid', NOBODY];

function statementCase(
  part: 'statement' | 'receipt',
  name: string,
  why: string,
  files: Files,
  expected: Expected,
  statement = 's.dsse.json',
): SuiteCase {
  const input = { statement: path(statement), trust: EVERYONE };
  return {
    id: `${part}/${name}`,
    part,
    operation: 'verify-statement',
    why,
    files: { ...KEYS, ...files },
    input,
    expected,
  };
}

export async function statementCases(): Promise<Cases> {
  return [
    ...(await fromVectors()),
    ...(await fromOpenSshVectors()),
    ...(await envelopes()),
    ...(await besideEnvelopes()),
    ...(await payloads()),
    ...(await decisions()),
    ...(await keysAndRoles()),
    ...(await receipts()),
  ];
}

async function fromVectors(): Promise<Cases> {
  return (await statementVectors()).map(({ name, description, envelope, expected: { findings } }) => {
    const isReceipt = name.startsWith('receipt-');
    const isRefused = findings.some((code) => code !== 'statement.keyid-wrong');
    return statementCase(
      isReceipt ? 'receipt' : 'statement',
      isReceipt ? name.slice('receipt-'.length) : name,
      description,
      { 's.dsse.json': envelope },
      isRefused ? refused(...findings) : verified(...findings),
    );
  });
}

async function fromOpenSshVectors(): Promise<Cases> {
  return (await openSshVectors()).map(
    ({ name, description, trusted, envelope, statement, sshsigs, expected }): SuiteCase => {
      const keys = trusted.map(({ key }, at) => [`keys/${at}.pub`, key] as const);
      const roles = trusted.flatMap(({ roles: each }, at) =>
        each.map((role) => ({
          role: role === 'owner' ? ('owner' as const) : ('operator' as const),
          key: path(`keys/${at}.pub`),
        })),
      );
      const harmless = ['statement.openssh-alone', 'statement.signer-unknown'];
      const isRefused = expected.findings.some((code) => !harmless.includes(code));
      return {
        id: `statement/openssh-${name}`,
        part: 'statement',
        operation: 'verify-statement',
        why: description,
        files: {
          ...Object.fromEntries(keys),
          's.statement.json': statement,
          ...(envelope === null ? {} : { 's.dsse.json': envelope }),
          ...Object.fromEntries(sshsigs.map((sshsig, at) => [`s.statement.json.${at}.sig`, sshsig])),
        },
        input: { statement: path('s.statement.json'), trust: roles },
        expected: isRefused ? refused(...expected.findings) : verified(...expected.findings),
      };
    },
  );
}

interface Envelope {
  payload: string;
  payloadType: string;
  signatures: { keyid?: string | null; sig: string }[];
}

/** DSSE: what a reader tolerates in an envelope, and what it refuses. */
async function envelopes(): Promise<Cases> {
  const text = fromUtf8(await sealedDraft(grantDraft, ownerKey)) ?? '';
  const payload = statementBytes(complete(grantDraft));
  const parsed = (): Envelope => JSON.parse(text);
  const one = (name: string, why: string, envelope: string | Uint8Array, expected: Expected): SuiteCase =>
    statementCase(
      'statement',
      `dsse-${name}`,
      why,
      { 's.dsse.json': typeof envelope === 'string' ? envelope : { base64: toBase64(envelope) } },
      expected,
    );
  const edited = (name: string, why: string, edit: (envelope: Envelope) => unknown, expected: Expected): SuiteCase => {
    const envelope = parsed();
    return one(name, why, JSON.stringify(edit(envelope) ?? envelope), expected);
  };
  const signature = parsed().signatures[0] ?? { sig: '' };
  const strange = { keyid: strangerKey.key.keyid, sig: toBase64(await strangerKey.sign(pae(payload))) };
  const raw = toBase64(await ownerKey.sign(payload));
  const withPayload = (value: string) => (envelope: Envelope) => ({ ...envelope, payload: value });
  const standard = parsed().payload;
  const padded = await paddedPayload();
  const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
  const more = (member: string) => text.replace('{', `{${member},`);
  return [
    one('laid-out', 'the layout is free', JSON.stringify(parsed(), null, 2), verified()),
    one('no-line-feed', 'the LF at the end is a writer’s rule alone', text.trimEnd(), verified()),
    one('text-before', 'a file that does not begin with { is no statement', `x${text}`, { verdict: 'unreadable' }),
    edited('keyid-absent', 'keyid may be absent', (e) => ({ ...e, signatures: [{ sig: signature.sig }] }), verified()),
    edited(
      'keyid-empty',
      'an empty keyid is none',
      (e) => ({ ...e, signatures: [{ ...signature, keyid: '' }] }),
      verified(),
    ),
    edited(
      'keyid-null',
      'null is no string',
      (e) => ({ ...e, signatures: [{ ...signature, keyid: null }] }),
      refused('statement.shape'),
    ),
    edited(
      'keyid-long',
      'a keyid has at most 1,024 characters',
      (e) => ({ ...e, signatures: [{ ...signature, keyid: 'a'.repeat(1025) }] }),
      refused('statement.shape'),
    ),
    edited(
      'sig-long',
      'a signature has at most 4,096 characters',
      (e) => ({ ...e, signatures: [{ ...signature, sig: 'A'.repeat(4100) }] }),
      refused('statement.shape'),
    ),
    edited('no-payload', 'payload is needed', ({ payload: _, ...e }) => e, refused('statement.shape')),
    edited('no-payload-type', 'payloadType is needed', ({ payloadType: _, ...e }) => e, refused('statement.shape')),
    edited(
      'signatures-object',
      'signatures is an array',
      (e) => ({ ...e, signatures: signature }),
      refused('statement.shape'),
    ),
    edited(
      'no-signature',
      'there is at least one signature',
      (e) => ({ ...e, signatures: [] }),
      refused('statement.signature-count'),
    ),
    edited(
      '64-signatures',
      'there are at most 64 signatures; one key signs once',
      (e) => ({ ...e, signatures: Array(64).fill(signature) }),
      verified(),
    ),
    edited(
      '65-signatures',
      'there are at most 64 signatures',
      (e) => ({ ...e, signatures: Array(65).fill(signature) }),
      refused('statement.signature-count'),
    ),
    edited(
      'a-stranger-too',
      'a signature by a stranger counts for nothing, and refuses nothing',
      (e) => ({ ...e, signatures: [signature, strange] }),
      verified('statement.signer-unknown'),
    ),
    edited(
      'an-invalid-too',
      'a signature that names a trusted key and does not verify refuses the envelope',
      (e) => ({ ...e, signatures: [signature, { ...strange, keyid: ownerKey.key.keyid }] }),
      refused('statement.signature-invalid'),
    ),
    edited(
      'invalid-of-nobody',
      'one that does not verify and names nobody is by a stranger',
      (e) => ({ ...e, signatures: [{ sig: strange.sig }] }),
      refused('statement.signer-unknown', NOBODY),
    ),
    edited(
      'sig-short',
      'a signature of 63 bytes verifies under no key',
      (e) => ({
        ...e,
        signatures: [{ ...signature, sig: toBase64(Buffer.from(signature.sig, 'base64').subarray(1)) }],
      }),
      refused(...INVALID),
    ),
    edited(
      'not-pae',
      'the payload itself was signed, not its PAE',
      (e) => ({ ...e, signatures: [{ ...signature, sig: raw }] }),
      refused(...INVALID),
    ),
    edited(
      'payload-type-case',
      'the payload type is compared byte for byte',
      (e) => ({ ...e, payloadType: 'application/vnd.in-toto+JSON' }),
      refused('statement.payload-type'),
    ),
    edited('payload-empty', 'the payload is other bytes than were signed', withPayload(''), refused(...INVALID)),
    one('base64-padded', 'base64 with padding', padded.good, verified()),
    one('base64-unpadded', 'base64 without its padding', padded.unpadded, refused('statement.base64')),
    one('base64-spare-bits', 'bits that stand for nothing are zero', padded.spare, refused('statement.base64')),
    edited(
      'base64-line-feed',
      'base64 has no white space',
      withPayload(`${standard.slice(0, 8)}\n${standard.slice(8)}`),
      refused('statement.base64'),
    ),
    edited(
      'base64-two-alphabets',
      'one value has one alphabet',
      (e) => ({ ...e, signatures: [{ ...signature, sig: `+_${signature.sig.slice(2)}` }] }),
      refused('statement.base64'),
    ),
    one(
      'name-by-case',
      'a member that differs from a known one by case alone',
      more('"Payload":""'),
      refused('statement.unknown-field'),
    ),
    one('name-long-s', 'U+017F counts as s', more('"\u017fignatures":[]'), refused('statement.unknown-field')),
    edited(
      'name-in-signature',
      'the same in a signature',
      (e) => ({ ...e, signatures: [{ ...signature, KeyId: '' }] }),
      refused('statement.unknown-field'),
    ),
    one(
      'more-members',
      'other members are passed over, with numbers of any form',
      more('"x":1.5e3,"y":[-0,null,true]'),
      verified(),
    ),
    one(
      'number-too-large',
      'an integer beyond 2^53 - 1, also in what is passed over',
      more('"x":9007199254740993'),
      refused('json.number-out-of-range'),
    ),
    one('number-infinite', 'a number that no double holds', more('"x":1e999'), refused('json.number-out-of-range')),
    one('depth-32', 'at most 32 levels', more(`"x":${deep(31)}`), verified()),
    one('depth-33', 'at most 32 levels', more(`"x":${deep(32)}`), refused('json.too-deep')),
    one('member-twice', 'a member stands once', more('"payloadType":""'), refused('json.duplicate-key')),
    one(
      'member-twice-escaped',
      'names are compared after unescaping',
      more('"payload\\u0054ype":""'),
      refused('json.duplicate-key'),
    ),
    one('lone-surrogate', 'half of a pair is no character', more('"x":"\\ud800"'), refused('json.lone-surrogate')),
    one('byte-order-mark', 'no byte order mark', `\ufeff${text}`, refused('json.byte-order-mark')),
    one('text-after', 'nothing stands behind the value', `${text}{}`, refused('json.syntax')),
    one('comma-after', 'no comma before a bracket', text.replace(/\}\s*$/, ',}'), refused('json.syntax')),
    one(
      'not-utf8',
      'a byte that UTF-8 does not have',
      Buffer.concat([utf8('{"x":"'), Uint8Array.of(0xff), utf8(`",${text.slice(1)}`)]),
      refused('json.not-utf8'),
    ),
    one(
      'overlong',
      'an overlong form of /',
      Buffer.concat([utf8('{"x":"'), Uint8Array.of(0xc0, 0xaf), utf8(`",${text.slice(1)}`)]),
      refused('json.not-utf8'),
    ),
  ];
}

/** An envelope whose payload's base64 ends with padding, and two spellings of it that are refused. */
async function paddedPayload() {
  for (const reason of ['a', 'ab', 'abc']) {
    const draft = { ...grantDraft, predicate: { ...grantDraft.predicate, reason } };
    const good = fromUtf8(await sealedDraft(draft, ownerKey)) ?? '';
    const found = /"payload":"([^"]*[^="])(=+)"/.exec(good);
    if (found === null) continue;
    const [, base64 = ''] = found;
    const last = base64.at(-1) ?? '';
    const spare = String.fromCharCode(last.charCodeAt(0) + 1);
    return {
      good,
      unpadded: good.replace(/(=+)","payloadType"/, '","payloadType"'),
      spare: good.replace(`${base64}=`, `${base64.slice(0, -1)}${spare}=`),
    };
  }
  throw new Error('one of three lengths needs padding');
}

async function besideEnvelopes(): Promise<Cases> {
  const grant = fromUtf8(statementBytes(complete(grantDraft))) ?? '';
  const hold = fromUtf8(statementBytes(complete(holdDraft))) ?? '';
  const envelope = fromUtf8(await sealedDraft(grantDraft, ownerKey)) ?? '';
  const signed = { 's.dsse.json': envelope };
  return [
    statementCase(
      'statement',
      'beside-same',
      'the payload’s file beside its envelope',
      { ...signed, 's.statement.json': grant },
      verified(),
    ),
    statementCase(
      'statement',
      'beside-named',
      'either file may be named',
      { ...signed, 's.statement.json': grant },
      verified(),
      's.statement.json',
    ),
    statementCase(
      'statement',
      'beside-other',
      'another payload beside the envelope',
      { ...signed, 's.statement.json': hold },
      refused('dossier.statement-differs'),
    ),
    statementCase(
      'statement',
      'beside-more',
      'the payload’s file has a byte more',
      { ...signed, 's.statement.json': `${grant}\n` },
      refused('dossier.statement-differs'),
    ),
    statementCase(
      'statement',
      'beside-no-sshsig',
      'a file beside it that is no OpenSSH signature refuses it',
      { ...signed, 's.statement.json': grant, 's.statement.json.sig': 'x\n' },
      refused('statement.sshsig-unreadable'),
    ),
    statementCase(
      'statement',
      'payload-alone',
      'a payload that nobody signed',
      { 's.statement.json': grant },
      refused(NOBODY),
      's.statement.json',
    ),
  ];
}

type Json = WritableJson;

/** The payload of a draft, changed, and signed all the same. */
async function forged(
  draft: StatementDraft,
  edit: (text: string) => string,
  ...keys: readonly TestKey[]
): Promise<string> {
  const text = edit(fromUtf8(statementBytes(complete(draft))) ?? '');
  return fromUtf8(await sealed(utf8(text), ...(keys.length === 0 ? [ownerKey] : keys))) ?? '';
}

/** The same with members of the predicate in place of its own, in canonical form. */
function withMembers(members: Readonly<Record<string, Json>>): (text: string) => string {
  return (text) => {
    const statement: { predicate: Record<string, Json>; [name: string]: Json } = JSON.parse(text);
    return fromUtf8(toCanonicalJson({ ...statement, predicate: { ...statement.predicate, ...members } })) ?? '';
  };
}

/** Payloads that are signed as they should be, and refused for what they are. */
async function payloads(): Promise<Cases> {
  const rows: readonly (readonly [string, string, (text: string) => string, readonly string[]])[] = [
    ['syntax', 'a comma before a bracket', (t) => t.replace(/\}$/, ',}'), ['json.syntax']],
    [
      'text-after',
      'a line feed behind the value is white space, and not canonical',
      (t) => `${t}\n`,
      ['statement.not-canonical'],
    ],
    [
      'fraction',
      'a number with a fraction',
      (t) => t.replace('"size":4096', '"size":4096.0'),
      ['json.number-not-integer'],
    ],
    [
      'exponent',
      'a number with an exponent',
      (t) => t.replace('"size":4096', '"size":4e3'),
      ['json.number-not-integer'],
    ],
    ['minus-zero', 'minus zero', (t) => t.replace('"size":4096', '"size":-0'), ['json.number-not-integer']],
    ['leading-zero', 'a leading zero', (t) => t.replace('"size":4096', '"size":04096'), ['json.syntax']],
    [
      'integer-large',
      'an integer beyond 2^53 - 1',
      (t) => t.replace('"size":4096', '"size":9007199254740992'),
      ['json.number-out-of-range'],
    ],
    [
      'integer-largest',
      'the largest integer is read; the text that was seen had another',
      (t) => t.replace('"size":4096', '"size":9007199254740991'),
      ['statement.rendered-mismatch'],
    ],
    [
      'negative',
      'a size below 0',
      withMembers({ packet: { id: 'KB-29B8', revision: '1', sha256: grantDraft.predicate.packet.sha256, size: -1 } }),
      ['statement.shape'],
    ],
    [
      'lone-surrogate',
      'half of a surrogate pair',
      (t) => t.replace('The rehearsal', '\\udc00'),
      ['json.lone-surrogate'],
    ],
    [
      'escaped-solidus',
      'an escape that canonical JSON does not write',
      (t) => t.replace('The rehearsal', '\\/'),
      ['statement.not-canonical'],
    ],
    [
      'escaped-letter',
      'a letter as an escape',
      (t) => t.replace('The rehearsal', '\\u0041'),
      ['statement.not-canonical'],
    ],
    [
      'order',
      'members that are not sorted',
      (t) => t.replace(/^\{("_type":"[^"]*"),(.*)\}$/, '{$2,$1}'),
      ['statement.not-canonical'],
    ],
    ['array', 'no object', () => '[]', ['statement.shape']],
    ['other-type', 'another _type', (t) => t.replace('Statement/v1', 'Statement/v0.1'), ['statement.shape']],
    [
      'no-subject',
      'a member of the outer object is missing',
      (t) => t.replace(/,"subject":\[.*\]\}$/, '}'),
      ['statement.shape'],
    ],
    [
      'member-more',
      'a member more in the outer object',
      (t) => t.replace('{"_type"', '{"Z":1,"_type"'),
      ['statement.unknown-field'],
    ],
    [
      'deep-field',
      'an unknown field inside of a field',
      withMembers({ clock: { trusted: false, utc: '2026-06-12T08:00:00Z', zone: 'UTC' } }),
      ['statement.unknown-field'],
    ],
    [
      'proto',
      'a field __proto__ is a field like any other',
      (t) => t.replace('"predicate":{', '"predicate":{"__proto__":{},'),
      ['statement.unknown-field'],
    ],
    [
      'clock-trusted',
      'nobody vouches for a clock',
      (t) => t.replace('"trusted":false', '"trusted":true'),
      ['statement.shape'],
    ],
    ['blank-reason', 'a reason of a no-break space is blank', withMembers({ reason: '\u00a0' }), ['statement.shape']],
    [
      'upper-digest',
      'digests are lower-case',
      (t) => t.replace(/"nonce":"1{64}"/, `"nonce":"${'A'.repeat(64)}"`),
      ['statement.shape'],
    ],
    [
      'upper-uuid',
      'UUIDs are lower-case',
      withMembers({ grantId: '00000000-0000-4000-8000-00000000000A' }),
      ['statement.shape'],
    ],
    ['year-0000', 'there is no year 0000', withMembers({ notBefore: '0000-12-31T23:59:59Z' }), ['statement.shape']],
    [
      'no-such-day',
      'a day that its month does not have',
      withMembers({ notBefore: '2026-02-29T08:00:00Z' }),
      ['statement.shape'],
    ],
    ['leap-second', 'no second 60', withMembers({ notBefore: '2016-12-31T23:59:60Z' }), ['statement.shape']],
    ['hour-24', 'no hour 24', withMembers({ notBefore: '2026-06-12T24:00:00Z' }), ['statement.shape']],
    [
      'offset',
      'times are UTC, written Z',
      withMembers({ notBefore: '2026-06-12T08:00:00+00:00' }),
      ['statement.shape'],
    ],
    [
      'milliseconds',
      'times are to the second',
      withMembers({ notBefore: '2026-06-12T08:00:00.000Z' }),
      ['statement.shape'],
    ],
    [
      'window-empty',
      'it ends when it begins',
      withMembers({ expires: '2026-06-12T08:00:00Z' }),
      ['statement.inconsistent'],
    ],
    ['expires-null', 'a grant always expires', withMembers({ expires: null }), ['statement.shape']],
    [
      'link-up',
      'a link was up and nobody said why that is right',
      withMembers({
        airgap: { checkedAt: '2026-06-12T08:00:00Z', launcher: 'sealed', linksUp: ['eth0'], override: null },
      }),
      ['statement.inconsistent'],
    ],
    [
      'two-defects',
      'all findings of one step are given',
      withMembers({ notBefore: '', extra: 1 }),
      ['statement.shape', 'statement.unknown-field'],
    ],
  ];
  return Promise.all(
    rows.map(async ([name, why, edit, codes]) =>
      statementCase(
        'statement',
        `payload-${name}`,
        why,
        { 's.dsse.json': await forged(grantDraft, edit) },
        refused(...codes),
      ),
    ),
  );
}

type Broken = readonly [string, string, Readonly<Record<string, Json>>, readonly string[]];

/** What a decision may not say of what was opened. */
function openings(): readonly Broken[] {
  const plain: Json = JSON.parse(JSON.stringify(read));
  if (plain === null || typeof plain !== 'object' || Array.isArray(plain)) throw new Error('the record is an object');
  const { packet, files } = read;
  const file = { ...files[0], parts: [] };
  const part = (first: number, last: number) => ({ first, last });
  const with1 = (change: Readonly<Record<string, Json>>): Readonly<Record<string, Json>> => ({
    read: { ...plain, ...change },
  });
  const parts = (...of: readonly { first: number; last: number }[]) =>
    with1({ packet: { size: packet.size, shown: 100, parts: [...of] } });
  const inconsistent = ['statement.inconsistent'];
  return [
    ['read-line-0', 'lines are counted from 1', parts(part(0, 40)), inconsistent],
    ['read-beyond-the-end', 'a part lies within its whole', parts(part(1, 121)), inconsistent],
    ['read-backwards', 'a part does not end before it begins', parts(part(40, 39)), inconsistent],
    ['read-parts-out-of-order', 'parts are in order', parts(part(20, 40), part(1, 10)), inconsistent],
    ['read-parts-touch', 'parts that touch are one', parts(part(1, 10), part(11, 20)), inconsistent],
    ['read-more-than-shown', 'parts have no more than was shown', parts(part(1, 101)), inconsistent],
    [
      'read-more-than-all',
      'no more is shown than there is',
      with1({ packet: { size: 120, shown: 121, parts: [] } }),
      inconsistent,
    ],
    [
      'read-other-evidence',
      'a file is of the evidence that the decision names',
      with1({ files: [{ ...file, evidence: digestOf('another tree') }] }),
      inconsistent,
    ],
    ['read-file-twice', 'a file is listed once', with1({ files: [file, file] }), inconsistent],
    ['read-files-total', 'there are as many files as the evidence has', with1({ filesTotal: 13 }), inconsistent],
    ['read-too-many-files', 'no more files are opened than there are', with1({ filesMore: 11 }), inconsistent],
    ['read-nobody', 'nothing is recorded of whoever was not signed in', with1({ since: null }), inconsistent],
    ['read-null', 'what was opened may be absent and is never null', { read: null }, ['statement.shape']],
  ];
}

async function decisions(): Promise<Cases> {
  const effect = { clauses: ['do nothing further'], saidBy: 'text' };
  const use = { ...holdDraft.predicate.grants[0] };
  const hash = holdDraft.predicate.packet.sha256;
  const bad: readonly Broken[] = [
    [
      'first-with-predecessor',
      'the first decision has no predecessor',
      { previousDecision: hash },
      ['statement.inconsistent'],
    ],
    ['second-without', 'the second decision has one', { sequence: 2 }, ['statement.inconsistent']],
    ['sequence-0', 'counting begins at 1', { sequence: 0 }, ['statement.shape']],
    [
      'default-unknown',
      'the default is an option',
      { default: 'NO_SUCH' },
      ['statement.inconsistent', 'statement.reason-owed'],
    ],
    [
      'text-of-another',
      'the text that was chosen is that of the option',
      { chosen: { id: 'HOLD_PRODUCTION', textSha256: hash } },
      ['statement.inconsistent'],
    ],
    [
      'chosen-locked',
      'the option that was chosen is not locked',
      { locks: [{ option: 'HOLD_PRODUCTION', reasons: [] }] },
      ['statement.inconsistent'],
    ],
    [
      'lock-of-nothing',
      'a lock is of an option',
      { locks: [{ option: 'NO_SUCH', reasons: [] }] },
      ['statement.inconsistent'],
    ],
    [
      'acknowledged-unknown',
      'what is acknowledged is a blocker',
      { acknowledged: ['NO_SUCH'] },
      ['statement.inconsistent'],
    ],
    [
      'acknowledged-twice',
      'each blocker is acknowledged once',
      { acknowledged: ['ROLLBACK-1', 'ROLLBACK-1'] },
      ['statement.inconsistent'],
    ],
    ['nonce-twice', 'one grant is used once', { grants: [use, use] }, ['statement.inconsistent']],
    ['effect-null-alone', 'a null effect needs unread', { effect: null }, ['statement.inconsistent']],
    ['unread-alone', 'unread needs effect', { unread: [] }, ['statement.inconsistent']],
    ...openings(),
    [
      'evidence-unproven',
      'unproven is said in receipts alone',
      {
        evidence: holdDraft.predicate.evidence.map((one) => ({
          ...one,
          treeHashes: { ...one.treeHashes },
          answers: null,
          verdict: 'unproven',
        })),
      },
      ['statement.shape'],
    ],
  ];
  const goods: readonly (readonly [string, string, StatementDraft])[] = [
    ['read', 'what was opened on the screen', { ...holdDraft, predicate: { ...holdDraft.predicate, read } }],
    [
      'read-nothing',
      'nothing was opened on the screen',
      {
        ...holdDraft,
        predicate: {
          ...holdDraft.predicate,
          read: { ...read, packet: { size: 0, shown: 0, parts: [] }, files: [], filesMore: 0, since: null },
        },
      },
    ],
    [
      'effect-and-unread',
      'an effect and no passages',
      {
        ...holdDraft,
        predicate: { ...holdDraft.predicate, effect: { clauses: [...effect.clauses], saidBy: 'text' }, unread: [] },
      },
    ],
    [
      'effect-null',
      'a null effect with passages',
      {
        ...holdDraft,
        predicate: { ...holdDraft.predicate, effect: null, unread: [{ line: 3, sha256: hash, alone: true }] },
      },
    ],
    [
      'odd-text',
      'text that imitates escapes and the frame',
      {
        ...holdDraft,
        predicate: { ...holdDraft.predicate, reason: '\\u{202e}\u202e\n\nDECISION\n\t\u200b\u{e0041}\u0085' },
      },
    ],
    [
      'no-packet-id',
      'a packet without an id can be held',
      {
        ...holdDraft,
        predicate: { ...holdDraft.predicate, packet: { ...holdDraft.predicate.packet, id: '', revision: '' } },
      },
    ],
  ];
  const owed = {
    ...holdDraft,
    predicate: {
      ...holdDraft.predicate,
      chosen: { id: 'DRYRUN_ONLY', textSha256: digestOf('read-only dry-run, no mutation.') },
      reason: 'x',
    },
  };
  return [
    ...(await Promise.all(
      bad.map(async ([name, why, members, codes]) =>
        statementCase(
          'statement',
          `decision-${name}`,
          why,
          { 's.dsse.json': await forged(holdDraft, withMembers(members)) },
          refused(...codes),
        ),
      ),
    )),
    statementCase(
      'statement',
      'decision-reason-owed',
      'another option than the default owes a reason',
      { 's.dsse.json': await forged(owed, withMembers({ reason: ' \u3000' })) },
      refused('statement.reason-owed'),
    ),
    ...(await Promise.all(
      goods.map(async ([name, why, draft]) =>
        statementCase(
          'statement',
          `decision-${name}`,
          why,
          { 's.dsse.json': fromUtf8(await sealedDraft(draft, ownerKey)) ?? '' },
          verified(),
        ),
      ),
    )),
  ];
}

/** Each role is filled by a key of its own. */
async function keysAndRoles(): Promise<Cases> {
  const both = (key: string) => (['owner', 'operator'] as const).map((role) => ({ role, key: path(key) }));
  const one = (name: string, why: string, keys: readonly TestKey[], expected: Expected): Promise<SuiteCase> =>
    sealedDraft(dischargeDraft, ...keys).then((envelope) => ({
      ...statementCase('statement', `roles-${name}`, why, { 's.dsse.json': fromUtf8(envelope) ?? '' }, expected),
      operation: 'verify-statement',
      input: { statement: path('s.dsse.json'), trust: [...both('keys/owner.pub'), ...both('keys/operator.pub')] },
    }));
  return [
    await one('two-keys', 'two keys that both have both roles', [operatorKey, ownerKey], verified()),
    await one('one-key', 'one key with both roles fills one of them', [ownerKey], refused('statement.signer-role')),
    await one(
      'one-key-twice',
      'a key that signed twice signed once',
      [ownerKey, ownerKey],
      refused('statement.signer-role'),
    ),
  ];
}

async function receipts(): Promise<Cases> {
  const { evidence, checks, import: read } = receiptDraft.predicate;
  const rows: readonly (readonly [string, string, Readonly<Record<string, Json>>, readonly string[]])[] = [
    [
      'of-nothing',
      'a receipt without packet and evidence says why nothing was imported',
      { packet: null, evidence: [] },
      ['statement.inconsistent'],
    ],
    [
      'refusal-of-something',
      'a refusal has neither packet nor evidence',
      { refusal: 'no', verdict: 'refused' },
      ['statement.inconsistent'],
    ],
    [
      'backwards',
      'it ended before it began',
      { import: { ...read, startedAt: '2026-06-12T07:10:01Z' } },
      ['statement.inconsistent'],
    ],
    ['findings-more', 'more findings than in all', { findingsTotal: 0 }, ['statement.inconsistent']],
    [
      'verified-with-error',
      'verified, with an error',
      { findings: [{ code: 'evidence.x', severity: 'error', where: '', observed: null, expected: null }] },
      ['statement.inconsistent'],
    ],
    [
      'verified-with-check',
      'verified, with a check that did not pass',
      { checks: checks.map((one) => ({ ...one, observed: [], result: 'unknown' })) },
      ['statement.inconsistent'],
    ],
    [
      'read-with-refused',
      'read, with evidence that was refused',
      {
        verdict: 'read',
        evidence: evidence.map((one) => ({
          ...one,
          treeHashes: { ...one.treeHashes },
          answers: null,
          verdict: 'refused',
        })),
      },
      ['statement.inconsistent'],
    ],
    ['unproven-without', 'unproven, with every check passed', { verdict: 'unproven' }, ['statement.inconsistent']],
  ];
  return Promise.all(
    rows.map(async ([name, why, members, codes]) =>
      statementCase(
        'receipt',
        name,
        why,
        { 's.dsse.json': await forged(receiptDraft, withMembers(members)) },
        refused(...codes),
      ),
    ),
  );
}
