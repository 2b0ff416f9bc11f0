import { concatBytes } from '../encoding/bytes.ts';

/** RFC 4251, section 5: `uint32`, big-endian. */
export function uint32(value: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

/** RFC 4251, section 5: `string`, a uint32 length and that many bytes. */
export function sshString(content: Uint8Array): Uint8Array<ArrayBuffer> {
  return concatBytes(uint32(content.length), content);
}

/** Reads RFC 4251 fields one after the other. Each method gives `null` when the bytes run out. */
export class SshReader {
  private at = 0;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get atEnd(): boolean {
    return this.at === this.bytes.length;
  }

  take(length: number): Uint8Array | null {
    if (this.bytes.length - this.at < length) return null;
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  uint32(): number | null {
    const four = this.take(4);
    return four === null ? null : new DataView(four.buffer, four.byteOffset, 4).getUint32(0);
  }

  string(): Uint8Array | null {
    const length = this.uint32();
    return length === null ? null : this.take(length);
  }
}
