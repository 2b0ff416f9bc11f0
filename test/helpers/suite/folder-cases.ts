// Cases of exported decisions: the folder itself, and what the decision rests on.
import { checksums, dossierFiles } from '../../../electron/core/decision-folder/contents.ts';
import type { CarriedStatement } from '../../../electron/core/decision-folder/signed-files.ts';
import { fromUtf8, utf8 } from '../../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../../shared/encoding/digest.ts';
import { toOpenSsh } from '../../../shared/key/public-key.ts';
import { openSigned } from '../../../shared/statement/open.ts';
import { SSHSIG_NAMESPACE, signSsh } from '../../../shared/statement/sshsig.ts';
import type { StatementDraft } from '../../../shared/statement/statement.ts';
import { statementBytes } from '../../../shared/statement/statement.ts';
import { must } from '../must.ts';
import {
  complete,
  dischargeDraft,
  grantDraft,
  holdDraft,
  operator,
  operatorKey,
  owner,
  ownerKey,
  revocationDraft,
  sealed,
  strangerKey,
  type TestKey,
  trust,
} from '../statements.ts';
import type { Expected, SuiteCase } from './case.ts';
import {
  asOwner,
  type Cases,
  contentsOf,
  differenceFrom,
  EVERYONE,
  type Files,
  KEYS,
  path,
  STRANGER,
} from './parts.ts';

const PACKET = utf8('A packet is any bytes here: the folder’s reader compares its digest alone.\n');
const about = { id: 'KB-29B8', revision: '1', sha256: sha256Hex(PACKET), size: PACKET.length };
const stranger = trust('Sam Stranger', strangerKey, 'owner');

interface Signed extends CarriedStatement {
  readonly sha256: ReturnType<typeof sha256Hex>;
  readonly sshsig: Uint8Array;
}

/** Signed in both formats. */
async function signed(draft: StatementDraft, by: TestKey = ownerKey): Promise<Signed> {
  const statement = complete(draft);
  const payload = statementBytes(statement);
  const envelope = await sealed(payload, by);
  const sshsig = utf8(await signSsh(payload, SSHSIG_NAMESPACE[statement.predicateType], by.key, by.sign));
  const opened = must(openSigned({ envelope, payload, sshsigs: [sshsig] }, [owner, operator, stranger]));
  return { opened, envelope, sha256: sha256Hex(payload), sshsig };
}

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const SEPARATE = 'separate-authority:ROLLBACK-1';

function grant(n: number, action = SEPARATE): Promise<Signed> {
  const own = { grantId: uuid(n), action, nonce: String(n).repeat(64), packet: about };
  return signed({ ...grantDraft, predicate: { ...grantDraft.predicate, ...own } });
}

function grantUse(one: Signed, n: number, action = SEPARATE) {
  const { expires } = grantDraft.predicate;
  return {
    envelopeSha256: one.opened.envelopeSha256,
    statementSha256: one.sha256,
    action,
    nonce: String(n).repeat(64),
    expires,
  };
}

function discharge(n: number, use: ReturnType<typeof grantUse>, utc = '2026-06-12T09:00:00Z'): Promise<Signed> {
  const own = {
    dischargeId: uuid(n),
    packet: about,
    actors: ['operator' as const],
    grants: [use],
    clock: { utc, trusted: false as const },
  };
  return signed({ ...dischargeDraft, predicate: { ...dischargeDraft.predicate, ...own } }, operatorKey);
}

interface Decided {
  readonly discharges?: readonly Signed[];
  readonly previous?: Signed | null;
  readonly grants?: readonly ReturnType<typeof grantUse>[];
  readonly by?: TestKey;
}

function decision({ discharges = [], previous = null, grants = [], by = ownerKey }: Decided): Promise<Signed> {
  const [blocker] = holdDraft.predicate.blockers;
  if (blocker === undefined) throw new Error('a decision has a blocker');
  const own = {
    decisionId: uuid(previous === null ? 30 : 31),
    packet: about,
    sequence: previous === null ? 1 : 2,
    previousDecision: previous?.sha256 ?? null,
    blockers: [{ ...blocker, discharges: discharges.map(({ sha256 }) => sha256) }],
    grants: [...grants],
  };
  return signed({ ...holdDraft, predicate: { ...holdDraft.predicate, ...own } }, by);
}

/** The files of the folder as a writer makes them, without looking whether they hold. */
function folderOf(
  one: Signed,
  authority: readonly Signed[],
  formats = { dsse: true, openSsh: true },
): ReadonlyMap<string, Uint8Array> {
  const { statement, payload } = one.opened;
  if (statement.predicateType !== holdDraft.predicateType) throw new Error('it is a decision');
  const files = dossierFiles({
    ...{
      statement,
      payload,
      envelope: formats.dsse ? one.envelope : null,
      sshsig: formats.openSsh ? one.sshsig : null,
    },
    ...{ signer: ownerKey.key, packet: { bytes: PACKET, label: 'packet.md' }, authority },
  });
  return new Map(files.map(({ name, bytes }) => [name, bytes]));
}

/** With some files changed, left out (null) or added, and SHA256SUMS made to fit. */
function changed(files: ReadonlyMap<string, Uint8Array>, change: Readonly<Record<string, string | null>>, sums = true) {
  const next = new Map(files);
  for (const [name, text] of Object.entries(change)) {
    if (text === null) next.delete(name);
    else next.set(name, utf8(text));
  }
  if (!sums) return next;
  const others = [...next].filter(([name]) => name !== 'SHA256SUMS').map(([name, bytes]) => ({ name, bytes }));
  return new Map([...others.map(({ name, bytes }) => [name, bytes] as const), ['SHA256SUMS', checksums(others)]]);
}

type Trusted = Extract<SuiteCase, { operation: 'verify-decision-folder' }>['input']['trust'][number];

const LISTED = ['dossier.later-unknown', 'dossier.packet-name-unknown'];
const verified = (...codes: readonly string[]): Expected => ({
  verdict: 'verified',
  codes: [...codes],
  listed: [...LISTED],
});
const refused = (...codes: readonly string[]): Expected => ({ verdict: 'refused', codes: [...codes] });

export async function folderCases(): Promise<Cases> {
  return [...(await alone()), ...(await resting())];
}

async function alone(): Promise<Cases> {
  const one = await decision({});
  const whole = folderOf(one, []);
  const text = (name: string): string => fromUtf8(whole.get(name) ?? new Uint8Array()) ?? '';
  const own = (files: ReadonlyMap<string, Uint8Array>) => contentsOf(files, 'folder/');
  const base = { ...KEYS, ...own(whole) };
  const folderCase = (
    name: string,
    why: string,
    files: Files,
    expected: Expected,
    trusted: readonly Trusted[] = [asOwner],
  ): SuiteCase => ({
    id: `decision-folder/${name}`,
    part: 'decision-folder',
    operation: 'verify-decision-folder',
    why,
    ...(name === 'whole' ? {} : { base: 'decision-folder/whole' }),
    files,
    input: { folder: path('folder'), trust: [...trusted] },
    expected,
  });
  const edited = (
    name: string,
    why: string,
    change: Readonly<Record<string, string | null>>,
    expected: Expected,
    sums = true,
  ) => folderCase(name, why, differenceFrom(own(whole), own(changed(whole, change, sums))), expected);
  const form = (name: string, why: string, formats: { dsse: boolean; openSsh: boolean }, expected: Expected) =>
    folderCase(name, why, differenceFrom(own(whole), own(folderOf(one, [], formats))), expected);
  const strange = toOpenSsh(strangerKey.key, '');
  const other = await decision({ discharges: [await discharge(5, grantUse(await grant(5), 5))] });
  return [
    folderCase('whole', 'a decision that rests on nothing, in both formats', base, verified()),
    form(
      'openssh-alone',
      'signed in OpenSSH’s format alone',
      { dsse: false, openSsh: true },
      verified('statement.openssh-alone'),
    ),
    form('dsse-alone', 'signed as an envelope alone', { dsse: true, openSsh: false }, verified()),
    folderCase(
      'nobody-trusted',
      'the key in the folder is no anchor',
      {},
      refused('statement.not-signed-by-trusted-key', 'statement.signer-unknown'),
      [],
    ),
    folderCase(
      'another-trusted',
      'another key is trusted',
      STRANGER,
      refused('statement.not-signed-by-trusted-key', 'statement.signer-unknown'),
      [{ role: 'owner', key: path('keys/stranger.pub') }],
    ),
    edited(
      'rendered-changed',
      'rendered.txt is what the signer saw',
      { 'rendered.txt': text('rendered.txt').replace('HOLD', 'HELD') },
      refused('dossier.rendered-differs'),
    ),
    edited('rendered-missing', 'rendered.txt is not there', { 'rendered.txt': null }, refused('dossier.file-missing')),
    edited(
      'packet-changed',
      'the packet has other bytes',
      { 'packet.md': 'another\n' },
      refused('dossier.packet-differs'),
    ),
    edited(
      'packet-missing',
      'there is no packet',
      { 'packet.md': null },
      { verdict: 'refused', codes: ['dossier.file-missing'], listed: ['dossier.later-unknown'] },
    ),
    edited(
      'packet-renamed',
      'VERIFY.txt names the packet',
      { 'packet.md': null, 'other.md': text('packet.md') },
      refused('dossier.instructions-differ'),
    ),
    edited(
      'packets-two',
      'which of two files is the packet',
      { 'other.md': 'x\n' },
      { verdict: 'refused', codes: ['dossier.file-unexpected'], listed: ['dossier.later-unknown'] },
    ),
    edited(
      'name-unsafe',
      'a name that no packet has in a folder; it is not read, so SHA256SUMS has a line too many',
      { '-x.md': 'x\n' },
      refused('dossier.checksum', 'dossier.file-unexpected'),
    ),
    edited(
      'instructions-changed',
      'VERIFY.txt has other commands',
      { 'VERIFY.txt': '    sh run.sh\n' },
      refused('dossier.instructions-differ'),
    ),
    edited(
      'sums-not-fitting',
      'a file differs from its line',
      { 'VERIFY.txt': `${text('VERIFY.txt')}\n` },
      refused('dossier.checksum', 'dossier.instructions-differ'),
      false,
    ),
    edited(
      'sums-laid-out',
      'SHA256SUMS byte for byte',
      { SHA256SUMS: `${text('SHA256SUMS')}\n` },
      refused('dossier.checksum'),
      false,
    ),
    edited('sums-missing', 'SHA256SUMS is not there', { SHA256SUMS: null }, refused('dossier.file-missing'), false),
    edited(
      'key-with-comment',
      'owner.pub without a comment',
      { 'owner.pub': text('owner.pub').replace('\n', ' Olga\n') },
      refused('dossier.keys-differ'),
    ),
    edited(
      'key-pem-other',
      'the key in another file',
      { 'owner.pub.pem': text('owner.pub.pem').replace('MCow', 'MCox') },
      refused('dossier.keys-differ'),
    ),
    edited(
      'key-unreadable',
      'owner.pub is no key',
      { 'owner.pub': 'x\n' },
      refused('statement.key-unreadable', 'statement.not-signed-by-trusted-key', 'statement.signer-unknown'),
    ),
    edited(
      'key-weak',
      'owner.pub is no key that anybody may have',
      { 'owner.pub': `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${'A'.repeat(43)}\n` },
      refused('statement.key-unreadable', 'statement.not-signed-by-trusted-key', 'statement.signer-unknown'),
    ),
    edited(
      'key-of-another',
      'owner.pub is another’s key',
      { 'owner.pub': strange },
      refused(
        'dossier.keys-differ',
        'dossier.instructions-differ',
        'statement.not-signed-by-trusted-key',
        'statement.signer-unknown',
      ),
    ),
    edited(
      'allowed-signers-open',
      'allowed_signers for any namespace',
      { allowed_signers: `owner ${text('owner.pub')}` },
      refused('dossier.keys-differ'),
    ),
    edited(
      'statement-changed',
      'statement.json is the envelope’s payload',
      { 'statement.json': text('statement.json').replace('"sequence":1', '"sequence":2') },
      refused('dossier.statement-differs'),
    ),
    edited(
      'statement-missing',
      'statement.json is not there; the envelope holds it',
      { 'statement.json': null },
      refused('dossier.file-missing'),
    ),
    edited(
      'envelope-laid-out',
      'the layout of the envelope is free',
      { 'decision.dsse.json': JSON.stringify(JSON.parse(text('decision.dsse.json'))) },
      verified(),
    ),
    edited(
      'envelope-missing',
      'a file that SHA256SUMS names is not there',
      { 'decision.dsse.json': null },
      refused('dossier.checksum', 'dossier.file-missing', 'dossier.instructions-differ', 'statement.openssh-alone'),
      false,
    ),
    edited(
      'sshsig-of-another',
      'the OpenSSH signature of another decision',
      { 'statement.json.sig': fromUtf8(other.sshsig) },
      refused('statement.signature-invalid'),
    ),
    edited(
      'sshsig-crlf',
      'line ends of the armor are free',
      { 'statement.json.sig': text('statement.json.sig').replaceAll('\n', '\r\n') },
      verified(),
    ),
    edited(
      'sshsig-text-before',
      'nothing stands before the armor',
      { 'statement.json.sig': ` ${text('statement.json.sig')}` },
      refused('statement.sshsig-unreadable'),
    ),
    edited(
      'file-in-authority',
      'a file in authority/ that no writer puts there; it is not read, so SHA256SUMS has a line too many',
      { 'authority/notes.txt': 'x\n' },
      refused('dossier.checksum', 'dossier.file-unexpected'),
    ),
    folderCase(
      'packet-is-link',
      'a link is no file',
      { 'folder/packet.md': { link: '../keys/owner.pub' } },
      { verdict: 'refused', atLeast: ['dossier.file-unreadable'] },
    ),
    folderCase(
      'authority-is-file',
      'authority is a folder',
      { 'folder/authority': 'x\n' },
      { verdict: 'refused', codes: ['dossier.file-unreadable'], listed: ['dossier.later-unknown'] },
    ),
    folderCase(
      'authority-is-link',
      'a link is no folder',
      { 'folder/authority': { link: '../keys' } },
      { verdict: 'refused', codes: ['dossier.file-unreadable'], listed: ['dossier.later-unknown'] },
    ),
  ];
}

async function resting(): Promise<Cases> {
  const separate = await grant(1);
  const closed = await discharge(2, grantUse(separate, 1));
  const first = await decision({});
  const one = await decision({ discharges: [closed], previous: first });
  const authority = [separate, closed, first];
  const own = (files: ReadonlyMap<string, Uint8Array>) => contentsOf(files, 'folder/');
  const whole = folderOf(one, authority);
  const text = (name: string): string => fromUtf8(whole.get(`authority/${name}`) ?? new Uint8Array()) ?? '';
  const authorityCase = (name: string, why: string, files: Files, expected: Expected): SuiteCase => ({
    id: `authority/${name}`,
    part: 'authority',
    operation: 'verify-decision-folder',
    why,
    ...(name === 'whole' ? {} : { base: 'authority/whole' }),
    files,
    input: { folder: path('folder'), trust: [...EVERYONE] },
    expected,
  });
  const edited = (name: string, why: string, change: Readonly<Record<string, string | null>>, expected: Expected) => {
    const inside = Object.fromEntries(Object.entries(change).map(([file, content]) => [`authority/${file}`, content]));
    return authorityCase(name, why, differenceFrom(own(whole), own(changed(whole, inside))), expected);
  };
  const told = (name: string, why: string, of: Signed, with_: readonly Signed[], expected: Expected) =>
    authorityCase(name, why, differenceFrom(own(whole), own(folderOf(of, with_))), expected);
  const grantFiles = [
    'grant-1.dsse.json',
    'grant-1.statement.json',
    `grant-1.statement.json.${ownerKey.key.keyid.slice(0, 16)}.sig`,
  ];
  const gone = Object.fromEntries(grantFiles.map((file) => [file, null]));
  const again = await discharge(3, grantUse(separate, 1));
  const wrong = await discharge(4, { ...grantUse(separate, 1), nonce: '7'.repeat(64) });
  const late = await discharge(6, grantUse(separate, 1), '2026-06-13T08:00:00Z');
  const permit = await grant(8, 'PERMIT');
  const revokes = { kind: 'discharge' as const, id: uuid(2), statementSha256: closed.sha256 };
  const revoked = await signed({
    ...revocationDraft,
    predicate: { ...revocationDraft.predicate, packet: about, revokes },
  });
  const unknown = await decision({ by: strangerKey });
  const afterUnknown = await decision({ previous: unknown });
  const using = await decision({ grants: [grantUse(permit, 8, 'PERMIT')] });
  return [
    authorityCase(
      'whole',
      'a decision that rests on a discharge, its grant, and the decision before',
      { ...KEYS, ...own(whole) },
      verified(),
    ),
    edited(
      'grant-laid-out',
      'an envelope in any layout',
      { 'grant-1.dsse.json': JSON.stringify(JSON.parse(text('grant-1.dsse.json')), null, 2) },
      verified(),
    ),
    edited(
      'grant-in-one-format',
      'one format is enough',
      { 'grant-1.dsse.json': null },
      { verdict: 'refused', atLeast: ['statement.grant-missing'] },
    ),
    edited(
      'discharge-in-one-format',
      'one format is enough: the envelope',
      { [`discharge-1.statement.json.${operatorKey.key.keyid.slice(0, 16)}.sig`]: null },
      verified(),
    ),
    edited('grant-not-there', 'the grant of the discharge', gone, {
      verdict: 'refused',
      atLeast: ['dossier.authority-missing'],
    }),
    edited(
      'key-not-there',
      'the key of a signer',
      { [`${operatorKey.key.keyid}.pub`]: null },
      refused('dossier.file-missing'),
    ),
    edited(
      'key-other',
      'another key under the name of one',
      { [`${operatorKey.key.keyid}.pub`]: toOpenSsh(strangerKey.key, '') },
      refused('dossier.keys-differ'),
    ),
    edited(
      'numbered-from-2',
      'numbers count from 1',
      { ...gone, ...Object.fromEntries(grantFiles.map((file) => [file.replace('grant-1', 'grant-2'), text(file)])) },
      refused('dossier.file-missing', 'dossier.file-unexpected'),
    ),
    told(
      'used-twice',
      'one grant, used by two discharges',
      await decision({ discharges: [closed, again], previous: first }),
      [separate, closed, again, first],
      refused('statement.grant-consumed'),
    ),
    told(
      'used-otherwise',
      'a use with another nonce than the grant has',
      await decision({ discharges: [wrong] }),
      [separate, wrong],
      refused('statement.grant-missing'),
    ),
    told(
      'used-late',
      'the discharge was signed when the grant was over',
      await decision({ discharges: [late] }),
      [separate, late],
      refused('dossier.grant-not-in-force'),
    ),
    told('grant-of-decision', 'the decision uses a grant itself', using, [permit], verified()),
    told(
      'grant-of-decision-missing',
      'and it is not there',
      using,
      [],
      refused('dossier.authority-missing', 'statement.grant-missing'),
    ),
    told(
      'not-rested-on',
      'a grant that the decision does not rest on',
      one,
      [...authority, permit],
      refused('dossier.file-unexpected'),
    ),
    told(
      'taken-back',
      'a revocation of the discharge: a warning',
      one,
      [...authority, revoked],
      verified('dossier.taken-back'),
    ),
    told(
      'predecessor-missing',
      'the decision before is not there',
      one,
      [separate, closed],
      refused('dossier.authority-missing'),
    ),
    told(
      'predecessor-vouched',
      'no trusted key signed the decision before',
      afterUnknown,
      [unknown],
      verified('statement.vouched-unsigned'),
    ),
  ];
}
