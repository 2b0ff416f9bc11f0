// Signed statements, decision folders and dossiers, each changed at random: bytes, fields, files, names, signatures, dates.
// Some changes are made by somebody who has the keys, so that they get past signatures, checksums and digests.
import { sign } from 'node:crypto';
import fc from 'fast-check';
import { dossierFiles } from '../../electron/core/decision-folder/contents.ts';
import { concatBytes, fromUtf8, toBase64, utf8 } from '../../shared/encoding/bytes.ts';
import { leafHash, merkleRoot } from '../../shared/encoding/rfc6962.ts';
import { formatCheckpoint, stationVerifier } from '../../shared/journal/checkpoint.ts';
import { DECISION_TYPE } from '../../shared/statement/decision.ts';
import { envelopeOf, pae, parseEnvelope } from '../../shared/statement/dsse.ts';
import { withRenderedSha256 } from '../../shared/statement/render.ts';
import { armorEd25519, parseSshsig, sshsigMessage } from '../../shared/statement/sshsig.ts';
import { parseStatement, statementBytes, statementOf } from '../../shared/statement/statement.ts';
import { type Path, placesIn, withValue } from './dossier-changes.ts';
import { type Files, summed } from './dossier-files.ts';
import { harmed } from './harmed.ts';
import { operatorKey, ownerKey, strangerKey, type TestKey } from './statements.ts';
import { stationKey } from './suite/parts.ts';

/** What was changed, in a few words, and the files as they are then. */
export interface Mutation {
  readonly kind: string;
  readonly where: string;
  readonly files: Files;
}

type Changed = Readonly<Record<string, Uint8Array | null>>;
type Change = readonly [kind: string, where: string, changed: Changed];
type Changes = fc.Arbitrary<Change>;

const SUMS = 'SHA256SUMS';
const LOG = 'journal/log.jsonl';
const KEYS: readonly TestKey[] = [ownerKey, operatorKey, strangerKey];

/**
 * The files of a statement, a decision folder or a dossier with one change. Where there are checksums, they are made to fit
 * half of the time.
 */
export function mutation(files: Files): fc.Arbitrary<Mutation> {
  const names = [...files.keys()].filter((name) => name !== SUMS);
  const bases = [...new Set(names.flatMap((name) => baseOf(name) ?? []))].filter(
    (base) => !base.startsWith('identities/'),
  );
  const signatures = names.filter((name) => /\.(sig|dsse\.json)$/.test(name));
  const json = names.filter((name) => name.endsWith('.json'));
  const one = (among: readonly string[], change: (name: string, bytes: Uint8Array) => Changes) =>
    among.length === 0 ? [] : [fc.constantFrom(...among).chain((name) => change(name, bytesOf(files, name)))];
  const kinds = [
    ...one(names, (name, bytes) => harmed(bytes).map((next) => ['bytes', name, { [name]: next }])),
    ...one(json, (name, bytes) => jsonChange(bytes).map((next) => ['JSON field', name, { [name]: next }])),
    ...one(json, (name, bytes) => reordered(bytes).map((next) => ['JSON order', name, { [name]: next }])),
    ...one(names, (name) => fc.constant(['removed', name, { [name]: null }])),
    ...one(names, (name, bytes) => nameLike(name).map((next) => ['added', next, { [next]: bytes }])),
    ...one(names, (name, bytes) => nameLike(name).map((next) => ['renamed', name, { [name]: null, [next]: bytes }])),
    ...one(signatures, (name, bytes) => swapped(files, name, bytes, signatures)),
    ...one(bases, (base) => resigned(files, base, dateChange, 'date, signed again')),
    ...one(bases, (base) => resigned(files, base, fieldChange, 'field, signed again')),
    ...one(bases, (base) => resigned(files, base, fieldChange, 'field, signed again')),
    ...(files.has(LOG) ? [relogged(files)] : []),
  ];
  return fc.tuple(fc.oneof(...kinds), fc.boolean()).map(([[kind, where, changed], isSummed]) => {
    const next = changedBy(files, changed);
    return { kind, where, files: isSummed && files.has(SUMS) ? summed(next) : next };
  });
}

function changedBy(files: Files, changed: Changed): Files {
  const next = new Map(files);
  for (const [name, bytes] of Object.entries(changed)) {
    if (bytes === null) next.delete(name);
    else next.set(name, bytes);
  }
  return next;
}

function bytesOf(files: Files, name: string): Uint8Array {
  return files.get(name) ?? new Uint8Array();
}

/** What the files of one statement have before their endings; null for other files. */
function baseOf(name: string): string | null {
  return /^(.*?)(\.dsse\.json|statement\.json)$/.exec(name)?.[1]?.replace(/\.$/, '') ?? null;
}

function nameLike(name: string): fc.Arbitrary<string> {
  const [, folder = '', own = ''] = /^(.*\/)?([^/]+)$/.exec(name) ?? [];
  const numbered = own.replace(/[0-9](?=[.-])/, (digit) => `${(Number(digit) + 1) % 10}`);
  return fc.constantFrom(
    ...[
      `${folder}x${own}`,
      `${folder}${own}.sig`,
      `${folder}${numbered}`,
      `${folder}more/${own}`,
      own,
      `${own}.bak`,
    ].filter((next) => next !== name),
  );
}

/** Signatures of another statement, or of the same one for the same envelope: doubled, taken out, or in another order. */
function swapped(files: Files, name: string, bytes: Uint8Array, signatures: readonly string[]): Changes {
  const others = signatures.filter((other) => other !== name && ending(other) === ending(name));
  const other = fc.constantFrom(...(others.length === 0 ? [name] : others)).map((one) => bytesOf(files, one));
  const kind = 'signatures';
  const whole = other.map<Change>((next) => [kind, name, { [name]: next }]);
  const envelope = parseEnvelope(bytes);
  if (!envelope.ok) return whole;
  const own = signaturesIn(bytes);
  const put = (list: readonly unknown[]): Change => {
    const text = JSON.stringify({ ...objectIn(bytes), signatures: list });
    return [kind, name, { [name]: utf8(`${text}\n`) }];
  };
  return fc.oneof(
    whole,
    other.map((next) => put(signaturesIn(next))),
    other.map((next) => put([...own, ...signaturesIn(next)])),
    fc.constantFrom(...[own.slice(1), [...own].reverse(), [...own, ...own]]).map(put),
  );
}

function ending(name: string): string {
  return name.endsWith('.sig') ? 'sig' : 'dsse';
}

function objectIn(bytes: Uint8Array): object {
  const value: unknown = JSON.parse(fromUtf8(bytes) ?? 'null');
  return typeof value === 'object' && value !== null ? value : {};
}

function signaturesIn(envelope: Uint8Array): readonly unknown[] {
  const value = objectIn(envelope);
  return 'signatures' in value && Array.isArray(value.signatures) ? value.signatures : [];
}

const TIMES = [
  [
    '2024-02-29T08:00:00Z',
    '2026-02-29T08:00:00Z',
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
  ],
  ['2026-06-12T08:00:60Z', '2026-06-12T24:00:00Z', '2026-06-12T08:00:00.0Z', '2026-06-12T08:00:00+00:00'],
  [
    '2026-06-12 08:00:00Z',
    '2026-06-12t08:00:00z',
    '2026-06-11T08:00:00Z',
    '2026-06-12T07:59:59Z',
    '2030-01-01T00:00:00Z',
  ],
].flat();
const TIME = /^\d{4}-\d\d-\d\dT/;
const ODD_TEXTS = [
  [
    '',
    ' ',
    '\u3000',
    '\u00ad',
    'a\tb',
    'a\nb\n',
    'a\r\nb',
    '\u202egnp',
    '\u{1f600}',
    '\\u{41}',
    '\u0000',
    '\ufeffx',
    'none',
  ],
  [
    'x'.repeat(201),
    '\u{1f600}'.repeat(101),
    'x'.repeat(4001),
    'A'.repeat(64),
    'a'.repeat(64),
    'verified',
    'owner',
    'closed',
  ],
].flat();
const ODD_VALUES = [null, true, 0, 1, -1, 1.5, 2 ** 53, 2 ** 53 - 1, [], {}, [''], { a: 1 }];

type JsonEdit = (value: unknown) => fc.Arbitrary<unknown>;

/** A time put forwards, backwards, or into a form that is none. */
function dateChange(value: unknown): fc.Arbitrary<unknown> {
  const places = placesIn(value).filter(([, one]) => typeof one === 'string' && TIME.test(one));
  if (places.length === 0) return fieldChange(value);
  return fc
    .tuple(fc.constantFrom(...places), fc.constantFrom(...TIMES))
    .map(([[path], time]) => withValue(value, path, time));
}

/** A value taken out, doubled, moved, or another one in its place. */
function fieldChange(value: unknown): fc.Arbitrary<unknown> {
  const places = placesIn(value);
  if (places.length === 0) return fc.constant(value);
  const leaves = places.filter(([, one]) => typeof one !== 'object' || one === null);
  const put = fc.oneof(
    fc.constantFrom<unknown>(...ODD_VALUES),
    fc.constantFrom<unknown>(...ODD_TEXTS),
    fc.constantFrom(...places.map(([, one]) => one)),
  );
  const at = fc.constantFrom(...places);
  const leaf = fc.constantFrom(...(leaves.length === 0 ? places : leaves));
  const set = (place: fc.Arbitrary<readonly [Path, unknown]>) =>
    fc.tuple(place, put).map(([[path], next]) => withValue(value, path, next));
  return fc.oneof(
    set(leaf),
    set(leaf),
    set(at),
    leaf.map(([path, one]) =>
      withValue(value, path, typeof one === 'string' ? `${one}x` : typeof one === 'number' ? one + 1 : 7),
    ),
    at.map(([path]) => withValue(value, path, undefined)),
    at.map(([path, one]) => withValue(value, path, Array.isArray(one) ? [...one, ...one] : { more: one })),
    at.map(([path, one]) =>
      withValue(
        value,
        path,
        typeof one === 'object' && one !== null && !Array.isArray(one) ? { ...one, more: 1 } : one,
      ),
    ),
  );
}

function jsonChange(bytes: Uint8Array): fc.Arbitrary<Uint8Array> {
  const value = objectIn(bytes);
  return fc.oneof(fieldChange(value), dateChange(value)).map((next) => utf8(`${JSON.stringify(next)}\n`));
}

/** The same value: members in another order, laid out, or with something before or behind it. */
function reordered(bytes: Uint8Array): fc.Arbitrary<Uint8Array> {
  const value = objectIn(bytes);
  const texts = [JSON.stringify(backwards(value)), JSON.stringify(value, null, 2), `${JSON.stringify(value)}\n`];
  const first = JSON.stringify(value).replace('{', `{"x":1,`);
  return fc
    .constantFrom(...texts, ...texts.map((text) => `${text} `), `\ufeff${texts[2]}`, first)
    .map((text) => utf8(text));
}

function backwards(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(backwards);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, one]) => [key, backwards(one)]),
  );
}

/** Canonical where it can be; members sorted by UTF-16 code units. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).filter(([, one]) => one !== undefined);
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`;
}

/**
 * A change of the payload by whoever has the keys: what signed it signs it again. Where it is still a statement, its subject
 * and the digest of its text are made to fit most of the time, and so are the other files of a decision folder.
 */
function resigned(files: Files, base: string, edit: JsonEdit, kind: string): Changes {
  const inFolder = base === '' || base === 'decision';
  const [payloadName, envelopeName] = inFolder
    ? ['statement.json', 'decision.dsse.json']
    : [`${base}.statement.json`, `${base}.dsse.json`];
  const envelope = files.get(envelopeName);
  const opened = envelope === undefined ? null : parseEnvelope(envelope);
  const payload = files.get(payloadName) ?? (opened?.ok ? opened.value.payload : new Uint8Array());
  return fc.tuple(edit(objectIn(payload)), fc.nat(3)).map(([value, chance]) => {
    const next = chance === 0 ? utf8(canonical(value)) : fitting(value);
    const sshsigs = [...files].filter(([name]) => name.startsWith(`${payloadName}.`) && name.endsWith('.sig'));
    const changed: Record<string, Uint8Array | null> = {
      ...(files.has(payloadName) ? { [payloadName]: next } : {}),
      ...(envelope === undefined ? {} : { [envelopeName]: sealedAgain(envelope, next) }),
      ...Object.fromEntries(sshsigs.map(([name, bytes]) => [name, armoredAgain(bytes, next)])),
    };
    return [kind, base, inFolder ? { ...changed, ...following(files, changed) } : changed];
  });
}

/** The payload with the subject and the digest of the text that it gives, if it is a statement. */
function fitting(value: unknown): Uint8Array {
  const plain = utf8(canonical(value));
  if (typeof value !== 'object' || value === null || !('predicateType' in value && 'predicate' in value)) return plain;
  const read = statementOf(String(value.predicateType), value.predicate);
  if (!read.ok) return plain;
  const statement = withRenderedSha256(read.value);
  return statement.ok ? statementBytes(statement.value) : plain;
}

function sealedAgain(envelope: Uint8Array, payload: Uint8Array): Uint8Array {
  const ids = signaturesIn(envelope).map((one) =>
    typeof one === 'object' && one !== null && 'keyid' in one ? one.keyid : '',
  );
  const keys = KEYS.filter(({ key }) => ids.includes(key.keyid));
  const message = pae(payload);
  return envelopeOf(
    payload,
    (keys.length === 0 ? [ownerKey] : keys).map(({ key, privateKey }) => ({
      key,
      signature: sign(null, message, privateKey),
    })),
  );
}

function armoredAgain(bytes: Uint8Array, payload: Uint8Array): Uint8Array {
  const read = parseSshsig(bytes);
  const by = KEYS.find(({ key }) => read.ok && read.value.key.keyid === key.keyid);
  if (!read.ok || by === undefined) return bytes;
  const { namespace } = read.value;
  return utf8(armorEd25519(by.key, namespace, sign(null, sshsigMessage(payload, namespace), by.privateKey)));
}

/** The other files of a decision folder, as a writer makes them of the changed decision. */
function following(files: Files, changed: Changed): Changed {
  const { 'statement.json': payload, 'decision.dsse.json': envelope, 'statement.json.sig': sshsig } = changed;
  if (payload === undefined || payload === null) return {};
  const statement = parseStatement(payload);
  const packet = [...files].find(([name]) => name.startsWith('packet'));
  if (!statement.ok || statement.value.predicateType !== DECISION_TYPE || packet === undefined) return {};
  const made = dossierFiles({
    statement: statement.value,
    payload,
    envelope: envelope ?? null,
    sshsig: sshsig ?? null,
    signer: ownerKey.key,
    packet: { label: packet[0], bytes: packet[1] },
    authority: [],
  });
  return Object.fromEntries(
    made.filter(({ name }) => files.has(name) && name !== SUMS).map(({ name, bytes }) => [name, bytes]),
  );
}

/** An entry of the journal changed, removed, doubled or moved by whoever has the station's key. */
function relogged(files: Files): Changes {
  const lines = (fromUtf8(bytesOf(files, LOG)) ?? '').split('\n').slice(0, -1);
  const line = fc.nat(lines.length - 1);
  const edited = line.chain((at) => {
    const value: unknown = JSON.parse(lines[at] ?? 'null');
    return fc
      .oneof(fieldChange(value), dateChange(value))
      .map((next) => lines.map((one, i) => (i === at ? canonical(next) : one)));
  });
  const without = line.map((at) => numbered(lines.filter((_, i) => i !== at)));
  const moved = fc.tuple(line, line).map(([from, to]) => {
    const rest = lines.filter((_, i) => i !== from);
    return numbered([...rest.slice(0, to), lines[from] ?? '', ...rest.slice(to)]);
  });
  return fc.oneof(edited, edited, without, moved).map((next) => {
    const leaves = next.map((one) => utf8(one));
    const [log, checkpoint] = [utf8(next.map((one) => `${one}\n`).join('')), checkpointOver(leaves)];
    return ['journal, signed again', LOG, { [LOG]: log, 'journal/checkpoint': checkpoint }];
  });
}

function numbered(lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => line.replace(/"index":\d+,"v":1\}$/, `"index":${index},"v":1}`));
}

function checkpointOver(lines: readonly Uint8Array[]): Uint8Array {
  const { name, keyHash } = stationVerifier(stationKey.key);
  const root = merkleRoot(lines.map((line) => leafHash(line)));
  const text = formatCheckpoint({ origin: name, size: lines.length, root, extensions: [] });
  const signature = sign(null, utf8(text), stationKey.privateKey);
  return utf8(`${text}\n\u2014 ${name} ${toBase64(concatBytes(keyHash, signature))}\n`);
}
