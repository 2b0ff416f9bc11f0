// Cases of what a station keeps: records of identities, checkpoints, the journal, and whole dossiers.

import {
  encodeRecord,
  type IdentityChange,
  type IdentityRecord,
  toOpenSshLine,
} from '../../../electron/core/keyring/record.ts';
import { fromUtf8, toBase64, utf8 } from '../../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../../shared/encoding/digest.ts';
import { leafHash, merkleRoot } from '../../../shared/encoding/rfc6962.ts';
import { stationVerifier } from '../../../shared/journal/checkpoint.ts';
import { encodeEntry, type JournalEvent, makeEntry } from '../../../shared/journal/entry.ts';
import { noteVerifier, signNote } from '../../../shared/journal/note.ts';
import type { Actor } from '../../../shared/packet/types.ts';
import { tokenOf } from '../agents.ts';
import { BEGINNING, dossierVectors, filesOfVector, journalOf, keptVector, minute } from '../dossier-vectors.ts';
import { operatorKey, ownerKey, sealed, strangerKey, type TestKey, testKey } from '../statements.ts';
import type { Expected, SuiteCase } from './case.ts';
import {
  asOwner,
  type Cases,
  contentOf,
  contentsOf,
  differenceFrom,
  type Files,
  KEYS,
  path,
  refused,
  STATION,
  stationKey,
} from './parts.ts';

const secondKey = testKey(4);

interface Step {
  readonly about: TestKey;
  readonly change: IdentityChange;
  readonly by?: readonly TestKey[];
  /** What the record says otherwise than it should. */
  readonly odd?: Partial<IdentityRecord>;
}

function enrol(about: TestKey, name: string, ...roles: readonly Actor[]): Step {
  const publicKey = toOpenSshLine(about.key);
  return { about, change: { kind: 'enrol', name, roles: [...roles], publicKey, custody: 'station' } };
}

const end = (about: TestKey, kind: 'retire' | 'revoke'): Step => ({ about, change: { kind, reason: 'left' } });

/** The files of records that follow one another, each signed by the owner unless it says by whom. */
async function recordsOf(steps: readonly Step[]): Promise<readonly Uint8Array[]> {
  const records: Uint8Array[] = [];
  for (const { about, change, by = [ownerKey], odd = {} } of steps) {
    const before = records.at(-1);
    const record: IdentityRecord = {
      identity: about.key.keyid,
      sequence: records.length,
      previous: before === undefined ? null : sha256Hex(before),
      at: minute(records.length),
      change,
      ...odd,
    };
    records.push(await sealed(encodeRecord(record), ...by));
  }
  return records;
}

function identityCase(name: string, why: string, records: readonly Uint8Array[], expected: Expected): SuiteCase {
  const files = {
    records: { folder: true as const },
    ...contentsOf(records.map((record, at) => [`records/${String(at).padStart(6, '0')}.dsse.json`, record])),
  };
  return {
    id: `identity/${name}`,
    part: 'identity',
    operation: 'read-identities',
    why,
    files,
    input: { records: path('records') },
    expected,
  };
}

export async function identityCases(): Promise<Cases> {
  const olga = enrol(ownerKey, 'Olga Owner', 'owner');
  const otto = enrol(operatorKey, 'Otto Operator', 'operator');
  const sam = enrol(secondKey, 'Sam Second', 'owner');
  const whole = await recordsOf([olga, otto, sam, end(operatorKey, 'retire'), end(operatorKey, 'revoke')]);
  const [first = new Uint8Array(), second = new Uint8Array(), third = new Uint8Array()] = whole;
  const bad = async (name: string, why: string, steps: readonly Step[], code: string): Promise<SuiteCase> =>
    identityCase(name, why, await recordsOf(steps), refused(code));
  const oddName = (name: string) => encoded(second, (text) => text.replace('Otto Operator', name));
  const encoded = async (record: Uint8Array, edit: (text: string) => string) =>
    sealed(utf8(edit(payloadIn(record))), ownerKey);
  const laidOut = utf8(JSON.stringify(JSON.parse(fromUtf8(second) ?? ''), null, 2));
  return [
    identityCase('good', 'three are enrolled; one is retired and then revoked', whole, {
      verdict: 'verified',
      codes: [],
      values: { [ownerKey.key.keyid]: 'active', [operatorKey.key.keyid]: 'revoked', [secondKey.key.keyid]: 'active' },
    }),
    identityCase('none', 'no records: nobody is known', [], { verdict: 'verified', codes: [], values: {} }),
    identityCase('retired', 'a retired identity', await recordsOf([olga, otto, end(operatorKey, 'retire')]), {
      verdict: 'verified',
      codes: [],
      values: { [operatorKey.key.keyid]: 'retired' },
    }),
    await bad(
      'first-not-owner',
      'the first record enrols an owner',
      [enrol(ownerKey, 'Olga Owner', 'operator')],
      'identity.record-unsigned',
    ),
    await bad(
      'first-by-another',
      'the first record is signed by the key that it enrols',
      [{ ...olga, by: [strangerKey] }],
      'identity.record-unsigned',
    ),
    await bad(
      'by-operator',
      'an operator signs no records',
      [olga, otto, { ...sam, by: [operatorKey] }],
      'identity.record-unsigned',
    ),
    await bad(
      'by-retired',
      'an owner who was retired signs no more',
      [olga, sam, { ...end(ownerKey, 'retire'), by: [secondKey] }, otto],
      'identity.record-unsigned',
    ),
    await bad('enrolled-twice', 'the identity is known already', [olga, otto, otto], 'identity.record-contradicts'),
    await bad(
      'retired-unknown',
      'nobody is retired whom nobody enrolled',
      [olga, end(operatorKey, 'retire')],
      'identity.record-contradicts',
    ),
    await bad(
      'retired-twice',
      'a retired identity is not retired again',
      [olga, otto, end(operatorKey, 'retire'), end(operatorKey, 'retire')],
      'identity.record-contradicts',
    ),
    await bad(
      'revoked-twice',
      'a revoked identity is not revoked again',
      [olga, otto, end(operatorKey, 'revoke'), end(operatorKey, 'revoke')],
      'identity.record-contradicts',
    ),
    await bad(
      'no-owner-left',
      'an active owner is left',
      [olga, otto, end(ownerKey, 'retire')],
      'identity.record-contradicts',
    ),
    await bad(
      'key-of-another',
      'the key that is enrolled is that of the subject',
      [olga, { ...otto, about: secondKey }],
      'identity.record-contradicts',
    ),
    await bad(
      'token-of-known',
      'the same 32 bytes are known already',
      [olga, otto, { ...otto, change: { ...otto.change, ...tokenChange() } }],
      'identity.record-contradicts',
    ),
    await bad(
      'sequence',
      'records are numbered without a gap',
      [olga, { ...otto, odd: { sequence: 2 } }],
      'identity.record-order',
    ),
    await bad(
      'previous',
      'a record names the one before',
      [olga, { ...otto, odd: { previous: null } }],
      'identity.record-order',
    ),
    identityCase('exchanged', 'two records exchanged', [first, third, second], refused('identity.record-order')),
    identityCase('one-left-out', 'a record is not there', [first, third], refused('identity.record-order')),
    identityCase(
      'laid-out',
      'a record is in its written form',
      [first, laidOut],
      refused('identity.record-unreadable'),
    ),
    identityCase(
      'not-an-envelope',
      'a record is an envelope',
      [first, utf8('{}\n')],
      refused('identity.record-unreadable'),
    ),
    identityCase(
      'name-blank',
      'a name has no white space at its ends',
      [first, await oddName('Otto ')],
      refused('identity.record-unreadable'),
    ),
    identityCase(
      'name-empty',
      'a name is not empty',
      [first, await oddName('')],
      refused('identity.record-unreadable'),
    ),
    identityCase(
      'name-long',
      'a name has at most 100 code units',
      [first, await oddName('O'.repeat(101))],
      refused('identity.record-unreadable'),
    ),
    identityCase(
      'name-invisible',
      'a name has no invisible characters',
      [first, await oddName('Ot\u200bto')],
      refused('identity.record-unreadable'),
    ),
    identityCase(
      'name-private',
      'a name has no private-use characters',
      [first, await oddName('Otto \ue000')],
      refused('identity.record-unreadable'),
    ),
    identityCase(
      'name-unassigned',
      'a name may have what no Unicode version has assigned',
      [first, await oddName('Otto \u2fe0')],
      {
        verdict: 'verified',
        codes: [],
        values: { [operatorKey.key.keyid]: 'active' },
      },
    ),
    identityCase(
      'roles-twice',
      'each role once',
      [first, await encoded(second, (t) => t.replace('["operator"]', '["operator","operator"]'))],
      refused('identity.record-unreadable'),
    ),
    identityCase(
      'field-more',
      'no unknown fields',
      [first, await encoded(second, (t) => t.replace('"custody"', '"a":1,"custody"'))],
      refused('identity.record-unreadable'),
    ),
    identityCase(
      'not-canonical',
      'the payload is canonical',
      [first, await encoded(second, (t) => `${t} `)],
      refused('identity.record-unreadable'),
    ),
    identityCase(
      'comment',
      'publicKey has no comment',
      [first, await encoded(second, (t) => t.replace(/("publicKey":"[^"]*)"/, '$1 Otto"'))],
      refused('identity.record-contradicts'),
    ),
    identityCase(
      'first-comment',
      'the first record has no key where publicKey is not as a writer writes it',
      [await encoded(first, (t) => t.replace(/("publicKey":"[^"]*)"/, '$1 Olga"'))],
      refused('identity.record-unsigned'),
    ),
  ];
}

/** An enrolment of the operator's key as if it were in a token. */
function tokenChange() {
  return { publicKey: toOpenSshLine(tokenOf(operatorKey)) };
}

function payloadIn(envelope: Uint8Array): string {
  const parsed: { payload: string } = JSON.parse(fromUtf8(envelope) ?? '');
  return Buffer.from(parsed.payload, 'base64').toString('utf8');
}

const verifier = stationVerifier(stationKey.key);

async function headOf(events: readonly JournalEvent[]) {
  const { checkpoint, leafHashes, log } = await journalOf(events);
  return {
    text: fromUtf8(checkpoint) ?? '',
    root: toBase64(merkleRoot(leafHashes)),
    log: fromUtf8(log) ?? '',
    size: events.length,
  };
}

export async function checkpointCases(): Promise<Cases> {
  const { text, root, size } = await headOf(BEGINNING);
  const [origin = '', , , , signature = ''] = text.split('\n');
  const one = (name: string, why: string, checkpoint: string | Uint8Array, expected: Expected): SuiteCase => ({
    id: `checkpoint/${name}`,
    part: 'checkpoint',
    operation: 'read-checkpoint',
    why,
    files: { ...STATION, checkpoint: typeof checkpoint === 'string' ? checkpoint : contentOf(checkpoint) },
    input: { checkpoint: path('checkpoint'), station: path('keys/station.pem') },
    expected,
  });
  const resigned = async (body: string, key = stationKey) =>
    fromUtf8(await signNote(body, noteVerifier(origin, key.key), key.sign)) ?? '';
  const good: Expected = { verdict: 'verified', codes: [], values: { size, root } };
  const unreadable = refused('journal.checkpoint-unreadable');
  const unsigned = refused('journal.checkpoint-signature');
  const empty = toBase64(merkleRoot([]));
  return [
    one('good', 'the checkpoint of five entries', text, good),
    one(
      'of-no-entries',
      'the root of no leaves is the SHA-256 of no bytes',
      await resigned(`${origin}\n0\n${empty}\n`),
      { verdict: 'verified', codes: [], values: { size: 0, root: empty } },
    ),
    one('extension', 'extension lines are tolerated', await resigned(`${origin}\n${size}\n${root}\nmore\n`), good),
    one(
      'signature-more',
      'signatures of others are passed over',
      `${text}\u2014 witness ${toBase64(new Uint8Array(68))}\n`,
      good,
    ),
    one('size-changed', 'the text was changed after signing', text.replace(`\n${size}\n`, `\n${size + 1}\n`), unsigned),
    one(
      'by-another',
      'signed by another key under this name',
      await resigned(`${origin}\n${size}\n${root}\n`, strangerKey),
      unsigned,
    ),
    one(
      'origin-of-another',
      'the origin is the station’s name',
      await resigned(`holdfast/station/0000000000000000\n${size}\n${root}\n`),
      unsigned,
    ),
    one('no-signature', 'a note has a signature', text.replace(signature, ''), unreadable),
    one('no-line-feed', 'LF at the end', text.slice(0, -1), unreadable),
    one('carriage-returns', 'no control character but LF', text.replaceAll('\n', '\r\n'), unreadable),
    one('byte-order-mark', 'a byte order mark is part of the origin', `\ufeff${text}`, unsigned),
    one('hyphen', 'a signature line begins with U+2014', text.replace('\u2014', '-'), unreadable),
    one('leading-zero', 'a size without a leading zero', await resigned(`${origin}\n0${size}\n${root}\n`), unreadable),
    one(
      'size-large',
      'a size of at most 2^53 - 1',
      await resigned(`${origin}\n9007199254740992\n${root}\n`),
      unreadable,
    ),
    one(
      'root-short',
      'a root of 32 bytes',
      await resigned(`${origin}\n${size}\n${toBase64(new Uint8Array(31))}\n`),
      unreadable,
    ),
    one(
      'root-url-safe',
      'the root in standard base64',
      await resigned(`${origin}\n${size}\n${'-'.repeat(43)}=\n`),
      unreadable,
    ),
    one('empty', 'no bytes', '', unreadable),
    one('not-utf8', 'UTF-8', Buffer.concat([Uint8Array.of(0xff), utf8(text)]), unreadable),
    one(
      '65536-bytes',
      'at most 65,536 bytes',
      await resigned(`${origin}\n${size}\n${root}\n${'x'.repeat(65536)}\n`),
      unreadable,
    ),
    ...(await comparisons()),
  ];
}

/** Two dossiers of one station: of each, what the comparison reads. */
async function comparisons(): Promise<Cases> {
  const older = await headOf(BEGINNING.slice(0, 3));
  const newer = await headOf(BEGINNING);
  const [first, second, ...rest] = BEGINNING;
  if (first === undefined || second === undefined) throw new Error('a journal begins with two entries');
  const forked = await headOf([first, ...rest]);
  const dossier = (folder: string, { text, log }: { text: string; log: string }): Files => ({
    ...Object.fromEntries(Object.entries(STATION).map(([name, content]) => [`${folder}/${name}`, content])),
    [`${folder}/journal/checkpoint`]: text,
    [`${folder}/journal/log.jsonl`]: log,
  });
  const one = (name: string, why: string, files: Files, expected: Expected): SuiteCase => ({
    id: `checkpoint/since-${name}`,
    part: 'checkpoint',
    operation: 'compare-dossiers',
    why,
    files,
    input: { newer: path('newer'), older: path('older') },
    expected,
  });
  const both = { ...dossier('newer', newer), ...dossier('older', older) };
  const other = (await journalOf(BEGINNING.slice(0, 3))).log;
  return [
    one('good', 'the newer journal has the older one’s entries first', both, {
      verdict: 'verified',
      codes: [],
      values: { oldSize: 3, newSize: 5 },
    }),
    one(
      'same',
      'nothing was added: an empty proof',
      { ...dossier('newer', newer), ...dossier('older', newer) },
      { verdict: 'verified', codes: [], values: { oldSize: 5, newSize: 5, proof: [] } },
    ),
    one(
      'shorter',
      'the newer journal has fewer entries',
      { ...dossier('newer', older), ...dossier('older', newer) },
      refused('journal.rolled-back'),
    ),
    one(
      'forked',
      'an entry before was taken out',
      { ...dossier('newer', forked), ...dossier('older', older) },
      refused('journal.forked'),
    ),
    one(
      'log-cut',
      'the newer log has fewer lines than its checkpoint says',
      { ...both, 'newer/journal/log.jsonl': contentOf(other) },
      refused('journal.rolled-back'),
    ),
    one(
      'no-checkpoint',
      'the older checkpoint is not there',
      { ...both, 'older/journal/checkpoint': null },
      refused('dossier.file-missing'),
    ),
    one(
      'no-key',
      'the key of the station cannot be read',
      { ...both, 'newer/keys/station.pem': 'x\n' },
      refused('journal.checkpoint-unreadable'),
    ),
  ];
}

/** A journal whose checkpoint covers these lines, whatever they are. */
async function journalOfLines(lines: readonly string[]) {
  const root = merkleRoot(lines.map((line) => leafHash(utf8(line))));
  const text = await signNote(`${verifier.name}\n${lines.length}\n${toBase64(root)}\n`, verifier, stationKey.sign);
  return { log: lines.map((line) => `${line}\n`).join(''), text: fromUtf8(text) ?? '' };
}

export async function journalCases(): Promise<Cases> {
  const { text, log } = await headOf(BEGINNING);
  const lines = log.trimEnd().split('\n');
  const [first = '', second = ''] = lines;
  const one = (
    name: string,
    why: string,
    journal: { readonly log: string; readonly text: string },
    expected: Expected,
  ): SuiteCase => ({
    id: `journal/${name}`,
    part: 'journal',
    operation: 'read-journal',
    why,
    files: { ...STATION, 'journal/log.jsonl': journal.log, 'journal/checkpoint': journal.text },
    input: { journal: path('journal'), station: path('keys/station.pem') },
    expected,
  });
  const good: Expected = { verdict: 'verified', codes: [], values: { statements: 0 } };
  const odd = async (name: string, why: string, line: string): Promise<SuiteCase> =>
    one(name, why, await journalOfLines([first, line]), refused('journal.entry-unreadable'));
  const long = makeEntry(1, minute(1), {
    kind: 'log-exported',
    file: 'log',
    medium: 'x'.repeat(5000),
    digest: sha256Hex(utf8('')),
  });
  const sealed = makeEntry(1, minute(1), {
    ...{ kind: 'console-started', version: '0.1.0', runtime: 'Node', buildSha256: sha256Hex(utf8('')) },
    seal: {
      probes: [{ probe: 'own-links', outcome: 'open', detail: 'x'.repeat(5000) }],
      ...{ display: 'none', letPass: [], unsealed: 'Started so for a case.' },
    },
  });
  return [
    one('good', 'five entries', { log, text }, good),
    one('empty', 'a journal without entries', await journalOfLines([]), good),
    one(
      'line-changed',
      'one character of an entry',
      { log: log.replace('Olga', 'Inga'), text },
      refused('journal.altered'),
    ),
    one(
      'lines-exchanged',
      'two entries exchanged',
      { log: `${second}\n${first}\n${lines.slice(2).join('\n')}\n`, text },
      refused('journal.altered'),
    ),
    one(
      'line-missing',
      'the last entry is not there',
      { log: `${lines.slice(0, -1).join('\n')}\n`, text },
      refused('journal.truncated'),
    ),
    one('no-last-line-feed', 'a line ends with LF', { log: log.slice(0, -1), text }, refused('journal.truncated')),
    one(
      'line-more',
      'one entry more than the checkpoint says',
      { log: `${log}${first}\n`, text },
      refused('journal.unsigned-entries'),
    ),
    one('byte-more', 'a byte after the last line', { log: `${log}x`, text }, refused('journal.unsigned-entries')),
    one(
      'carriage-returns',
      'CR is part of a line',
      { log: log.replaceAll('\n', '\r\n'), text },
      refused('journal.altered'),
    ),
    one(
      'checkpoint-of-another',
      'the checkpoint of another journal',
      { log, text: (await headOf(BEGINNING.slice(0, 4))).text },
      refused('journal.unsigned-entries'),
    ),
    await odd('index', 'index is the number of the line', first),
    await odd('not-json', 'an entry is JSON', 'x'),
    await odd('empty-line', 'an entry is not empty', ''),
    await odd('not-canonical', 'an entry is canonical', second.replace('{', '{ ')),
    await odd('field-more', 'no other field', second.replace('"v":1', '"v":1,"w":1')),
    await odd('kind', 'no other kind', second.replace('console-started', 'console-stopped')),
    await odd('version', 'v is 1', second.replace('"v":1', '"v":2')),
    await odd('year-0000', 'a time that exists', second.replace('"at":"2026', '"at":"0000')),
    await odd(
      'long-text',
      'a text of more than 4,000 code units',
      JSON.stringify(JSON.parse(fromUtf8(encodeEntry(long)) ?? '')).replace(/x{100,}…?/, 'x'.repeat(4001)),
    ),
    one(
      'cut-text',
      'a text that the writer cut',
      await journalOfLines([first, fromUtf8(encodeEntry(long)) ?? '']),
      good,
    ),
    one(
      'text-of-4000',
      'a text of 4,000 code units',
      await journalOfLines([first, (fromUtf8(encodeEntry(long)) ?? '').replace(/x{100,}…?/, 'x'.repeat(4000))]),
      good,
    ),
    one(
      'seal-text',
      'what a console says of its seal is as long as in a statement',
      await journalOfLines([first, fromUtf8(encodeEntry(sealed)) ?? '']),
      good,
    ),
  ];
}

/** The dossiers of test/vectors/dossier, whole. */
export async function dossierCases(): Promise<Cases> {
  const filesOf = (name: string) => contentsOf(filesOfVector(keptVector(name)), 'dossier/');
  const whole = filesOf('whole');
  const made = (await dossierVectors()).filter(({ name }) => name !== 'report-changed');
  return made.map(({ name, description, expected: { errors, notVerified } }): SuiteCase => {
    const files = name === 'whole' ? { ...KEYS, ...STATION, ...whole } : differenceFrom(whole, filesOf(name));
    return {
      id: `dossier/${name}`,
      part: 'dossier',
      operation: 'verify-dossier',
      why: description,
      ...(name === 'whole' ? {} : { base: 'dossier/whole' }),
      files,
      input: { dossier: path('dossier'), trust: [asOwner], station: path('keys/station.pem') },
      expected: {
        verdict: errors.length > 0 ? 'refused' : 'verified',
        ...(errors.length > 0 ? { atLeast: [...errors] } : { codes: [] }),
        listed: notVerified.filter((code) => code !== 'dossier.report-not-recomputed'),
      },
    };
  });
}
