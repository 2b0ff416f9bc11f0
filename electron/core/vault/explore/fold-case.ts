const [UPPER_A, UPPER_Z, LOWER] = [0x41, 0x5a, 0x20];

/**
 * ASCII letters to lower case, in place. No byte of a longer UTF-8 sequence is one. Four bytes at a time: it is done to whole
 * files.
 */
export function foldCase(bytes: Uint8Array): void {
  const head = (4 - (bytes.byteOffset % 4)) % 4;
  if (bytes.length < head) {
    foldBytes(bytes, 0, bytes.length);
    return;
  }
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset + head, (bytes.length - head) >>> 2);
  foldBytes(bytes, 0, head);
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? 0;
    // In each byte the highest bit tells, once added to, whether its lower seven are at least A, or more than Z.
    const low = word & 0x7f7f7f7f;
    const isUpper = ((low + 0x3f3f3f3f) ^ (low + 0x25252525)) & ~word & 0x80808080;
    words[at] = word | (isUpper >>> 2);
  }
  foldBytes(bytes, head + 4 * words.length, bytes.length);
}

function foldBytes(bytes: Uint8Array, from: number, to: number): void {
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0;
    if (byte >= UPPER_A && byte <= UPPER_Z) bytes[at] = byte | LOWER;
  }
}
