import { concatBytes, equalBytes } from '../encoding/bytes.ts';
import { bigEndian32, crc32 } from './crc32.ts';

/** First and last letter of each of the 256 words of BCR-2020-012, in the order of the bytes they stand for. */
const LETTERS =
  'aeadaoaxaaahamatayasbkbdbnbtbabsbebybgbwbbbzcmchcscfcycwcecackctcxclcpcndkdadsdidedtdrdndwdpdmdl' +
  'dyeheyeoeeecenemetesftfrfnfsfmfhfzfpfwfxfyfefgflfdgagegrgsgtglgwgdgygmgughgohfhghdhkhthphhhlhyhe' +
  'hnhsidiaieihiyioisinimjejzjnjtjljojsjpjkjykpkoktkskkknkgkekikblblalylflslrlplnltloldlelulklgmnmy' +
  'mhmemomumwmdmtmsmknlnyndnsntnnnenboyoeotoxonolospdptpkpypspmplpepfpaprqdqzrerprlrorhrdrkrfryrnrs' +
  'rtsesasrssskswstspsosgsbsfsntotktitttdtetytltbtstptatnuyuoutueurvtvyvovlvevwvavdvswlwdwmwpwewyws' +
  'wtwnwzwfwkykynylyaytzszoztzczezm';

const PAIRS = Array.from({ length: 256 }, (_, byte) => LETTERS.slice(2 * byte, 2 * byte + 2));
const BYTES: ReadonlyMap<string, number> = new Map(PAIRS.map((pair, byte) => [pair, byte]));
const CHECKSUM_BYTES = 4;

/** Minimal bytewords (BCR-2020-012): two lower-case letters a byte, the CRC-32 of all bytes at the end. */
export function toBytewords(bytes: Uint8Array): string {
  let text = '';
  for (const byte of concatBytes(bytes, bigEndian32(crc32(bytes)))) text += PAIRS[byte];
  return text;
}

/** The bytes without their checksum; `null` for letters that stand for no byte, or a checksum that does not hold. */
export function fromBytewords(text: string): Uint8Array | null {
  if (text.length % 2 !== 0 || text.length < 2 * (CHECKSUM_BYTES + 1)) return null;
  const all = new Uint8Array(text.length / 2);
  for (let at = 0; at < all.length; at++) {
    const byte = BYTES.get(text.slice(2 * at, 2 * at + 2));
    if (byte === undefined) return null;
    all[at] = byte;
  }
  const bytes = all.subarray(0, -CHECKSUM_BYTES);
  return equalBytes(bigEndian32(crc32(bytes)), all.subarray(-CHECKSUM_BYTES)) ? bytes : null;
}
