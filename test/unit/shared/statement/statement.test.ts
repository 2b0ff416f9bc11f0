import assert from 'node:assert/strict';
import test from 'node:test';
import { utf8 } from '../../../../shared/encoding/bytes.ts';
import { toCanonicalJson, type WritableJson } from '../../../../shared/encoding/canonical-json.ts';
import { checkRendered } from '../../../../shared/statement/render.ts';
import { parseStatement, statementBytes } from '../../../../shared/statement/statement.ts';
import { complete, digestOf, drafts, holdDraft, receiptDraft } from '../../../helpers/statements.ts';

for (const [name, draft] of Object.entries(drafts)) {
  test(`a ${name} comes back from its bytes as it was`, () => {
    const statement = complete(draft);
    const read = parseStatement(statementBytes(statement));
    assert.ok(read.ok);
    assert.deepEqual(read.value, statement);
    assert.equal(checkRendered(read.value), null);
  });

  test(`a ${name} says what it is about: the packet, then each evidence tree`, () => {
    const { subject, predicate } = complete(draft);
    assert.deepEqual(subject[0], { name: 'packet', digest: { sha256: predicate.packet?.sha256 } });
    if ('evidence' in predicate) {
      assert.deepEqual(subject[1], { name: 'evidence/1', digest: predicate.evidence[0]?.treeHashes });
    }
  });
}

type Json = { [key: string]: Json } | Json[] | string | number | boolean | null;
type Edit = (statement: { [key: string]: Json }, predicate: { [key: string]: Json }) => void;

const defects: readonly (readonly [string, string, Edit, string])[] = [
  [
    'decision',
    'another in-toto version',
    (s) => set(s, '_type', 'https://in-toto.io/Statement/v0.1'),
    'statement.shape',
  ],
  ['decision', 'unknown field beside the predicate', (s) => set(s, 'note', ''), 'statement.unknown-field'],
  ['decision', 'unknown field in the predicate', (_, p) => set(p, 'urgent', true), 'statement.unknown-field'],
  ['decision', 'a field named __proto__', (_, p) => define(p, '__proto__', {}), 'statement.unknown-field'],
  ['grant', 'a field missing', (_, p) => remove(p, 'nonce'), 'statement.shape'],
  [
    'decision',
    'an unknown predicate type',
    (s) => set(s, 'predicateType', 'urn:holdfast:decision:v2'),
    'statement.unknown-predicate-type',
  ],
  [
    'decision',
    'a predicate of another type',
    (s) => set(s, 'predicateType', 'urn:holdfast:grant:v1'),
    'statement.shape statement.unknown-field',
  ],
  [
    'decision',
    'another packet in the subject',
    (s) => set(at(s, 'subject', 0, 'digest'), 'sha256', digestOf('x')),
    'statement.subject-mismatch',
  ],
  [
    'decision',
    'an evidence tree missing from the subjects',
    (s) => set(s, 'subject', [at(s, 'subject', 0)]),
    'statement.subject-mismatch',
  ],
  [
    'decision',
    'subjects in another order',
    (s) => set(s, 'subject', [at(s, 'subject', 1), at(s, 'subject', 0)]),
    'statement.subject-mismatch',
  ],
  ['decision', 'an upper-case digest', (_, p) => set(at(p, 'packet'), 'sha256', 'AB'.repeat(32)), 'statement.shape'],
  ['decision', 'a day that does not exist', (_, p) => set(p, 'expires', '2026-02-30T00:00:00Z'), 'statement.shape'],
  ['decision', 'a time with an offset', (_, p) => set(p, 'notBefore', '2026-06-12T08:00:00+00:00'), 'statement.shape'],
  ['decision', 'a clock that claims to be trusted', (_, p) => set(at(p, 'clock'), 'trusted', true), 'statement.shape'],
  ['decision', 'sequence 0', (_, p) => set(p, 'sequence', 0), 'statement.shape'],
  [
    'decision',
    'a first decision with a predecessor',
    (_, p) => set(p, 'previousDecision', digestOf('x')),
    'statement.inconsistent',
  ],
  ['decision', 'a second decision without one', (_, p) => set(p, 'sequence', 2), 'statement.inconsistent'],
  [
    'decision',
    'a choice that was not offered',
    (_, p) => set(at(p, 'chosen'), 'id', 'ELSE'),
    'statement.inconsistent statement.reason-owed',
  ],
  [
    'decision',
    'another text of the chosen option',
    (_, p) => set(at(p, 'chosen'), 'textSha256', digestOf('x')),
    'statement.inconsistent',
  ],
  [
    'decision',
    'a default that was not offered',
    (_, p) => set(p, 'default', 'ELSE'),
    'statement.inconsistent statement.reason-owed',
  ],
  [
    'decision',
    'an acknowledged blocker that is none',
    (_, p) => set(p, 'acknowledged', ['NONE']),
    'statement.inconsistent',
  ],
  [
    'decision',
    'a window that ends before it begins',
    (_, p) => set(p, 'expires', '2026-06-12T08:00:00Z'),
    'statement.inconsistent',
  ],
  [
    'decision',
    'a link up and no override',
    (_, p) => set(at(p, 'airgap'), 'linksUp', ['eth0']),
    'statement.inconsistent',
  ],
  ['discharge', 'an actor twice', (_, p) => set(p, 'actors', ['owner', 'owner']), 'statement.inconsistent'],
  ['discharge', 'separate authority without its grant', (_, p) => set(p, 'grants', []), 'statement.inconsistent'],
  [
    'discharge',
    'a grant for another action',
    (_, p) => set(at(p, 'grants', 0), 'action', 'REAL_RUN'),
    'statement.inconsistent',
  ],
  ['discharge', 'no evidence', (_, p) => set(p, 'evidence', []), 'statement.shape'],
  ['discharge', 'a reason of white space', (_, p) => set(p, 'reason', ' \n'), 'statement.shape'],
  [
    'receipt',
    'verified with refused evidence',
    (_, p) => set(at(p, 'evidence', 0), 'verdict', 'refused'),
    'statement.inconsistent',
  ],
  [
    'receipt',
    'nothing but read, with refused evidence',
    (_, p) => {
      set(p, 'verdict', 'read');
      set(at(p, 'evidence', 0), 'verdict', 'refused');
    },
    'statement.inconsistent',
  ],
  [
    'receipt',
    'verified with a check that did not pass',
    (_, p) => set(at(p, 'checks', 0), 'result', 'unknown'),
    'statement.inconsistent',
  ],
  [
    'receipt',
    'not proven though every check passed',
    (_, p) => set(p, 'verdict', 'unproven'),
    'statement.inconsistent',
  ],
  [
    'receipt',
    'a reason why nothing was imported, with a packet',
    (_, p) => set(p, 'refusal', 'x'),
    'statement.inconsistent',
  ],
  [
    'receipt',
    'nothing imported, and no reason',
    (_, p) => {
      set(p, 'packet', null);
      set(p, 'evidence', []);
    },
    'statement.inconsistent',
  ],
  ['receipt', 'more findings than there are in all', (_, p) => set(p, 'findingsTotal', 0), 'statement.inconsistent'],
];

for (const [type, name, edit, code] of defects) {
  test(`refused: a ${type} with ${name}`, () => {
    assert.deepEqual(codesOf(toCanonicalJson(edited(type, edit))), code.split(' '));
  });
}

test('refused: a choice other than the default without a reason', () => {
  const bytes = toCanonicalJson(
    edited('decision', (_, p) => {
      set(p, 'chosen', { id: 'DRYRUN_ONLY', textSha256: digestOf('read-only dry-run, no mutation.') });
    }),
  );
  assert.deepEqual(codesOf(bytes), ['statement.reason-owed']);
});

test('refused: a locked option chosen', () => {
  const bytes = toCanonicalJson(
    edited('decision', (_, p) => {
      set(p, 'chosen', { id: 'EXECUTE', textSha256: digestOf('actual production apply.') });
      set(p, 'reason', 'because');
    }),
  );
  assert.deepEqual(codesOf(bytes), ['statement.inconsistent']);
});

test('a packet that states no id, and offers an option and a blocker twice, can still be held', () => {
  const { predicate } = holdDraft;
  const statement = complete({
    ...holdDraft,
    predicate: {
      ...predicate,
      packet: { ...predicate.packet, id: '', revision: '' },
      optionsOffered: [...predicate.optionsOffered, ...predicate.optionsOffered],
      blockers: [...predicate.blockers, ...predicate.blockers],
      locks: [...predicate.locks, ...predicate.locks],
    },
  });
  assert.ok(parseStatement(statementBytes(statement)).ok);
});

test('a receipt for evidence alone is about its trees', () => {
  const statement = complete({ ...receiptDraft, predicate: { ...receiptDraft.predicate, packet: null } });
  assert.deepEqual(
    statement.subject.map(({ name }) => name),
    ['evidence/1'],
  );
  assert.ok(parseStatement(statementBytes(statement)).ok);
});

test('refused: a __proto__ anywhere, since a library may look through it', () => {
  const text = new TextDecoder().decode(statementBytes(complete(holdDraft)));
  const opening = /\{(?=")/g;
  const places = [...text.matchAll(opening)].map(({ index }) => index + 1);
  assert.ok(places.length > 20);
  for (const at of places) {
    // It sorts before every key of ours, so the bytes stay canonical.
    const codes = codesOf(utf8(`${text.slice(0, at)}"__proto__":"x",${text.slice(at)}`));
    assert.ok(codes.length > 0 && !codes.includes('statement.not-canonical'), `${at}: ${codes}`);
  }
});

test('refused: the same JSON in other bytes', () => {
  const statement = edited('decision', () => undefined);
  assert.deepEqual(codesOf(utf8(JSON.stringify(statement, null, 2))), ['statement.not-canonical']);
});

test('refused: a duplicate key', () => {
  const text = new TextDecoder().decode(statementBytes(complete(drafts.grant ?? assert.fail())));
  assert.deepEqual(codesOf(utf8(text.replace('"nonce"', '"nonce":"00","nonce"'))), ['json.duplicate-key']);
});

test('a changed field is found by the digest of the rendered text', () => {
  const read = parseStatement(toCanonicalJson(edited('grant', (_, p) => set(p, 'action', 'cutover'))));
  assert.ok(read.ok);
  assert.equal(checkRendered(read.value)?.code, 'statement.rendered-mismatch');
});

function codesOf(bytes: Uint8Array): readonly string[] {
  const read = parseStatement(bytes);
  return read.ok ? [] : [...new Set(read.error.map(({ code }) => code))].sort();
}

/** A valid statement, as plain JSON, with one edit. */
function edited(type: string, edit: Edit): WritableJson {
  const draft = drafts[type] ?? assert.fail();
  const statement = JSON.parse(new TextDecoder().decode(statementBytes(complete(draft))));
  edit(statement, statement.predicate);
  return statement;
}

function at(from: { [key: string]: Json }, ...path: readonly (string | number)[]): { [key: string]: Json } {
  let value: Json = from;
  for (const step of path) {
    const next: Json | undefined =
      Array.isArray(value) && typeof step === 'number'
        ? value[step]
        : typeof value === 'object' && value !== null && !Array.isArray(value)
          ? value[String(step)]
          : undefined;
    value = next ?? assert.fail(`no ${step}`);
  }
  assert.ok(typeof value === 'object' && value !== null && !Array.isArray(value));
  return value;
}

function set(object: { [key: string]: Json }, key: string, value: Json): void {
  object[key] = value;
}

function define(object: { [key: string]: Json }, key: string, value: Json): void {
  Object.defineProperty(object, key, { value, enumerable: true });
}

function remove(object: { [key: string]: Json }, key: string): void {
  delete object[key];
}
