import { PNG } from 'pngjs';
import { decodeQR } from 'qr/decode.js';
import { err, ok, type Result } from '../../shared/result.ts';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Of the width and the height in IHDR, the first chunk (PNG specification, sections 5.2 and 11.2.1). */
const WIDTH_AT = 16;
const HEIGHT_AT = 20;
const MAX_PIXELS = 40_000_000;
/** Milliseconds that a blurred picture may take beyond the first attempt. */
const MORE_TIME = 2000;

export function isPng(bytes: Uint8Array): boolean {
  return bytes.length > HEIGHT_AT + 4 && SIGNATURE.every((byte, at) => bytes[at] === byte);
}

/** The text of the one QR symbol in a PNG; a sentence says why there is none. Large pictures are not unpacked at all. */
export function textInPng(bytes: Uint8Array): Result<string, string> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(WIDTH_AT) * view.getUint32(HEIGHT_AT) > MAX_PIXELS) {
    return err(`The picture has more than ${MAX_PIXELS} pixels.`);
  }
  try {
    const { width, height, data } = PNG.sync.read(Buffer.from(bytes));
    return ok(decodeQR({ width, height, data }, { timeLimit: MORE_TIME }));
  } catch (error) {
    // Both packages throw plain errors for a damaged picture, and for one in which they find no symbol.
    if (!(error instanceof Error)) throw error;
    return err(`No QR symbol could be read (${error.message}).`);
  }
}
