import { useCallback } from 'react';
import type { PacketView } from '../../../shared/contract/views.ts';
import { revisionConflict } from '../../../shared/rules/revision-order.ts';
import { strings } from '../../strings/index.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Say } from '../../ui/Untrusted.tsx';
import { ask } from '../hooks/bridge.ts';
import { useReview } from '../hooks/context.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { Answered } from '../parts/Answered.tsx';
import { Discharges } from './Discharges.tsx';
import { Grants } from './Grants.tsx';
import { SigningRun } from './SigningRun.tsx';
import { TakeIn } from './TakeIn.tsx';

const text = strings.authority;

/** What is granted and discharged for a packet, what is missing, and the way to sign it. */
export function Authority({ view }: { readonly view: PacketView }) {
  const { station } = useReview();
  const { sha256: packet } = view.summary;
  const [asked, renew] = useAnswer(useCallback(() => ask('authority/get', { packet }), [packet]));
  const { supersededBy } = view;
  const isInConflict = revisionConflict(view.reading.findings) !== null;
  const answering = new Set(
    view.evidence.flatMap(({ match, bundles }) => (match.kind === 'matched' ? bundles.map(({ id }) => id) : [])),
  );
  const canSign = supersededBy === null && !isInConflict && station.journal.readOnly === null;
  return (
    <>
      <p className="soft">{text.lead}</p>
      {supersededBy === null ? null : (
        <Notice tone="danger">
          <Say it={text.superseded(supersededBy.revision)} />
        </Notice>
      )}
      {station.journal.readOnly === null ? null : <Notice tone="danger">{text.readOnly}</Notice>}
      <Answered asked={asked} renew={renew}>
        {(authority) => (
          <>
            <Grants packet={packet} needed={authority.needed} canSign={canSign} />
            <Discharges packet={packet} blockers={authority.blockers} answering={answering} canSign={canSign} />
            {canSign ? <SigningRun packet={packet} authority={authority} answering={answering} /> : null}
            <TakeIn />
          </>
        )}
      </Answered>
    </>
  );
}
