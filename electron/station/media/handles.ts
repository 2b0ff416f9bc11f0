import { randomBytes } from 'node:crypto';
import type { Handle } from '../../../shared/contract/views.ts';

/**
 * What the main process holds for a window under an opaque name: unguessable, so that a window can only name what it
 * was given. A table is emptied with its window; the oldest entries go when it is full.
 */
export class HandleTable<T> {
  readonly #prefix: string;
  readonly #entries = new Map<Handle, T>();

  /** @param prefix lower-case letters that tell a person who reads a log what kind of thing it names */
  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  issue(value: T): Handle {
    const handle = `${this.#prefix}_${randomBytes(16).toString('hex')}`;
    this.#entries.set(handle, value);
    const oldest = this.#entries.keys().next();
    if (this.#entries.size > MAX_ENTRIES && !oldest.done) this.#entries.delete(oldest.value);
    return handle;
  }

  /** `undefined` for a handle that was never issued, or that is gone. */
  get(handle: Handle): T | undefined {
    return this.#entries.get(handle);
  }
}

const MAX_ENTRIES = 10_000;
