import { useState } from 'react';
import type { Sha256 } from '../../../shared/bytes.ts';
import type { Problem } from '../../../shared/contract/channel.ts';
import type { ExportView } from '../../../shared/contract/views.ts';
import { escapeVisible } from '../../../shared/text/deceptive.ts';
import { strings } from '../../strings/index.ts';
import { Notice, ProblemNotice } from '../../ui/Notice.tsx';
import { Say } from '../../ui/Untrusted.tsx';
import { useCrash } from '../../ui/use-crash.ts';
import { ask } from '../bridge.ts';
import { useReview } from '../context.ts';
import { missingRoles } from '../session.ts';

const text = strings.authority.carry;

type Carrying =
  | { readonly state: 'none' | 'writing' }
  | { readonly state: 'done'; readonly exported: ExportView }
  | { readonly state: 'refused'; readonly problem: Problem };

/** Writes a discharge to a folder, for the actors whose keys are on another station. */
export function CarryAway({ envelope, blocker }: { readonly envelope: Sha256; readonly blocker: string }) {
  const { station } = useReview();
  const [carrying, setCarrying] = useState<Carrying>({ state: 'none' });
  const mayCarry = missingRoles(station, 'authority/export') === null;
  const crash = useCrash();
  const write = async () => {
    const picked = await ask('media/pick', { purpose: 'destination' });
    if (!picked.ok) return setCarrying({ state: 'refused', problem: picked.error });
    if (picked.value === null) return;
    setCarrying({ state: 'writing' });
    const answer = await ask('authority/export', { envelope, destination: picked.value.handle });
    setCarrying(answer.ok ? { state: 'done', exported: answer.value } : { state: 'refused', problem: answer.error });
  };
  return (
    <>
      <div className="actions">
        <button
          type="button"
          aria-label={text.away(escapeVisible(blocker))}
          disabled={!mayCarry || carrying.state === 'writing'}
          onClick={() => write().catch(crash)}
        >
          {text.awayShort}
        </button>
      </div>
      {carrying.state === 'refused' ? <ProblemNotice problem={carrying.problem} /> : null}
      {carrying.state === 'done' ? (
        <Notice tone="good">
          <Say it={text.done(carrying.exported.folder, carrying.exported.medium)} />
        </Notice>
      ) : null}
    </>
  );
}
