import { useState } from 'react';
import type { CarriedInView } from '../../../shared/contract/authority-views.ts';
import type { Problem } from '../../../shared/contract/channel.ts';
import { strings } from '../../strings/index.ts';
import { inOrder } from '../../ui/in-order.ts';
import { Notice, ProblemNotice } from '../../ui/Notice.tsx';
import { Say } from '../../ui/Untrusted.tsx';
import { useCrash } from '../../ui/use-crash.ts';
import { ask } from '../bridge.ts';
import { useReview } from '../context.ts';
import { NeedsRole } from '../NeedsRole.tsx';
import { missingRoles } from '../session.ts';

const text = strings.authority.carry;

type Taking =
  | { readonly state: 'none' | 'reading' }
  | { readonly state: 'done'; readonly carried: CarriedInView }
  | { readonly state: 'refused'; readonly problem: Problem };

/** Takes in what was signed on another station. */
export function TakeIn() {
  const { station } = useReview();
  const [taking, setTaking] = useState<Taking>({ state: 'none' });
  const mayTake = missingRoles(station, 'authority/import') === null;
  const crash = useCrash();
  const take = async () => {
    const picked = await ask('media/pick', { purpose: 'source' });
    if (!picked.ok) return setTaking({ state: 'refused', problem: picked.error });
    if (picked.value === null) return;
    setTaking({ state: 'reading' });
    const answer = await ask('authority/import', { folder: picked.value.handle });
    setTaking(answer.ok ? { state: 'done', carried: answer.value } : { state: 'refused', problem: answer.error });
  };
  return (
    <section className="authority" aria-label={text.takeIn}>
      <p className="soft">{text.takeInLead}</p>
      <NeedsRole channel="authority/import" what={strings.shell.session.toImport} />
      <div className="actions">
        <button type="button" disabled={!mayTake || taking.state === 'reading'} onClick={() => take().catch(crash)}>
          {taking.state === 'reading' ? text.working : text.takeIn}
        </button>
      </div>
      {taking.state === 'refused' ? <ProblemNotice problem={taking.problem} /> : null}
      {taking.state === 'done' ? <Carried carried={taking.carried} /> : null}
    </section>
  );
}

function Carried({ carried: { taken, known, refused } }: { readonly carried: CarriedInView }) {
  return (
    <Notice
      tone={refused.length > 0 ? 'danger' : 'good'}
      title={text.result(taken.length, known.length, refused.length)}
    >
      {refused.length === 0 ? undefined : <ul>{inOrder(refused, refusedItem)}</ul>}
    </Notice>
  );
}

function refusedItem({ name, reason }: CarriedInView['refused'][number]) {
  return (
    <li>
      <Say it={text.refused(name, reason)} />
    </li>
  );
}
