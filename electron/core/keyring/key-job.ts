import * as z from 'zod';
import { FILE_CODES } from '../files/file-failure.ts';
import { WEAKNESSES } from './passphrase-strength.ts';

/** Why a key file does not open, in whichever format it is: `AgeDefect` and `PrivateKeyDefect`. */
const KEY_FILE_DEFECTS = [
  'wrong-passphrase',
  'line-ends',
  'work-factor',
  'no-passphrase',
  'not-openssh',
  'passphrase-needed',
  'cipher-unknown',
  'not-ed25519',
  'damaged',
] as const;
export type KeyFileDefect = (typeof KEY_FILE_DEFECTS)[number];

/** Bytes of a private key's file, whatever format it is in. */
export const MAX_KEY_FILE = 64 * 1024;

/**
 * What a key process is asked to do, one thing at a time. It holds one key at most, from `make`, `open` or `open-read`
 * on. `typed` is a sealed `TypedSecret`, in base64.
 */
export type KeyCommand =
  /** Makes a new key. */
  | { readonly kind: 'make'; readonly typed: string; readonly comment: string }
  /** Opens an age file. */
  | { readonly kind: 'open'; readonly typed: string; readonly file: Uint8Array }
  /** Reads a private key file that the person keeps: it may be unencrypted, so no other process reads it. */
  | { readonly kind: 'read'; readonly path: string }
  /** Opens what was read, as an OpenSSH private key file. */
  | { readonly kind: 'open-read'; readonly typed: string }
  /** Encrypts the key as an age file: under the passphrase chosen, or where none was, under the one that opened it. */
  | { readonly kind: 'seal'; readonly workFactor: number }
  /** From now on only messages with one of these SHA-256 digests are signed. */
  | { readonly kind: 'only'; readonly digests: readonly string[] }
  /** Signs a message with the key. */
  | { readonly kind: 'sign'; readonly message: Uint8Array };

/** Why a key is not at hand. */
const keyRefusal = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('file'), defect: z.enum(KEY_FILE_DEFECTS) }),
  /** What was typed was not sealed to this process, or is not what the command needs. */
  z.strictObject({ kind: z.literal('unreadable') }),
  /** A new passphrase and its repetition. */
  z.strictObject({ kind: z.literal('differ') }),
  /** What is wrong with a new passphrase. */
  z.strictObject({ kind: z.literal('weak'), code: z.enum(WEAKNESSES) }),
]);
export type KeyRefusal = z.infer<typeof keyRefusal>;

/** What is told of a key that is at hand: nothing that is secret. The comment is untrusted text. */
const keyTold = z.strictObject({ publicKey: bytes(32), comment: z.string() });
const opened = result(keyTold, keyRefusal);

/** What comes back, a message a command. A process that reads hostile files is believed no more than it must be. */
export const keyAnswers = {
  make: opened,
  open: opened,
  read: result(z.null(), z.strictObject({ code: z.enum(FILE_CODES), errno: z.string().optional() })),
  'open-read': opened,
  seal: bytes(null),
  only: z.null(),
  sign: bytes(64),
} satisfies Record<KeyCommand['kind'], z.ZodType>;
export type KeyAnswer = z.infer<(typeof keyAnswers)[KeyCommand['kind']]>;

/** The first message of a key process: the age recipient to which what is typed for it is sealed. */
export const keyProcessReady = z.strictObject({ recipient: z.string() });

function bytes(length: number | null) {
  return z.custom<Uint8Array>((value) => value instanceof Uint8Array && (length === null || value.length === length));
}

function result<Value extends z.ZodType, Refusal extends z.ZodType>(value: Value, error: Refusal) {
  return z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), value }),
    z.strictObject({ ok: z.literal(false), error }),
  ]);
}
