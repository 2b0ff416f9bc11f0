export type ImageType = 'png' | 'jpeg' | 'gif' | 'webp';

/** What the first bytes of an image say. */
export interface ImageHead {
  readonly type: ImageType;
  readonly width: number;
  readonly height: number;
}

/** As many of a file's first bytes as are looked at; a JPEG may have its size far behind its beginning. */
export const IMAGE_HEAD_BYTES = 256 * 1024;

/**
 * Whether a file begins as an image does, and how large that says it is, before anything is decoded. Only raster formats:
 * an SVG is a document with scripts. `null` for anything else.
 */
export function readImageHead(bytes: Uint8Array): ImageHead | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return pngHead(view) ?? gifHead(view) ?? webpHead(view) ?? jpegHead(view);
}

function isAt(view: DataView, offset: number, text: string): boolean {
  if (view.byteLength < offset + text.length) return false;
  return Array.from(text).every((character, at) => view.getUint8(offset + at) === character.charCodeAt(0));
}

/** PNG (third edition), 5.2 and 11.2.1: the signature, then the chunk IHDR. */
function pngHead(view: DataView): ImageHead | null {
  if (view.byteLength < 24 || !isAt(view, 0, '\x89PNG\r\n\x1a\n') || !isAt(view, 12, 'IHDR')) return null;
  return { type: 'png', width: view.getUint32(16), height: view.getUint32(20) };
}

/** GIF89a, 17 and 18. */
function gifHead(view: DataView): ImageHead | null {
  if (view.byteLength < 10 || !(isAt(view, 0, 'GIF87a') || isAt(view, 0, 'GIF89a'))) return null;
  return { type: 'gif', width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

/** RFC 9649, 2.5 to 2.7. */
function webpHead(view: DataView): ImageHead | null {
  if (view.byteLength < 30 || !isAt(view, 0, 'RIFF') || !isAt(view, 8, 'WEBP')) return null;
  const size24 = (at: number) => view.getUint16(at, true) + view.getUint8(at + 2) * 65536 + 1;
  if (isAt(view, 12, 'VP8X')) return { type: 'webp', width: size24(24), height: size24(27) };
  if (isAt(view, 12, 'VP8L') && view.getUint8(20) === 0x2f) {
    const bits = view.getUint32(21, true);
    return { type: 'webp', width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (!isAt(view, 12, 'VP8 ') || !isAt(view, 23, '\x9d\x01\x2a')) return null;
  return { type: 'webp', width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
}

/** Frame headers, whichever way the frame is coded; C4, C8 and CC are other markers (ITU-T T.81, table B.1). */
const NO_FRAMES = [0xc4, 0xc8, 0xcc];

/** ITU-T T.81, B.1 and B.2: segments up to the frame's. */
function jpegHead(view: DataView): ImageHead | null {
  if (!isAt(view, 0, '\xff\xd8\xff')) return null;
  for (let at = 2; at + 9 <= view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker >= 0xc0 && marker <= 0xcf && !NO_FRAMES.includes(marker)) {
      return { type: 'jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    }
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}
