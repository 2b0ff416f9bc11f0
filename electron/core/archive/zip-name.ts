import { fromUtf8 } from '../../../shared/encoding/bytes.ts';

/** Bytes 0x80 to 0xff of IBM's code page 437, which a zip's names are in by the letter (APPNOTE, appendix D). */
const CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

/** An entry's name as one encoding reads it. */
export interface NameReading {
  readonly text: string;
  readonly encoding: string;
}

/**
 * How a name reads in the encodings that writers of zips use without saying so, the likeliest first (a name that is all
 * letters in CP437 is hardly in another): for a person to find the file by. Which is meant, nothing in the zip says.
 */
export function readingsOf(name: Uint8Array): readonly NameReading[] {
  const [utf8, japanese] = [fromUtf8(name), fromCp932(name)];
  const dos = { text: fromCp437(name), encoding: 'CP437 (DOS)' };
  const windows = japanese === null ? [] : [{ text: japanese, encoding: 'CP932 (Japanese Windows)' }];
  return [
    ...(utf8 === null ? [] : [{ text: utf8, encoding: 'UTF-8' }]),
    ...(/[^\p{L}\x20-\x7e]/u.test(dos.text) ? [...windows, dos] : [dos, ...windows]),
  ];
}

function fromCp437(name: Uint8Array): string {
  return Array.from(name, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : CP437.charAt(byte - 0x80))).join('');
}

/** `null` for what no Japanese Windows writes. */
function fromCp932(name: Uint8Array): string | null {
  try {
    return new TextDecoder('shift_jis', { fatal: true }).decode(new Uint8Array(name));
  } catch (thrown) {
    if (thrown instanceof TypeError) return null;
    throw thrown;
  }
}
