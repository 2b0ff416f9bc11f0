import assert from 'node:assert/strict';
import { test } from 'node:test';
import { armor, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import fc from 'fast-check';
import { openWithPassphrase, sealWithPassphrase } from '../../../../../electron/core/keyring/age-file.ts';
import { passphraseWeakness } from '../../../../../electron/core/keyring/passphrase-strength.ts';
import { utf8 } from '../../../../../shared/encoding/bytes.ts';
import { formsOfPassphrase, opaqueString } from '../../../../../shared/text/opaque-string.ts';

const PLAIN = utf8('a private key, with \r\n and \n in it');
const PASSPHRASE = 'm\u1eadt kh\u1ea9u c\u1ee7a ch\u1ee7';
/** How keyboards send it: composed, decomposed, and as code page 1258 has it. */
const TYPED = [
  PASSPHRASE,
  PASSPHRASE.normalize('NFD'),
  'm\u00e2\u0323t kh\u00e2\u0309u cu\u0309a chu\u0309',
  PASSPHRASE.replaceAll(' ', '\u00a0'),
];

const opened = { ok: true, value: PLAIN };

/** A file as the version before made it: under the very characters that were typed. */
async function sealedAsTyped(passphrase: string, workFactor = 2): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(workFactor);
  return encrypter.encrypt(PLAIN);
}

test('a passphrase opens what it sealed, whichever way the keyboard sends its characters', async () => {
  for (const sealedBy of TYPED) {
    const sealed = await sealWithPassphrase(PLAIN, sealedBy, 2);
    for (const typed of TYPED) assert.deepEqual(await openWithPassphrase(sealed, typed), opened);
    assert.deepEqual(await openWithPassphrase(sealed, 'mat khau cua chu'), { ok: false, error: 'wrong-passphrase' });
  }
});

test('a key of the version before opens under what was typed then, and by a keyboard that composes', async () => {
  for (const before of TYPED.slice(0, 3)) {
    const sealed = await sealedAsTyped(before);
    for (const typed of [before, ...TYPED.slice(0, 3)]) {
      assert.deepEqual(await openWithPassphrase(sealed, typed), opened, `${before} by ${typed}`);
    }
  }
});

test('the prepared form of a passphrase is one of its forms, prepares to itself, and is all there is of ASCII', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (typed) => {
      const prepared = opaqueString(typed);
      assert.equal(opaqueString(prepared), prepared);
      assert.equal(opaqueString(typed.normalize('NFD')), opaqueString(typed.normalize('NFC')));
      const forms = formsOfPassphrase(typed);
      assert.equal(forms[0], prepared);
      assert.ok(forms.includes(typed) && new Set(forms).size === forms.length && forms.length <= 5);
      for (const form of forms) assert.equal(opaqueString(form), prepared);
    }),
  );
  assert.deepEqual(formsOfPassphrase('correct horse battery'), ['correct horse battery']);
});

test('a new passphrase is measured in its prepared form', () => {
  const eleven = 'm\u1ead\u1ead\u1eadtkh\u1ea9u12';
  assert.equal(Array.from(eleven).length, 11);
  assert.match(passphraseWeakness(eleven.normalize('NFD')) ?? '', /-short$/);
  assert.equal(passphraseWeakness(TYPED[1] ?? ''), null);
  assert.match(passphraseWeakness(`${PASSPHRASE}\u3000`) ?? '', /-blank-ends$/);
  assert.match(passphraseWeakness(`${PASSPHRASE}\u{10ffff}`) ?? '', /-not-text$/);
});

test('an armored age file opens, with either line end', async () => {
  const armored = armor.encode(await sealWithPassphrase(PLAIN, PASSPHRASE, 2));
  for (const text of [armored, armored.replaceAll('\n', '\r\n'), `\n${armored}\n`]) {
    assert.deepEqual(await openWithPassphrase(utf8(text), PASSPHRASE), opened);
  }
  const broken = armored.replace(/[A-Za-z0-9]\n/, '!\n');
  assert.deepEqual(await openWithPassphrase(utf8(broken), PASSPHRASE), { ok: false, error: 'damaged' });
});

test('an age file that was copied as text opens where that can be put right, and is told from a damaged one', async () => {
  const asText = (bytes: Uint8Array): Buffer =>
    Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll('\n', '\r\n'), 'latin1');
  const outcomes = new Set<string>();
  for (let round = 0; round < 20; round++) {
    const read = await openWithPassphrase(asText(await sealWithPassphrase(PLAIN, PASSPHRASE, 2)), PASSPHRASE);
    if (read.ok) assert.deepEqual(new Uint8Array(read.value), new Uint8Array(PLAIN));
    outcomes.add(read.ok ? 'opened' : read.error);
  }
  outcomes.delete('line-ends');
  assert.deepEqual([...outcomes], ['opened']);
  const cut = asText(await sealWithPassphrase(PLAIN, PASSPHRASE, 2)).subarray(0, -1);
  assert.deepEqual(await openWithPassphrase(cut, PASSPHRASE), { ok: false, error: 'line-ends' });
  assert.deepEqual(await openWithPassphrase(asText(await sealedAsTyped(PASSPHRASE)), 'another one'), {
    ok: false,
    error: 'wrong-passphrase',
  });
});

test('a work factor beyond what is computed, and a file for a key, are told from a damaged one', async () => {
  const sealed = Buffer.from(await sealWithPassphrase(PLAIN, PASSPHRASE, 2)).toString('latin1');
  const costly = Buffer.from(sealed.replace(/^(-> scrypt \S+) 2$/m, '$1 21'), 'latin1');
  assert.deepEqual(await openWithPassphrase(costly, PASSPHRASE), { ok: false, error: 'work-factor' });
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(await generateX25519Identity()));
  const forKey = await encrypter.encrypt(PLAIN);
  assert.deepEqual(await openWithPassphrase(forKey, PASSPHRASE), { ok: false, error: 'no-passphrase' });
  for (const other of ['', 'text', 'age-encryption.org/v2\n', 'age-encryption.org/v1\n']) {
    assert.deepEqual(await openWithPassphrase(utf8(other), PASSPHRASE), { ok: false, error: 'damaged' });
  }
});
