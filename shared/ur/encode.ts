import { ok, type Result } from '../result.ts';
import { cborBytes } from './cbor.ts';
import { crc32 } from './crc32.ts';
import { fragmentLength, mixedIn, split, UR_LIMITS, xorInto } from './fragments.ts';
import { frameText, tooLarge, type UrFailure } from './part.ts';

/** A message as frames without an end. */
export interface UrFrames {
  /** How many fragments the message has: at least as many frames have to be seen. */
  readonly count: number;
  /** The frame with this number, from 1: `ur:bytes/...`. The first `count` are enough; later ones make up for any. */
  frame(sequence: number): string;
}

/** `bytes` as a UR of type `bytes` (BCR-2024-001), each frame carrying at most about `bytesAFrame` of them. */
export function urFrames(bytes: Uint8Array, bytesAFrame: number): Result<UrFrames, UrFailure> {
  const message = cborBytes(bytes);
  const length = fragmentLength(message.length, bytesAFrame);
  const fragments = split(message, length);
  const count = fragments.length;
  if (message.length > UR_LIMITS.messageBytes || count > UR_LIMITS.fragments) return tooLarge();
  if (count === 1) return ok({ count, frame: () => frameText({ kind: 'whole', message }) });
  const checksum = crc32(message);
  const frame = (sequence: number): string => {
    const data = new Uint8Array(length);
    for (const index of mixedIn(sequence, count, checksum)) xorInto(data, fragments[index] ?? data);
    return frameText({ kind: 'part', part: { sequence, count, messageLength: message.length, checksum, data } });
  };
  return ok({ count, frame });
}
