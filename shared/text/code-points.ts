/**
 * The sets of code points that signed texts and names depend on, each fixed by its list, so that no runtime's Unicode
 * version changes which bytes hold. They were made from the properties of Unicode 17.0; a test compares them, and the
 * pages of `docs/formats` that print them.
 */

/**
 * What a rendered text writes as `\u{...}` (docs/formats/rendered-text.md): Default_Ignorable_Code_Point, Cc but for tab
 * and line feed, the explicit directional characters of UAX #9, and FEFF, FFF9 to FFFB, 2028, 2029, 2800.
 */
export const ESCAPED_CODE_POINTS =
  '0000..0008 000B..001F 007F..009F 00AD 034F 061C 115F..1160 17B4..17B5 180B..180F 200B..200F 2028..202E 2060..206F ' +
  '2800 3164 FE00..FE0F FEFF FFA0 FFF0..FFFB 1BCA0..1BCA3 1D173..1D17A E0000..E0FFF';

/**
 * What no name of an identity holds (docs/formats/identities.md): Cc, Cf, Cs, Co, Zl, Zp, noncharacters, and what is
 * default-ignorable without being assigned. Any other code point may be in a name, assigned or not.
 */
export const UNNAMEABLE_CODE_POINTS =
  '0000..001F 007F..009F 00AD 0600..0605 061C 06DD 070F 0890..0891 08E2 180E 200B..200F 2028..202E 2060..206F ' +
  'D800..F8FF FDD0..FDEF FEFF FFF0..FFFB FFFE..FFFF 110BD 110CD 13430..1343F 1BCA0..1BCA3 1D173..1D17A 1FFFE..1FFFF ' +
  '2FFFE..2FFFF 3FFFE..3FFFF 4FFFE..4FFFF 5FFFE..5FFFF 6FFFE..6FFFF 7FFFE..7FFFF 8FFFE..8FFFF 9FFFE..9FFFF ' +
  'AFFFE..AFFFF BFFFE..BFFFF CFFFE..CFFFF DFFFE..E00FF E01F0..E0FFF EFFFE..10FFFF';

/** A list as above as the inside of a character class: ECMA-262, flag `u`. */
export function classOf(list: string): string {
  return list
    .split(' ')
    .map((range) =>
      range
        .split('..')
        .map((codePoint) => `\\u{${codePoint}}`)
        .join('-'),
    )
    .join('');
}
