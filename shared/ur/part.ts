import { concatBytes } from '../encoding/bytes.ts';
import { type Failure, type FailureCode, failure } from '../failure/failure.ts';
import { err, ok, type Result } from '../result.ts';
import { fromBytewords, toBytewords } from './bytewords.ts';
import { CborReader, cborArrayOf, cborBytes, cborUnsigned } from './cbor.ts';
import { UR_LIMITS } from './fragments.ts';

/** Why frames give no message. `ur.other-message` and `ur.other-type` are good frames of something else. */
export type UrFailure = Failure<Extract<FailureCode, `ur.${string}`>>;

/** One part of a multipart UR (BCR-2024-001): the exclusive or of some fragments, and the message they belong to. */
export interface FountainPart {
  /** From 1, at most 2^32 - 1. */
  readonly sequence: number;
  /** How many fragments the message has. */
  readonly count: number;
  /** Bytes of the message, without what fills up its last fragment. */
  readonly messageLength: number;
  /** CRC-32 of the message. */
  readonly checksum: number;
  readonly data: Uint8Array;
}

/** What a frame says: a whole message that needs no parts, or one part of it. The message is CBOR. */
export type Frame =
  | { readonly kind: 'whole'; readonly message: Uint8Array }
  | { readonly kind: 'part'; readonly part: FountainPart };

/** `ur:bytes/...` in lower case (BCR-2020-005). */
export function frameText(frame: Frame): string {
  if (frame.kind === 'whole') return `ur:bytes/${toBytewords(frame.message)}`;
  const { sequence, count, messageLength, checksum, data } = frame.part;
  const cbor = concatBytes(
    cborArrayOf(5),
    ...[sequence, count, messageLength, checksum].map(cborUnsigned),
    cborBytes(data),
  );
  return `ur:bytes/${sequence}-${count}/${toBytewords(cbor)}`;
}

const UR = /^ur:([a-z0-9-]+)\/(?:([1-9][0-9]{0,9})-([1-9][0-9]{0,9})\/)?([a-z]+)$/;

/** Reads one frame, of either case. Every field is checked against the others; nothing is reserved for it. */
export function readFrame(text: string): Result<Frame, UrFailure> {
  const match = UR.exec(text.trim().toLowerCase());
  if (match === null) return err(failure('ur.not-a-part'));
  const [, type, sequence, count, letters = ''] = match;
  if (type !== 'bytes') return err(failure('ur.other-type', { params: { type: type ?? '' } }));
  const bytes = fromBytewords(letters);
  if (bytes === null) return err(failure('ur.checksum'));
  if (sequence === undefined) {
    return bytes.length > UR_LIMITS.messageBytes ? tooLarge() : ok({ kind: 'whole', message: bytes });
  }
  const part = readPart(bytes);
  if (part === null || part.sequence !== Number(sequence) || part.count !== Number(count)) {
    return err(failure('ur.malformed'));
  }
  const { messageLength, data } = part;
  if (messageLength > UR_LIMITS.messageBytes || part.count > UR_LIMITS.fragments) return tooLarge();
  if (Math.ceil(messageLength / data.length) !== part.count) {
    return err(failure('ur.malformed'));
  }
  return ok({ kind: 'part', part });
}

export function tooLarge(): Result<never, UrFailure> {
  const { messageBytes: bytes, fragments } = UR_LIMITS;
  return err(failure('ur.too-large', { params: { bytes, fragments } }));
}

function readPart(cbor: Uint8Array): FountainPart | null {
  const reader = new CborReader(cbor);
  if (reader.array() !== 5) return null;
  const sequence = reader.unsigned();
  const count = reader.unsigned();
  const messageLength = reader.unsigned();
  const checksum = reader.unsigned();
  const data = reader.bytes();
  if (sequence === null || count === null || messageLength === null || checksum === null || data === null) return null;
  return reader.ended && data.length > 0 ? { sequence, count, messageLength, checksum, data } : null;
}
