import type { Finding } from '../finding/index.ts';
import type { FailedOutcome } from '../outcome.ts';
import { failures } from '../strings/en/failures.ts';
import type { Gap } from '../strings/forms/fill-gaps.ts';

/** A failure that the catalogue has words for. */
export type WordedCode = keyof typeof failures;

/** Where a person asked for something: the first part of a failure's code in a window and in the journal. */
export type FailureArea =
  | 'ipc'
  | 'media'
  | 'import'
  | 'packet'
  | 'bundle'
  | 'identity'
  | 'decision'
  | 'authority'
  | 'receipt'
  | 'sign'
  | 'export'
  | 'airgap'
  | 'journal'
  | 'station';

type NameOf<Code extends string> = Code extends `${string}/${infer Name}` ? Name : never;

/** A failure of a part below, under the area that was asked: `file/medium-full` becomes `export/medium-full`. */
type PassedOnCode = `${FailureArea}/${NameOf<WordedCode>}`;

export type FailureCode = WordedCode | PassedOnCode;

/**
 * Why something was asked for and not done, without words: `sayFailure` has those, in each language. Made by `failure`,
 * passed on by `under`.
 */
export interface Failure<Code extends FailureCode = FailureCode> {
  readonly code: Code;
  /** What fills the gaps of its words. Untrusted text. */
  readonly params?: Readonly<Record<string, string | number>>;
  /** A file, a field, an option: what it is about. Untrusted text. */
  readonly where?: string;
  /** What was found, where that is the reason. */
  readonly findings?: readonly Finding[];
  /** The system's name of the error (`ENOSPC`). */
  readonly errno?: string;
  /** The code that its words stand under, where it was passed on. */
  readonly words?: WordedCode;
  /** The failure below it. */
  readonly cause?: Failure;
  /** Seconds that the next try must wait, where it must. */
  readonly retryAfter?: number;
  /** Where what was asked for may have been done all the same. Without it, it was not done. */
  readonly outcome?: 'unknown';
}

type GapOf<Code extends WordedCode> = Code extends WordedCode ? Gap<(typeof failures)[Code]> : never;
type ParamOf<Code extends WordedCode> = Exclude<GapOf<Code>, 'cause' | 'findings' | 'errno'>;

interface Detail {
  readonly where?: string | undefined;
  readonly errno?: string | undefined;
  readonly retryAfter?: number;
  readonly cause?: Failure;
  readonly findings?: readonly Finding[];
}

/** What a failure must be given so that each gap of its words is filled. */
type DetailOf<Code extends WordedCode> = Detail &
  ([ParamOf<Code>] extends [never] ? unknown : { readonly params: Readonly<Record<ParamOf<Code>, string | number>> }) &
  ('cause' extends GapOf<Code> ? { readonly cause: Failure } : unknown) &
  ('findings' extends GapOf<Code> ? { readonly findings: readonly Finding[] } : unknown);

/** The one way to make a failure. The compiler asks for what its words have gaps for. */
export function failure<Code extends WordedCode>(
  code: Code,
  ...[detail]: Detail extends DetailOf<Code> ? [detail?: DetailOf<Code>] : [detail: DetailOf<Code>]
): Failure<Code> {
  const { where, errno, ...rest } = detail ?? {};
  return {
    code,
    ...rest,
    ...(where === undefined ? {} : { where }),
    ...(errno === undefined ? {} : { errno }),
  };
}

/** A part's failure under the area that was asked: only its code is another one. */
export function under(area: FailureArea, below: Failure): Failure {
  const { code, words } = below;
  const name = code.slice(code.indexOf('/') + 1);
  const said = words ?? (isWorded(code) ? code : undefined);
  return isName(name) && said !== undefined ? { ...below, code: `${area}/${name}`, words: said } : below;
}

/** A failure under a code that is known elsewhere, with the words of its own. */
export function coded(code: FailureCode, one: Failure<WordedCode>): Failure {
  return { ...one, code, words: one.code };
}

/** Whether the catalogue has words under this very code. */
export function isWorded(code: FailureCode): code is WordedCode {
  return Object.hasOwn(failures, code);
}

const NAMES: ReadonlySet<string> = new Set(Object.keys(failures).map((code) => code.slice(code.indexOf('/') + 1)));

function isName(text: string): text is NameOf<WordedCode> {
  return NAMES.has(text);
}

/** The system's name of the error at the bottom of a failure, where it was one of the system's. */
export function systemErrno({ errno, cause }: Failure): string | undefined {
  return errno ?? (cause === undefined ? undefined : systemErrno(cause));
}

/** For an act of several steps that failed at the step that counts or after it, and could not be settled. */
export function unknownOutcome<Code extends FailureCode>(one: Failure<Code>): Failure<Code> {
  return { ...one, outcome: 'unknown' };
}

/** For a step that comes before the one that counts: whatever became of it, the whole was not done. */
export function notDone<Code extends FailureCode>(one: Failure<Code>): Failure<Code> {
  const { outcome: _, ...rest } = one;
  return rest;
}

export function withOutcome<Code extends FailureCode>(one: Failure<Code>, outcome: FailedOutcome): Failure<Code> {
  return outcome === 'unknown' ? unknownOutcome(one) : notDone(one);
}
