import { type FailureCode, failure } from '../../../shared/failure/failure.ts';
import { opaqueString } from '../../../shared/text/opaque-string.ts';
import type { KeyringFailure } from './keyring-failure.ts';

/** Unicode characters that a passphrase must have at least. */
const MINIMUM_PASSPHRASE_LENGTH = 12;

/** Different characters that a passphrase must have at least, so that a held-down key is not one. */
const MINIMUM_DIFFERENT_CHARACTERS = 5;

/** What can be wrong with a new passphrase. */
export const WEAKNESSES = [
  'keyring/passphrase-not-text',
  'keyring/passphrase-blank-ends',
  'keyring/passphrase-short',
  'keyring/passphrase-few-characters',
] as const satisfies readonly FailureCode[];
type Weakness = (typeof WEAKNESSES)[number];

/**
 * Why a new passphrase is not accepted; `null` when it is.
 *
 * Length is what holds against guessing at the file (age's own advice: four or five random words); rules on kinds of
 * characters are left out on purpose (NIST SP 800-63B, section 5.1.1.2).
 */
export function passphraseWeakness(typed: string): Weakness | null {
  const passphrase = opaqueString(typed);
  const characters = Array.from(passphrase);
  if (/[\p{Cc}\p{Cs}\p{Co}\p{Cn}]/u.test(passphrase)) return 'keyring/passphrase-not-text';
  // Stock `age` reads the passphrase from a terminal line, and a person cannot see blanks at its ends.
  if (passphrase.trim() !== passphrase) return 'keyring/passphrase-blank-ends';
  if (characters.length < MINIMUM_PASSPHRASE_LENGTH) return 'keyring/passphrase-short';
  return new Set(characters).size < MINIMUM_DIFFERENT_CHARACTERS ? 'keyring/passphrase-few-characters' : null;
}

/** The failure to accept such a passphrase. */
export function weakPassphrase(code: Weakness): KeyringFailure {
  const least = code === 'keyring/passphrase-short' ? MINIMUM_PASSPHRASE_LENGTH : MINIMUM_DIFFERENT_CHARACTERS;
  return failure(code, { params: { least }, where: 'passphrase' });
}
