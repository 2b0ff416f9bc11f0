import type { Input, Usage } from './usage.ts';

/**
 * What a command ends with: 0 it holds, 1 it does not, 2 it could not be read or was called wrongly, 3 there was nothing
 * to verify.
 */
export type ExitStatus = 0 | 1 | 2 | 3;

/** One JSON value for the program that called, sentences for the person. */
export interface Outcome {
  readonly status: ExitStatus;
  readonly json: unknown;
  readonly messages: readonly string[];
}

/** The work of a command that is called as `U` says. Its result is not printed by itself. */
export type Run<U extends Usage> = (input: Input<U>) => Promise<Outcome>;

/** Called in a way that the command does not know: a sentence, and the usage line is shown with it. */
export class UsageError extends Error {}

/** The outcome of something that could not be read. */
export function unreadable(message: string): Outcome {
  return { status: 2, json: { error: message }, messages: [message] };
}
