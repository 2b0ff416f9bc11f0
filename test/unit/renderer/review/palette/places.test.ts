import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type Known,
  MOST_SHOWN,
  mayBeHash,
  type Place,
  placesFor,
} from '../../../../../renderer/review/palette/places.ts';
import type { BundleRow } from '../../../../../renderer/workspace/rows.ts';
import type { IdentityView } from '../../../../../shared/contract/views.ts';
import { utf8 } from '../../../../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../../../../shared/encoding/digest.ts';

const nothing: Known = { inHand: null, packets: [], bundles: [], hash: null, identities: [], isSignedIn: false };
const names = (query: string, known: Known = nothing) =>
  placesFor(query, known).flatMap(({ places }) => places.map(words));

function words({ label }: Place): string {
  return label.map((part) => (typeof part === 'string' ? part : part.untrusted)).join('');
}

function person(name: string): IdentityView {
  const id = sha256Hex(utf8(name));
  return {
    id,
    name,
    roles: ['owner'],
    publicKey: 'ssh-ed25519 AAAA',
    keyid: id,
    enrolledAt: '2026-01-01T00:00:00Z',
    custody: 'station',
    state: { kind: 'active' },
  };
}

test('without a query there are sections and tasks alone, and nothing that was imported', () => {
  assert.deepEqual(
    placesFor('', { ...nothing, identities: [person('Olga Owner')] }).map(({ name }) => name),
    ['sections', 'tasks'],
  );
});

test('what is found has, for each word of the query, a word that begins with it', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('Olga', 'Otto', 'Owner', 'Expert', 'É', 'ﬁ', '\u202e', 'KB_1-2')), (parts) => {
      const name = parts.join(' ');
      const shown = names('ol ow', { ...nothing, identities: [person(name)] });
      assert.equal(shown.includes(name), parts.includes('Olga') && parts.includes('Owner'));
    }),
  );
});

test('a longer query never leads to more, and to nothing that the shorter one did not lead to', () => {
  const identities = ['Olga', 'Otto', 'Oda Owner', 'Änne'].map(person);
  fc.assert(
    fc.property(fc.string({ maxLength: 4 }), fc.string({ minLength: 1, maxLength: 4 }), (query, more) => {
      const before = names(`o${query}`, { ...nothing, identities });
      assert.ok(names(`o${query}${more}`, { ...nothing, identities }).every((name) => before.includes(name)));
    }),
  );
});

test('a group shows so many at most, and says how many more there are', () => {
  fc.assert(
    fc.property(fc.nat(40), (count) => {
      const identities = Array.from({ length: count }, (_, at) => person(`Olga ${at}`));
      const people = placesFor('olga', { ...nothing, identities }).find(({ name }) => name === 'people');
      assert.equal((people?.places.length ?? 0) + (people?.more ?? 0), count);
      assert.ok((people?.places.length ?? 0) <= MOST_SHOWN);
    }),
  );
});

test('every line has a key of its own', () => {
  const keys = placesFor('', { ...nothing, isSignedIn: true }).flatMap(({ places }) => places.map(({ key }) => key));
  assert.equal(new Set(keys).size, keys.length);
});

test('no choice signs: each shows a screen, signs out, or shows the help or the list of keys', () => {
  const choices = [true, false].flatMap((isSignedIn) =>
    placesFor('', { ...nothing, isSignedIn }).flatMap(({ places }) => places.map(({ choice }) => choice)),
  );
  assert.ok(choices.every((choice) => choice === 'lock' || choice === 'keys' || choice === 'help' || 'at' in choice));
  assert.ok(choices.includes('lock'));
});

test('a hash is asked for when it is long and of one piece', () => {
  assert.ok(mayBeHash(`sha256:${'a'.repeat(64)}`));
  assert.ok(!mayBeHash('KB_29'));
  assert.ok(!mayBeHash('a long name of several words'));
});

test('what was found for an earlier query is not shown for this one', () => {
  const bundle: BundleRow = {
    id: sha256Hex(utf8('b')),
    label: 'rehearsal',
    verdict: 'read',
    checks: { failed: 0, unknown: 0, passed: 0 },
    errors: 0,
    form: 'directory',
    files: 1,
    bytes: 1,
    importedAt: '2026-01-01T00:00:00Z',
    words: ['rehearsal'],
  };
  const known = { ...nothing, bundles: [bundle] };
  assert.deepEqual(names('rehe', known), ['rehearsal']);
  assert.deepEqual(names('rehex', known), []);
});
