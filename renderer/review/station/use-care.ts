import { useState } from 'react';
import type { Handle, IdentityView, PickedFolder } from '../../../shared/contract/views.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import type { Result } from '../../../shared/result.ts';
import type { Sentence } from '../../../shared/strings/forms/say.ts';
import { strings } from '../../strings/index.ts';
import { useCrash } from '../../ui/use-crash.ts';
import { ask } from '../hooks/bridge.ts';
import { useReview } from '../hooks/context.ts';
import { type Ceremony, stateAfter } from '../hooks/use-ceremony.ts';

const text = strings.station.care;

/** How far that is which was last asked for an identity; once it is done, what is said of it. */
type Care = Ceremony<Sentence> | { readonly state: 'writing'; readonly folder: Handle };

/** What can be asked for an identity; each ends in `care`. */
export function useCare({ id, name }: IdentityView) {
  const { renewStation } = useReview();
  const [care, setCare] = useState<Care>({ state: 'none' });
  const crash = useCrash();

  const run = (step: () => Promise<Care>) => {
    setCare({ state: 'open' });
    step().then((next) => {
      setCare(next);
      renewStation();
    }, crash);
  };
  return {
    care,
    isOpen: care.state === 'open' || care.state === 'writing',
    changePassphrase: () =>
      run(async () => after(await ask('identity/change-passphrase', { identity: id }), text.changed(name))),
    backUp: () =>
      run(() =>
        inFolder('destination', async ({ handle }) => {
          setCare({ state: 'writing', folder: handle });
          const copied = await ask('identity/back-up', { identity: id, destination: handle });
          if (!copied.ok) return { state: 'refused', failure: copied.error };
          const { file, medium, readBack } = copied.value;
          return { state: 'done', done: text.backedUp[readBack](file, medium) };
        }),
      ),
    restore: () =>
      run(() =>
        inFolder('source', async ({ handle }) =>
          after(await ask('identity/restore', { identity: id, folder: handle }), text.restored(name)),
        ),
      ),
    end: (how: 'retire' | 'revoke', reason: string, approver: Sha256) =>
      run(async () => after(await ask('identity/end', { identity: id, how, reason, approver }), text.ended[how](name))),
  };
}

async function inFolder(
  purpose: 'source' | 'destination',
  step: (folder: PickedFolder) => Promise<Care>,
): Promise<Care> {
  const picked = await ask('media/pick', { purpose });
  if (!picked.ok) return { state: 'refused', failure: picked.error };
  return picked.value === null ? { state: 'cancelled' } : step(picked.value);
}

function after(answer: Result<IdentityView | null, Failure>, sentence: Sentence): Care {
  const next = stateAfter(answer);
  return next.state === 'done' ? { state: 'done', done: sentence } : next;
}
