import { concatBytes } from '../encoding/bytes.ts';
import { bigEndian32 } from './crc32.ts';
import { shuffled, weightedIndex, xoshiro256 } from './random.ts';

/** What one message may be: both sides refuse more, before they reserve memory for it. */
export const UR_LIMITS = { messageBytes: 1024 * 1024, fragments: 4096 };

const SMALLEST_FRAGMENT = 10;

/** Bytes in each fragment: the fewest fragments of at most `atMost` bytes, all of one length (BCR-2024-001). */
export function fragmentLength(messageLength: number, atMost: number): number {
  const most = Math.max(1, Math.floor(messageLength / SMALLEST_FRAGMENT));
  const count = Math.min(most, Math.ceil(messageLength / atMost));
  return Math.ceil(messageLength / count);
}

/** The message in fragments of `length` bytes, the last one filled up with zeros. */
export function split(message: Uint8Array, length: number): readonly Uint8Array[] {
  const padded = new Uint8Array(Math.ceil(message.length / length) * length);
  padded.set(message);
  return Array.from({ length: padded.length / length }, (_, i) => padded.subarray(i * length, (i + 1) * length));
}

/**
 * Which fragments part `sequence` (from 1) is the exclusive or of, out of `count`: the first `count` parts are one
 * fragment each, every later one mixes `n` with a probability in proportion to 1/n; which, follows from its number and
 * the message's checksum.
 */
export function mixedIn(sequence: number, count: number, checksum: number): readonly number[] {
  if (sequence <= count) return [sequence - 1];
  const random = xoshiro256(concatBytes(bigEndian32(sequence), bigEndian32(checksum)));
  const indexes = Array.from({ length: count }, (_, index) => index);
  const degree = weightedIndex(Array.from({ length: count }, (_, index) => 1 / (index + 1)))(random) + 1;
  return shuffled(indexes, random).slice(0, degree);
}

/** `into ^= from`, in place. */
export function xorInto(into: Uint8Array, from: Uint8Array): void {
  for (let i = 0; i < from.length; i++) into[i] = (into[i] ?? 0) ^ (from[i] ?? 0);
}
