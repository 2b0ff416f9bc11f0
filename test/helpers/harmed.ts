import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { concatBytes, fromHex, utf8 } from '../../shared/encoding/bytes.ts';
import type { Result } from '../../shared/result.ts';

/** What formats are made of: put in where it does not belong, it reaches further into a parser than noise does. */
const PIECES = ['{}', '[[', '\n\n', '\\u0000', '../', '%0A', ...'":,= -<&\n\r\u2028'].map((text) => utf8(text));
/** Sizes, counts and offsets at their edges, of either order of bytes. */
const NUMBERS = ['00000000', 'ffffffff', 'ffffff7f', '7fffffff', '00000080', '80000000'].map(
  (hex) => fromHex(hex) ?? assert.fail(),
);
const put = fc.oneof(
  { arbitrary: fc.constantFrom(...PIECES), weight: 4 },
  { arbitrary: fc.uint8Array({ minLength: 1, maxLength: 40 }), weight: 1 },
);
/** Mostly leaves text text. */
const flip = fc.oneof(
  { arbitrary: fc.integer({ min: 1, max: 0x7f }), weight: 3 },
  { arbitrary: fc.integer({ min: 0x80, max: 0xff }), weight: 1 },
);

type Harm = (bytes: Uint8Array) => Uint8Array;

/**
 * The bytes, harmed up to three times: one changed, a number written over, a stretch cut out, doubled or put in, or the
 * rest cut off.
 */
export function harmed(good: Uint8Array): fc.Arbitrary<Uint8Array> {
  const at = fc.nat(Math.max(0, good.length - 1));
  const harm = fc.oneof(
    fc.tuple(at, flip).map<Harm>(([where, mask]) => (bytes) => {
      return bytes.map((byte, i) => (i === where ? byte ^ mask : byte));
    }),
    at.map<Harm>((where) => (bytes) => bytes.subarray(0, where)),
    // From an earlier to a later place a stretch is cut out; from a later to an earlier one it stands twice.
    fc.tuple(at, fc.oneof(fc.integer({ min: -40, max: 12 }), at)).map<Harm>(([where, skip]) => (bytes) => {
      return concatBytes(bytes.subarray(0, where), bytes.subarray(Math.max(0, where + skip)));
    }),
    fc.tuple(at, fc.constantFrom(...NUMBERS)).map<Harm>(([where, number]) => (bytes) => {
      return concatBytes(bytes.subarray(0, where), number, bytes.subarray(where + number.length));
    }),
    fc.tuple(at, put, fc.nat(4)).map<Harm>(([where, piece, over]) => (bytes) => {
      return concatBytes(bytes.subarray(0, where), piece, bytes.subarray(where + over));
    }),
  );
  return fc
    .array(harm, { minLength: 1, maxLength: 3 })
    .map((harms) => harms.reduce<Uint8Array>((bytes, one) => one(bytes), new Uint8Array(good)));
}

/** What a reader may be given: anything at all, or something good that was harmed. */
export function hostile(good: Uint8Array): fc.Arbitrary<Uint8Array> {
  return fc.oneof({ arbitrary: fc.uint8Array({ maxLength: 200 }), weight: 1 }, { arbitrary: harmed(good), weight: 4 });
}

/** One of these files by its name, and what it may have become. */
export function oneHostile(files: ReadonlyMap<string, Uint8Array>): fc.Arbitrary<readonly [string, Uint8Array]> {
  return fc.constantFrom(...files).chain(([name, good]) => fc.tuple(fc.constant(name), hostile(good)));
}

interface Owed<T> {
  /** Writes what was read: the very bytes, where the format has one spelling for each value. */
  readonly exactly?: (value: T) => Uint8Array;
  /** Writes what was read: bytes that are read as the same, where it has several. */
  readonly alike?: (value: T) => Uint8Array;
  readonly runs?: number;
}

/**
 * What every reader owes, as a test: good bytes are read; whatever comes instead gives a value or a reason, and never an
 * exception; and what was read is written as it stood.
 */
export function holdsAgainstAnyBytes<T>(
  name: string,
  good: Uint8Array,
  read: (bytes: Uint8Array) => Result<T, unknown>,
  { exactly, alike, runs = 1000 }: Owed<T> = {},
): void {
  test(`${name}: any bytes are read as what they say, or refused with a reason`, () => {
    assert.ok(read(good).ok, 'the good bytes are read');
    fc.assert(
      fc.property(hostile(good), (bytes) => {
        const result = read(bytes);
        if (!result.ok) return assert.ok(isReason(result.error));
        if (exactly !== undefined) assert.deepEqual(plain(exactly(result.value)), plain(bytes));
        if (alike !== undefined) assert.deepEqual(read(alike(result.value)), result);
      }),
      { numRuns: runs },
    );
  });
}

/** A sentence, a finding, or some of them: never nothing. */
function isReason(error: unknown): boolean {
  if (typeof error === 'string') return error !== '';
  if (Array.isArray(error)) return error.length > 0 && error.every(isReason);
  return typeof error === 'object' && error !== null && 'code' in error;
}

function plain(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes);
}
