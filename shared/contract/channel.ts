import type { z } from 'zod';
import type { Failure } from '../failure/failure.ts';
import type { Result } from '../result.ts';

/** One thing that a window may ask. `response` is there for its type alone and never has a value. */
export interface Channel<Request extends z.ZodType, Response> {
  readonly request: Request;
  readonly response?: Response;
}

/**
 * `channel<Response>()(requestSchema)`: in two steps, since the response is named and the request inferred. No text of a
 * request holds half of a surrogate pair: such a text has no UTF-8 form, so that it can be neither signed nor journalled.
 */
export function channel<Response>() {
  return <Request extends z.ZodType>(request: Request): Channel<Request, Response> => ({
    request: request.refine(hasUtf8Form, 'text that has a UTF-8 form'),
  });
}

function hasUtf8Form(value: unknown): boolean {
  if (typeof value === 'string') return !/\p{Surrogate}/u.test(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(hasUtf8Form);
}

export type AnyChannels = Readonly<Record<string, Channel<z.ZodType, unknown>>>;

export type RequestOf<C> = C extends Channel<infer Request, unknown> ? z.infer<Request> : never;
export type ResponseOf<C> = C extends Channel<z.ZodType, infer Response> ? Response : never;

/** What answers come back as: never thrown, never a bare string. */
export type Answer<C> = Result<ResponseOf<C>, Failure>;

/** One function for each channel of a list, each given its parsed request. */
export type Handlers<Channels extends AnyChannels> = {
  readonly [Name in keyof Channels]: (
    request: RequestOf<Channels[Name]>,
  ) => Promise<Result<ResponseOf<Channels[Name]>, Failure>>;
};
