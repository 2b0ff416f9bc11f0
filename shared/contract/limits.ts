/** Longest reason for a decision, in UTF-16 units. */
export const REASON_LIMIT = 4000;

/** Longest passphrase, in UTF-16 units. */
export const PASSPHRASE_LIMIT = 1024;

/** Unicode characters that a new passphrase must have at least. */
export const PASSPHRASE_MINIMUM = 12;
