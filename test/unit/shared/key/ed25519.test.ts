import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify as cryptoVerify } from 'node:crypto';
import test from 'node:test';
import { ed25519 } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { concatBytes, fromHex, toHex, utf8 } from '../../../../shared/encoding/bytes.ts';
import { isPrimeOrderPoint, verifyEd25519 } from '../../../../shared/key/ed25519.ts';
import { ed25519PublicKey, toSpkiDer } from '../../../../shared/key/public-key.ts';
import { malleated, ownerKey, strangerKey } from '../../../helpers/statements.ts';

const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
const message = utf8('hold fast');

/** The eight points of small order, and their encodings that are not canonical (each y below 2^255, both signs). */
const SMALL_ORDER = [
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0000000000000000000000000000000000000000000000000000000000000080',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
  '0100000000000000000000000000000000000000000000000000000000000080',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
];

test('RFC 8032, section 7.1, test 2 verifies', () => {
  const publicKey = bytes('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c');
  const signature = bytes(
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  );
  assert.equal(verifyEd25519(publicKey, Uint8Array.of(0x72), signature), true);
});

test('an honest signature verifies, and any single changed bit of it does not', async () => {
  const signature = await ownerKey.sign(message);
  assert.equal(verifyEd25519(ownerKey.key.bytes, message, signature), true);
  for (let bit = 0; bit < 512; bit += 7) {
    const broken = Uint8Array.from(signature, (byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
    assert.equal(verifyEd25519(ownerKey.key.bytes, message, broken), false, `bit ${bit}`);
  }
});

test('S + L, the malleated form of a signature, is refused', async () => {
  const signature = await ownerKey.sign(message);
  assert.equal(verifyEd25519(ownerKey.key.bytes, message, malleated(signature)), false);
});

test('a signature or key of another length is refused', async () => {
  const signature = await ownerKey.sign(message);
  const key = ownerKey.key.bytes;
  assert.equal(verifyEd25519(key, message, signature.subarray(0, 63)), false);
  assert.equal(verifyEd25519(key, message, concatBytes(signature, Uint8Array.of(0))), false);
  assert.equal(verifyEd25519(key.subarray(0, 31), message, signature), false);
  assert.equal(verifyEd25519(key, message, new Uint8Array(0)), false);
});

for (const point of SMALL_ORDER) {
  test(`small order ${point.slice(0, 4)}..${point.slice(-2)}: no key, and no R`, async () => {
    const small = bytes(point);
    assert.equal(isPrimeOrderPoint(small), false);
    assert.equal(ed25519PublicKey(small).ok, false);
    // With R = A = a point of small order and S = 0, a lenient verifier accepts some or all messages.
    assert.equal(verifyEd25519(small, message, concatBytes(small, new Uint8Array(32))), false);
    const s = (await ownerKey.sign(message)).subarray(32);
    assert.equal(verifyEd25519(ownerKey.key.bytes, message, concatBytes(small, s)), false);
  });
}

test('a key with a small-order part is refused: verifiers disagree about its signatures', () => {
  const torsion = ed25519.Point.fromBytes(bytes(SMALL_ORDER[4] ?? ''), false);
  const mixed = ed25519.Point.fromBytes(ownerKey.key.bytes, false).add(torsion).toBytes();
  assert.equal(isPrimeOrderPoint(mixed), false);
  assert.equal(ed25519PublicKey(mixed).ok, false);
});

test('an R with a small-order part is refused, where the cofactored equation would hold', () => {
  // R = rB + T, S = r + k a: holds times 8 alone.
  const a = ed25519.utils.getExtendedPublicKey(new Uint8Array(32).fill(1));
  const r = 12345n;
  const torsion = ed25519.Point.fromBytes(bytes(SMALL_ORDER[4] ?? ''), false);
  const R = ed25519.Point.BASE.multiply(r).add(torsion).toBytes();
  const k = littleEndian(sha512(concatBytes(R, ownerKey.key.bytes, message))) % ORDER;
  const signature = concatBytes(R, toLittleEndian((r + k * a.scalar) % ORDER));
  assert.equal(ed25519.verify(signature, message, ownerKey.key.bytes, { zip215: false }), true);
  assert.equal(verifyEd25519(ownerKey.key.bytes, message, signature), false);
  assert.equal(verifiedByNode(signature, message), false);
});

test('a point that is not on the curve is refused', () => {
  assert.equal(isPrimeOrderPoint(bytes(`02${'00'.repeat(31)}`)), false);
});

test('it agrees with OpenSSL on honest and on broken signatures', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 64 }), fc.nat(3), fc.nat(63), async (content, kind, at) => {
      const signature = await (kind === 0 ? strangerKey : ownerKey).sign(content);
      if (kind === 1) signature[at] = (signature[at] ?? 0) ^ 1;
      const read = kind === 2 ? concatBytes(content, Uint8Array.of(0)) : content;
      assert.equal(verifyEd25519(ownerKey.key.bytes, read, signature), verifiedByNode(signature, read));
    }),
    { numRuns: 60 },
  );
});

function verifiedByNode(signature: Uint8Array, signed: Uint8Array): boolean {
  const key = createPublicKey({ key: Buffer.from(toSpkiDer(ownerKey.key)), format: 'der', type: 'spki' });
  return cryptoVerify(null, signed, key, signature);
}

function sha512(content: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha512').update(content).digest());
}

function bytes(hex: string): Uint8Array {
  return fromHex(hex) ?? assert.fail('not hex');
}

function littleEndian(value: Uint8Array): bigint {
  return BigInt(`0x${toHex(value.slice().reverse())}`);
}

function toLittleEndian(value: bigint): Uint8Array {
  return bytes(value.toString(16).padStart(64, '0')).slice().reverse();
}
