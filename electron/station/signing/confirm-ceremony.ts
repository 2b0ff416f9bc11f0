import type { SealedSecret } from '../../../shared/contract/typed.ts';
import type { Confirmation } from '../../../shared/contract/views.ts';
import { type Failure, failure } from '../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Identity } from '../../core/keyring/identity.ts';
import { identityView } from '../identity-view.ts';
import type { Ceremony } from './ceremony.ts';

/** Something that one identity confirms with its passphrase, and that is no statement about a packet. */
export interface ConfirmRequest<Outcome> {
  readonly by: Identity;
  readonly asked: Confirmation;
  /** What has to be typed, to the letter; `null` where the passphrase is enough. */
  readonly typeExactly?: string;
  /** Words that the window does not show, since somebody else reads them aloud. Upper and lower case are the same there. */
  readonly heard?: string;
  /** Does it, with the passphrase just typed, and journals it; nothing once `cancelled`. */
  act(passphrase: SealedSecret, cancelled: AbortSignal): Promise<Result<Outcome, Failure>>;
}

export function confirmCeremony<Outcome>({
  by,
  asked,
  typeExactly,
  heard,
  act,
}: ConfirmRequest<Outcome>): Ceremony<Outcome> {
  let outcome: Outcome | null = null;
  return {
    view: () => ({ kind: 'confirm', by: identityView(by), asked, typeExactly: typeExactly ?? null }),
    outcome: () => outcome,
    steps: {
      'ceremony/confirm': async ({ passphrase, typed }, cancelled) => {
        if (typeExactly !== undefined && typed !== typeExactly) {
          return err(failure('sign/not-typed', { where: typeExactly }));
        }
        if (heard !== undefined && typed?.toLowerCase() !== heard.toLowerCase())
          return err(failure('sign/other-words'));
        const acted = await act(passphrase, cancelled);
        if (!acted.ok) return acted;
        outcome = acted.value;
        return ok('closed');
      },
    },
  };
}
