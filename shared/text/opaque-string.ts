/**
 * Passphrases as bytes depend on the keyboard: one sends `ậ` as one character, another as two or three. RFC 8265 (section
 * 4.2, OpaqueString) says which of them is meant.
 */

/** The form in which a passphrase is used: every blank is a space, composed characters (NFC). */
export function opaqueString(typed: string): string {
  return typed.replace(/\p{Zs}/gu, ' ').normalize('NFC');
}

/**
 * The forms that may have been meant where it was not this program that encrypted, or a version of it that took what was
 * typed: the opaque string, as typed, decomposed, and with tone marks apart, as Vietnamese keyboards send them. Each once;
 * just one where all characters are ASCII.
 */
export function formsOfPassphrase(typed: string): readonly string[] {
  const composed = opaqueString(typed);
  return [...new Set([composed, typed, typed.normalize('NFC'), composed.normalize('NFD'), withTonesApart(composed)])];
}

/** The combining marks that stand for Vietnamese tones, as code page 1258 has them. */
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

function withTonesApart(composed: string): string {
  return Array.from(composed, (character) => {
    const parts = character.normalize('NFD');
    return parts.replace(TONES, '').normalize('NFC') + (parts.match(TONES)?.join('') ?? '');
  }).join('');
}
