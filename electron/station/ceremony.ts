import type { Problem } from '../../shared/contract/channel.ts';
import type { SignChannels } from '../../shared/contract/sign.ts';
import type { CeremonyView } from '../../shared/contract/views.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Handlers } from '../ipc/gate.ts';

type SignHandlers = Handlers<SignChannels>;

/**
 * What the signing window is open for: what it shows now, and what it may do. One ceremony at a time has the window;
 * `Outcome` is what it came to, `null` while nothing was signed or made.
 */
export interface Ceremony<Outcome> {
  view(): CeremonyView;
  outcome(): Outcome | null;
  /** Called when its window is gone, however it came to that. */
  end?(): void;
  readonly steps: Partial<Omit<SignHandlers, 'ceremony/view' | 'ceremony/cancel'>>;
}

/** All handlers of the signing window for one ceremony; a step that the ceremony does not have is refused. */
export function handlersOf(ceremony: Ceremony<unknown>, close: () => void): SignHandlers {
  const closing =
    <Request, Value extends 'closed' | 'next'>(
      step: ((request: Request) => Promise<Result<Value, Problem>>) | undefined,
    ) =>
    async (request: Request): Promise<Result<Value, Problem>> => {
      if (step === undefined) return err(NOT_PART);
      const answer = await step(request);
      if (answer.ok && answer.value === 'closed') close();
      return answer;
    };
  return {
    'ceremony/view': async () => ok(ceremony.view()),
    'ceremony/cancel': closing(async () => ok('closed')),
    'ceremony/change-passphrase': closing(ceremony.steps['ceremony/change-passphrase']),
    'ceremony/confirm': closing(ceremony.steps['ceremony/confirm']),
    'ceremony/create-identity': closing(ceremony.steps['ceremony/create-identity']),
    'ceremony/override-link': closing(ceremony.steps['ceremony/override-link']),
    'ceremony/choose-key-file': closing(ceremony.steps['ceremony/choose-key-file']),
    'ceremony/choose-agent': closing(ceremony.steps['ceremony/choose-agent']),
    'ceremony/sign-in': closing(ceremony.steps['ceremony/sign-in']),
    'ceremony/sign': closing(ceremony.steps['ceremony/sign']),
  };
}

const NOT_PART: Problem = {
  code: 'sign/not-part-of-ceremony',
  sentence: 'That step does not belong to what the signing window is open for. Close it and start again.',
};
