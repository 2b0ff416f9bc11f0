import type { Failure } from '../../shared/failure/failure.ts';
import { sayFailure } from '../../shared/failure/say.ts';
import type { Finding } from '../../shared/finding/index.ts';
import { isNoArchive } from './other-archive.ts';
import type { Progress } from './progress.ts';
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
  /** For a person: sentences, the result first, then findings. */
  readonly messages: readonly Message[];
  /** What a person wants to know beside: shown on a terminal, where the JSON is not. */
  readonly facts?: Facts;
}

/** A sentence, a finding, or a finding that is told as something else than what its severity says. */
export type Message = string | Finding | { readonly label: string; readonly finding: Finding };

/** What is the case, by its name for people. */
export type Facts = readonly (readonly [name: string, what: string])[];

/** The work of a command that is called as `U` says. Its result is not printed by itself. */
export type Run<U extends Usage> = (input: Input<U>, progress: Progress) => Promise<Outcome>;

/** Called in a way that the command does not know: a sentence, and the usage line is shown with it. */
export class UsageError extends Error {}

/** The outcome of something that could not be read. */
export function unreadable(message: string): Outcome {
  return { status: 2, json: { error: message }, messages: [message] };
}

/** The outcome of work that ended with a sentence, and with findings where what it read was refused. */
export function failed(failure: Failure): Outcome {
  return unable(sayFailure(failure), failure.findings ?? []);
}

/** The same, where the sentence is made elsewhere. */
export function unable(sentence: string, findings: readonly Finding[]): Outcome {
  // That it holds what no evidence may hold is not so of what is no archive at all.
  if (isNoArchive(findings)) return { status: 2, json: { error: sentence, findings }, messages: findings };
  const status = findings.length > 0 ? 1 : 2;
  return { status, json: { error: sentence, findings }, messages: [sentence, ...findings] };
}
