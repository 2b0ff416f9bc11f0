import type { CarriedInView } from '../../../shared/contract/authority-views.ts';
import { sayFailure } from '../../../shared/failure/say.ts';
import { strings } from '../../strings/index.ts';
import { inOrder } from '../../ui/in-order.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Say } from '../../ui/Untrusted.tsx';
import { ask } from '../hooks/bridge.ts';
import { useReview } from '../hooks/context.ts';
import { missingRoles } from '../hooks/session.ts';
import { useFolderWork } from '../hooks/use-folder-work.ts';
import { NeedsRole } from '../parts/NeedsRole.tsx';

const text = strings.authority.carry;

/** Takes in what was signed on another station. */
export function TakeIn() {
  const { station } = useReview();
  const { work, begin } = useFolderWork<CarriedInView>('source');
  const mayTake = missingRoles(station, 'authority/import') === null;
  const take = () => begin((folder) => ask('authority/import', { folder }));
  return (
    <section className="authority" aria-label={text.takeIn}>
      <p className="soft">{text.takeInLead}</p>
      <NeedsRole channel="authority/import" what={strings.shell.session.toImport} />
      <div className="actions">
        <button type="button" disabled={!mayTake || work.state === 'working'} onClick={take}>
          {work.state === 'working' ? text.working : text.takeIn}
        </button>
      </div>
      {work.state === 'refused' ? <FailureNotice failure={work.failure} /> : null}
      {work.state === 'done' ? <Carried carried={work.done} /> : null}
    </section>
  );
}

function Carried({ carried: { taken, known, refused, stopped } }: { readonly carried: CarriedInView }) {
  return (
    <Notice
      tone={refused.length > 0 || stopped !== null ? 'danger' : 'good'}
      title={text.result(taken.length, known.length, refused.length)}
    >
      {refused.length === 0 ? undefined : <ul>{inOrder(refused, refusedItem)}</ul>}
      {stopped === null ? null : (
        <p>
          <Say it={text.stopped(stopped.name, sayFailure(stopped.failure))} />
        </p>
      )}
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
