import * as z from 'zod';
import { PASSPHRASE_LIMIT } from './limits.ts';

const passphrase = z.string().min(1).max(PASSPHRASE_LIMIT);

/**
 * What a person types for a key, as the key process gets it. To unlock a key file that has no passphrase, nothing is
 * typed.
 */
export const typedSecret = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('unlock'), passphrase: z.string().max(PASSPHRASE_LIMIT) }),
  z.strictObject({ kind: z.literal('choose'), passphrase, repeated: passphrase }),
  z.strictObject({ kind: z.literal('change'), passphrase, next: passphrase, repeated: passphrase }),
]);
export type TypedSecret = z.infer<typeof typedSecret>;

/** In characters. Three passphrases of the greatest length, each character of them escaped in JSON, fit. */
const SEALED_LIMIT = 64 * 1024;

/**
 * The same as it crosses the main process: encrypted to one key process, which alone can read it, once.
 */
export const sealedSecret = z.strictObject({
  /** The age recipient (`age1...`) of the key process that `ceremony/seal-to` named. */
  to: z.string().max(100),
  /** The JSON text of a `TypedSecret` as an age file, in base64. */
  sealed: z.string().max(SEALED_LIMIT),
});
export type SealedSecret = z.infer<typeof sealedSecret>;
