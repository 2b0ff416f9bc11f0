/**
 * How an operation of several steps makes its calls to a file system. A medium that hangs holds one up for as long as
 * it likes; so whoever waits for the operation may watch each call, and leave between two of them.
 */
export interface Calls {
  /** One call. @throws `Left`, and makes none, once whoever waited has left */
  make<T>(call: () => Promise<T>): Promise<T>;
  /** One call of cleaning up, which is made in any case. */
  cleanUp<T>(call: () => Promise<T>): Promise<T>;
}

/** Nobody waits any more for what the call is part of. */
export class Left extends Error {
  override readonly name = 'Left';
  /** As the system says it of an operation that was called off. */
  readonly code = 'ECANCELED';
}

/** Watched by nobody, and left by nobody: for the console's own disk. */
export const DIRECTLY: Calls = { make: (call) => call(), cleanUp: (call) => call() };

/** The same calls, all of them of cleaning up. */
export function cleaningUp(calls: Calls): Calls {
  const cleanUp = <T>(call: () => Promise<T>): Promise<T> => calls.cleanUp(call);
  return { make: cleanUp, cleanUp };
}
