import { PNG } from 'pngjs';
import { decodeQR } from 'qr/decode.js';
import { err, ok, type Result } from '../../shared/result.ts';
import { words } from './words.ts';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const IHDR = 0x49484452;
/** Of the width, the height and the interlace method in IHDR, the first chunk (PNG specification, sections 5.2 and 11.2.1). */
const WIDTH_AT = 16;
const HEIGHT_AT = 20;
const INTERLACE_AT = 28;
const MAX_PIXELS = 40_000_000;
/** Milliseconds that a blurred picture may take beyond the first attempt. */
const MORE_TIME = 2000;

export function isPng(bytes: Uint8Array): boolean {
  return bytes.length > INTERLACE_AT && SIGNATURE.every((byte, at) => bytes[at] === byte);
}

/** The text of the one QR symbol in a PNG; a sentence says why there is none. Large pictures are not unpacked at all. */
export function textInPng(bytes: Uint8Array): Result<string, string> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(WIDTH_AT) * view.getUint32(HEIGHT_AT) > MAX_PIXELS) {
    return err(words.reading.picturePixels(MAX_PIXELS));
  }
  // pngjs unpacks an interlaced picture without a bound, and goes by the last of several IHDR.
  if (bytes[INTERLACE_AT] !== 0) return err(words.reading.pictureInterlaced);
  if (hasSecondHead(view)) return err(words.reading.pictureTwoHeads);
  try {
    const { width, height, data } = PNG.sync.read(Buffer.from(bytes));
    return ok(decodeQR({ width, height, data }, { timeLimit: MORE_TIME }));
  } catch (error) {
    // Both packages throw plain errors for a damaged picture, and for one in which they find no symbol.
    if (!(error instanceof Error)) throw error;
    return err(words.reading.pictureNoSymbol(error.message));
  }
}

/** Whether another chunk than the first is an IHDR. A chunk: its content's length, its type, the content, a CRC. */
function hasSecondHead(view: DataView): boolean {
  const lengthAt = (at: number): number => 12 + view.getUint32(at);
  for (let at = SIGNATURE.length + lengthAt(SIGNATURE.length); at + 8 <= view.byteLength; at += lengthAt(at)) {
    if (view.getUint32(at + 4) === IHDR) return true;
  }
  return false;
}
