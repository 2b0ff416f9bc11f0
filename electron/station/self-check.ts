import { createHash, createPublicKey, verify } from 'node:crypto';
import { fromHex, toHex, utf8 } from '../../shared/encoding/bytes.ts';
import { type Hashing, nobleHashing } from '../../shared/evidence/hashing.ts';
import { verifyEd25519 } from '../../shared/key/ed25519.ts';
import { desktop } from '../../shared/strings/desktop.ts';

/** FIPS 180-4 examples: the message `abc`, and 56 bytes that need two blocks. */
const HASHES = [
  {
    message: 'abc',
    sha1: 'a9993e364706816aba3e25717850c26c9cd0d89d',
    sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  },
  {
    message: 'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
    sha1: '84983e441c3bd26ebaae4aa1f95129e5e54670f1',
    sha256: '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  },
];

/** RFC 8032, section 7.1, TEST 2. */
const SIGNATURE = {
  publicKey: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
  message: '72',
  signature:
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
};

const SPKI_PREFIX = '302a300506032b6570032100';

const runtimeHashing: Pick<Hashing, 'sha1' | 'sha256'> = {
  sha1: () => createHash('sha1'),
  sha256: () => createHash('sha256'),
};

/**
 * Puts both cryptographic libraries, the runtime's and noble's, to known answers, right and wrong ones. Gives what does
 * not hold, a sentence each; a console where anything does not hold must not start.
 */
export function cryptographyFailures(hashings = { runtime: runtimeHashing, noble: nobleHashing }): readonly string[] {
  return [
    ...Object.entries(hashings).flatMap(([library, hashing]) => hashFailures(library, hashing)),
    ...signatureFailures('noble', verifyEd25519),
    ...signatureFailures('runtime', verifyWithRuntime),
  ];
}

function hashFailures(library: string, hashing: Pick<Hashing, 'sha1' | 'sha256'>): readonly string[] {
  return HASHES.flatMap((known) =>
    (['sha1', 'sha256'] as const).flatMap((name) => {
      const hasher = hashing[name]();
      hasher.update(utf8(known.message));
      return toHex(hasher.digest()) === known[name] ? [] : [desktop().computesWrong(library, name)];
    }),
  );
}

function signatureFailures(
  library: string,
  accepts: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean,
): readonly string[] {
  const publicKey = bytesOf(SIGNATURE.publicKey);
  const message = bytesOf(SIGNATURE.message);
  const right = bytesOf(SIGNATURE.signature);
  const wrong = Uint8Array.from(right, (byte, i) => (i === 40 ? byte ^ 1 : byte));
  return [
    ...(accepts(publicKey, message, right) ? [] : [desktop().refusesRight(library)]),
    ...(accepts(publicKey, message, wrong) ? [desktop().acceptsWrong(library)] : []),
  ];
}

function verifyWithRuntime(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const spki = Buffer.concat([bytesOf(SPKI_PREFIX), publicKey]);
  return verify(null, message, createPublicKey({ key: spki, format: 'der', type: 'spki' }), signature);
}

function bytesOf(hex: string): Uint8Array {
  const bytes = fromHex(hex);
  if (bytes === null) throw new Error(`not hex: ${hex}`);
  return bytes;
}
