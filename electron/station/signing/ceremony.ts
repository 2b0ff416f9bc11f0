import type { Handlers } from '../../../shared/contract/channel.ts';
import type { SignChannels } from '../../../shared/contract/sign.ts';
import type { CeremonyView } from '../../../shared/contract/views.ts';
import { type Failure, failure } from '../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../shared/result.ts';

/** What a ceremony answers: where what is typed is sealed to, and how the links are, is no ceremony's business. */
type SignHandlers = Omit<Handlers<SignChannels>, 'ceremony/seal-to' | 'ceremony/links'>;

/**
 * What a ceremony may do. `cancelled` is aborted as soon as the person cancels or the window is gone: a step that waited
 * for anything looks at it once more right before what it does counts, and gives `CANCELLED` instead.
 */
type Steps = {
  readonly [Name in Exclude<keyof SignHandlers, 'ceremony/view' | 'ceremony/cancel'>]?: (
    request: Parameters<SignHandlers[Name]>[0],
    cancelled: AbortSignal,
  ) => ReturnType<SignHandlers[Name]>;
};

/**
 * What the signing window is open for: what it shows now, and what it may do. One ceremony at a time has the window;
 * `Outcome` is what it came to, `null` while nothing was signed or made.
 */
export interface Ceremony<Outcome> {
  view(): CeremonyView;
  outcome(): Outcome | null;
  readonly steps: Steps;
  /** For what may have to end by itself: called once it is held; `end` closes the window. Gives what stops watching. */
  watch?(end: () => void): () => void;
}

/** The signing window, as the services know it. */
export interface Ceremonies {
  /**
   * Holds a ceremony until its window is closed; what it came to, `null` for nothing. A failure where the window is open
   * already, where nothing may be signed now, or where nobody knows what it came to.
   */
  hold<Outcome>(ceremony: Ceremony<Outcome>): Promise<Result<Outcome | null, Failure>>;
}

/** One ceremony in the signing window. */
export interface HeldCeremony<Outcome> {
  readonly handlers: SignHandlers;
  /** The window is gone, or about to go: from now on no step has an effect that it has not had. */
  cancel(): void;
  /**
   * What it came to, `null` for nothing; a failure where nobody knows. Resolves once no step that could end the ceremony
   * is under way any more: it is known then, and not before.
   */
  settled(): Promise<Result<Outcome | null, Failure>>;
}

/** Makes all handlers of the signing window for one ceremony; a step that the ceremony does not have is refused. */
export function heldCeremony<Outcome>(ceremony: Ceremony<Outcome>, close: () => void): HeldCeremony<Outcome> {
  const { steps } = ceremony;
  const over = new AbortController();
  const underWay = new Set<Promise<unknown>>();
  let unknown: Failure | null = null;
  const closing =
    <Request, Value extends 'closed' | 'next'>(step: Step<Request, Value> | undefined) =>
    async (request: Request): Promise<Result<Value, Failure>> => {
      if (step === undefined) return err(NOT_PART);
      const answering = step(request, over.signal);
      underWay.add(answering);
      try {
        const answer = await answering;
        if (!answer.ok && answer.error.outcome === 'unknown') unknown = answer.error;
        // What may have been done is not tried once more.
        if ((answer.ok && answer.value === 'closed') || unknown !== null) end();
        return answer;
      } finally {
        underWay.delete(answering);
      }
    };
  const moving =
    <Request>(step: Step<Request, 'next'> | undefined) =>
    async (request: Request): Promise<Result<'next', Failure>> =>
      step === undefined ? err(NOT_PART) : step(request, over.signal);
  const end = () => {
    stopWatching();
    over.abort();
    close();
  };
  const stopWatching = ceremony.watch?.(end) ?? (() => undefined);
  return {
    handlers: {
      'ceremony/view': async () => ok(ceremony.view()),
      'ceremony/cancel': closing(async () => ok<'closed'>('closed')),
      'ceremony/change-passphrase': closing(steps['ceremony/change-passphrase']),
      'ceremony/confirm': closing(steps['ceremony/confirm']),
      'ceremony/create-identity': closing(steps['ceremony/create-identity']),
      'ceremony/override-link': moving(steps['ceremony/override-link']),
      'ceremony/read-again': moving(steps['ceremony/read-again']),
      'ceremony/choose-key-file': moving(steps['ceremony/choose-key-file']),
      'ceremony/choose-agent': moving(steps['ceremony/choose-agent']),
      'ceremony/sign-in': closing(steps['ceremony/sign-in']),
      'ceremony/sign': closing(steps['ceremony/sign']),
      'ceremony/open-run': closing(steps['ceremony/open-run']),
      'ceremony/sign-page': closing(steps['ceremony/sign-page']),
    },
    cancel: () => {
      stopWatching();
      over.abort();
    },
    settled: async () => {
      await Promise.allSettled(underWay);
      return unknown === null ? ok(ceremony.outcome()) : err(unknown);
    },
  };
}

type Step<Request, Value> = (request: Request, cancelled: AbortSignal) => Promise<Result<Value, Failure>>;

/** What a step answers that was under way when the person cancelled. */
export const CANCELLED = failure('sign/cancelled');
const NOT_PART = failure('sign/not-part-of-ceremony');
