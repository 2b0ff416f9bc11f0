import { concatBytes, equalBytes } from '../encoding/bytes.ts';
import { failure } from '../failure/failure.ts';
import { err, ok, type Result } from '../result.ts';
import { CborReader } from './cbor.ts';
import { crc32 } from './crc32.ts';
import { Elimination } from './elimination.ts';
import { mixedIn } from './fragments.ts';
import { type FountainPart, readFrame, type UrFailure } from './part.ts';

/** How far the frames have come: when `have` is `needed`, the message can be read. */
export interface UrProgress {
  readonly have: number;
  readonly needed: number;
}

type Collected =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'whole'; readonly message: Uint8Array }
  | { readonly kind: 'parts'; readonly first: FountainPart; readonly equations: Elimination };

/** Collects frames of one message, in any order, any number of times each. A refused frame changes nothing. */
export class UrDecoder {
  #collected: Collected = { kind: 'nothing' };

  receive(text: string): Result<UrProgress, UrFailure> {
    const frame = readFrame(text);
    if (!frame.ok) return frame;
    const taken =
      frame.value.kind === 'whole' ? this.#takeWhole(frame.value.message) : this.#takePart(frame.value.part);
    return taken.ok ? ok(this.progress) : taken;
  }

  get progress(): UrProgress {
    if (this.#collected.kind !== 'parts') return { have: this.#collected.kind === 'whole' ? 1 : 0, needed: 1 };
    return { have: this.#collected.equations.rank, needed: this.#collected.first.count };
  }

  /** The bytes that were sent, once there are enough frames and their checksum holds. */
  message(): Result<Uint8Array, UrFailure> {
    const { have, needed } = this.progress;
    if (this.#collected.kind === 'nothing' || have < needed) {
      return err(failure('ur.incomplete', { params: { have, needed } }));
    }
    if (this.#collected.kind === 'whole') return unwrapped(this.#collected.message);
    const { first, equations } = this.#collected;
    const message = concatBytes(...equations.solve()).subarray(0, first.messageLength);
    if (crc32(message) !== first.checksum) {
      return err(failure('ur.damaged-message'));
    }
    return unwrapped(message);
  }

  #takeWhole(message: Uint8Array): Result<void, UrFailure> {
    if (this.#collected.kind === 'nothing') this.#collected = { kind: 'whole', message };
    else if (this.#collected.kind !== 'whole' || !equalBytes(this.#collected.message, message)) return otherMessage();
    return ok(undefined);
  }

  #takePart(part: FountainPart): Result<void, UrFailure> {
    if (this.#collected.kind === 'nothing') {
      this.#collected = { kind: 'parts', first: part, equations: new Elimination(part.count, part.data.length) };
    }
    if (this.#collected.kind !== 'parts' || !ofOneMessage(this.#collected.first, part)) return otherMessage();
    this.#collected.equations.add(mixedIn(part.sequence, part.count, part.checksum), part.data);
    return ok(undefined);
  }
}

function otherMessage(): Result<never, UrFailure> {
  return err(failure('ur.other-message'));
}

function ofOneMessage(a: FountainPart, b: FountainPart): boolean {
  return (
    a.count === b.count &&
    a.messageLength === b.messageLength &&
    a.checksum === b.checksum &&
    a.data.length === b.data.length
  );
}

function unwrapped(message: Uint8Array): Result<Uint8Array, UrFailure> {
  const reader = new CborReader(message);
  const bytes = reader.bytes();
  if (bytes !== null && reader.ended) return ok(bytes);
  return err(failure('ur.malformed'));
}
