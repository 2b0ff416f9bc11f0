import type { z } from 'zod';
import type { Result } from '../result.ts';

/** The parts of the console that can refuse something. */
export type ProblemArea =
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

/** An error as a window gets it: a code for the program, sentences for the person, and what it is about. */
export interface Problem {
  readonly code: `${ProblemArea}/${string}`;
  /** What is the case, and what the person can do about it. */
  readonly sentence: string;
  /** A file, a field, an option: what it is about. Untrusted text. */
  readonly where?: string;
  /** Seconds that the next try must wait, where it must. */
  readonly retryAfter?: number;
  /** The system's own name of the error, where it was one of the system's. */
  readonly errno?: string;
  /** Where what was asked for may have been done all the same. Without it, it was not done. */
  readonly outcome?: 'unknown';
}

/** One thing that a window may ask. `response` is there for its type alone and never has a value. */
export interface Channel<Request extends z.ZodType, Response> {
  readonly request: Request;
  readonly response?: Response;
}

/** `channel<Response>()(requestSchema)`: in two steps, since the response is named and the request inferred. */
export function channel<Response>() {
  return <Request extends z.ZodType>(request: Request): Channel<Request, Response> => ({ request });
}

export type AnyChannels = Readonly<Record<string, Channel<z.ZodType, unknown>>>;

export type RequestOf<C> = C extends Channel<infer Request, unknown> ? z.infer<Request> : never;
export type ResponseOf<C> = C extends Channel<z.ZodType, infer Response> ? Response : never;

/** What answers come back as: never thrown, never a bare string. */
export type Answer<C> = Result<ResponseOf<C>, Problem>;

/** One function for each channel of a list, each given its parsed request. */
export type Handlers<Channels extends AnyChannels> = {
  readonly [Name in keyof Channels]: (
    request: RequestOf<Channels[Name]>,
  ) => Promise<Result<ResponseOf<Channels[Name]>, Problem>>;
};
