import { opaqueString } from '../../../shared/text/opaque-string.ts';

/** Unicode characters that a passphrase must have at least. */
const MINIMUM_PASSPHRASE_LENGTH = 12;

/** Different characters that a passphrase must have at least, so that a held-down key is not one. */
const MINIMUM_DIFFERENT_CHARACTERS = 5;

/**
 * Why a new passphrase is not accepted, as a sentence; `null` when it is.
 *
 * Length is what holds against guessing at the file (age's own advice: four or five random words); rules on kinds of
 * characters are left out on purpose (NIST SP 800-63B, section 5.1.1.2).
 */
export function passphraseWeakness(typed: string): string | null {
  const passphrase = opaqueString(typed);
  const characters = Array.from(passphrase);
  if (/[\p{Cc}\p{Cs}\p{Co}\p{Cn}]/u.test(passphrase)) {
    return 'A passphrase is typed text: it may not hold control characters or broken Unicode.';
  }
  // Stock `age` reads the passphrase from a terminal line, and a person cannot see blanks at its ends.
  if (passphrase.trim() !== passphrase) return 'A passphrase may not begin or end with a blank.';
  if (characters.length < MINIMUM_PASSPHRASE_LENGTH) {
    return `A passphrase needs at least ${MINIMUM_PASSPHRASE_LENGTH} characters: four or five random words are good.`;
  }
  if (new Set(characters).size < MINIMUM_DIFFERENT_CHARACTERS) {
    return `A passphrase needs at least ${MINIMUM_DIFFERENT_CHARACTERS} different characters: take four or five random words.`;
  }
  return null;
}
