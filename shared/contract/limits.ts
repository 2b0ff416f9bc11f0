/** Longest reason for a decision, a grant, a discharge or a revocation, in UTF-16 units. */
export const REASON_LIMIT = 4000;

/** Longest passphrase, in UTF-16 units. */
export const PASSPHRASE_LIMIT = 1024;

/** Unicode characters that a new passphrase must have at least. */
export const PASSPHRASE_MINIMUM = 12;

/** A grant expires after this many hours at the latest. */
export const GRANT_HOURS_LIMIT = 24 * 90;

/** Statements that one run may have. */
export const RUN_LIMIT = 50;

/** Bytes of a file that are given at a time. */
export const FILE_BYTES_LIMIT = 64 * 1024;

/** A larger image, in bytes or in pixels, is not decoded: it would take more memory than the window has to spare. */
export const IMAGE_BYTES_LIMIT = 32 * 1024 * 1024;
export const IMAGE_PIXELS_LIMIT = 64 * 1000 * 1000;

/** Stretches of lines that the window reports at a time. */
export const SHOWN_LIMIT = 200;

/** Folders of a tree that can be open or closed by themselves. */
export const FOLDERS_LIMIT = 10_000;

/** Longest note, and longest file of notes, in UTF-16 units. */
export const NOTE_LIMIT = 20_000;
export const NOTES_LIMIT = 4 * 1024 * 1024;

/** Paths of a bundle that are looked up at a time. */
export const HELD_LIMIT = 200;
