/** What a thread is started as that reads batches of a tree. `Store`: what it needs to keep what it reads. */
export interface ReaderRole<Store = null> {
  readonly role: 'reader';
  readonly control: SharedArrayBuffer;
  /** `null`: it reads for the hashes alone. */
  readonly store: Store | null;
  readonly hashes: Hashes;
  /** Searched in every regular file on the way. */
  readonly tokens: readonly Uint8Array[];
}

/**
 * What is computed of a tree. `every`: all tree hashes, three digests of each content. `one-digest`: SHA-256 of each content,
 * what the vault keeps of it, and every tree hash but git's. `dirHash`: that alone.
 */
export type Hashes = 'every' | 'one-digest' | 'dirHash';

/**
 * Small young generations: what readers hand over is memory outside of the heap, which is freed when the young
 * generation is swept, and with V8's 48 MB that would be rarely.
 */
export const THREAD_LIMITS = { maxYoungGenerationSizeMb: 12 };

/**
 * A reader's heap holds a few megabytes, whatever the bundle's size: a few batches, each bounded, and what is not durable
 * yet. With V8's own limit, which is gigabytes, it lets tens of megabytes of garbage lie.
 */
export const READER_LIMITS = { ...THREAD_LIMITS, maxOldGenerationSizeMb: 32 };
