import { randomBytes, randomUUID } from 'node:crypto';
import type { Circumstances } from '../circumstances.ts';

/**
 * What a ceremony fixes when it shows a statement. Made again from the same moment, a statement has the same bytes for as
 * long as what it rests on has not changed.
 */
export interface Moment {
  readonly circumstances: Circumstances;
  /** What the statement is called by: a random UUID. */
  readonly id: string;
  /** What a grant is used up by: 32 random bytes in hex. */
  readonly nonce: string;
}

export function momentOf(circumstances: Circumstances): Moment {
  return { circumstances, id: randomUUID(), nonce: randomBytes(32).toString('hex') };
}
