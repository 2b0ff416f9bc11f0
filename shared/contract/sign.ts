import * as z from 'zod';
import { channel } from './channel.ts';
import { RUN_LIMIT } from './limits.ts';
import { sealedSecret } from './typed.ts';
import type { AirgapView, CeremonyView } from './views.ts';

/** How the signer's key is to be used: under the passphrase typed, or by the ssh-agent that holds it. */
const proof = z.discriminatedUnion('by', [
  /** Of the key kept here, or of the key file that was chosen; empty for a file without one. */
  z.strictObject({ by: z.literal('passphrase'), passphrase: sealedSecret }),
  z.strictObject({ by: z.literal('agent') }),
]);
export type KeyProof = z.infer<typeof proof>;

const textDigest = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * Everything that the signing window may ask. Passphrases cross this border alone, and sealed: the review window never
 * sees one, and the main process cannot read one.
 * An answer `closed` means that the ceremony is over and the window is being closed; `next` that its view changed.
 */
export const signChannels = {
  'ceremony/view': channel<CeremonyView>()(z.strictObject({})),
  /** The links now; the window is told of changes unasked. */
  'ceremony/links': channel<AirgapView>()(z.strictObject({})),
  'ceremony/cancel': channel<'closed'>()(z.strictObject({})),
  /** Starts a key process, and gives the age recipient to which what was typed is sealed. Good for one request. */
  'ceremony/seal-to': channel<string>()(z.strictObject({})),
  'ceremony/create-identity': channel<'closed'>()(
    z.strictObject({
      name: z.string().trim().min(1).max(100),
      /** `choose`. */
      passphrase: sealedSecret,
      /** The approving owner's passphrase; `null` for the first owner. */
      approval: sealedSecret.nullable(),
    }),
  ),
  'ceremony/change-passphrase': channel<'closed'>()(z.strictObject({ passphrase: sealedSecret })),
  'ceremony/confirm': channel<'closed'>()(
    z.strictObject({ passphrase: sealedSecret, typed: z.string().max(400).nullable() }),
  ),
  /** The sentence that allows one signature while a link is up. */
  'ceremony/override-link': channel<'next'>()(z.strictObject({ typed: z.string().max(400) })),
  /** Makes the statement anew, of what is so now: for when what was read has changed (`sign/changed`). */
  'ceremony/read-again': channel<'next'>()(z.strictObject({})),
  /** Opens the chooser for the signer's own private key file, where the key is not kept on this station. */
  'ceremony/choose-key-file': channel<'next'>()(z.strictObject({})),
  /** The same for the socket of an ssh-agent. */
  'ceremony/choose-agent': channel<'next'>()(z.strictObject({})),
  /** Shows that the key is at hand by a signature over a challenge that is made for it alone. */
  'ceremony/sign-in': channel<'closed'>()(z.strictObject({ proof })),
  /** `rendered` is the SHA-256 of the text that the window shows: refused when it isn't what is being signed. */
  'ceremony/sign': channel<'closed'>()(
    z.strictObject({
      proof,
      typed: z.string().max(400).nullable(),
      rendered: textDigest,
    }),
  ),
  /** Opens the key for the statements of a run that the window lists: `rendered` has the SHA-256 of each text, in order. */
  'ceremony/open-run': channel<'next'>()(
    z.strictObject({ passphrase: sealedSecret, rendered: z.array(textDigest).min(1).max(RUN_LIMIT) }),
  ),
  /** Signs the statement of the page that is shown, which is number `at` from 0; the next page is another act. */
  'ceremony/sign-page': channel<'closed' | 'next'>()(
    z.strictObject({
      at: z.int().min(0).max(RUN_LIMIT),
      typed: z.string().max(400).nullable(),
      rendered: textDigest,
    }),
  ),
};

export type SignChannels = typeof signChannels;
