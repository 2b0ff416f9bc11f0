import './board.css';
import { useCallback } from 'react';
import type { AuthorityView } from '../../../shared/contract/authority-views.ts';
import type { PacketView } from '../../../shared/contract/views.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { revisionConflict } from '../../../shared/rules/revision-order.ts';
import { strings } from '../../strings/index.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Say } from '../../ui/Untrusted.tsx';
import { Grants } from '../authority/Grants.tsx';
import { SigningRun } from '../authority/SigningRun.tsx';
import { TakeIn } from '../authority/TakeIn.tsx';
import { Progress } from '../glance/Progress.tsx';
import { ask } from '../hooks/bridge.ts';
import { useReview } from '../hooks/context.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { Answered } from '../parts/Answered.tsx';
import { BlockerTable } from './BlockerTable.tsx';
import { Board } from './Board.tsx';

const text = strings.authority;

/** More blockers than this are a table: nobody finds one among so many cards. */
const MOST_CARDS = 30;

interface BlockersPartProps {
  readonly view: PacketView;
  /** The blocker or grant that is to be seen. */
  readonly show: string | null;
}

/** Every blocker with what the packet says and what is so now, the grants, and the way to sign either. */
export function BlockersPart({ view, show }: BlockersPartProps) {
  const { station } = useReview();
  const { sha256: packet } = view.summary;
  const [asked, renew] = useAnswer(useCallback(() => ask('authority/get', { packet }), [packet]));
  const { supersededBy } = view;
  const isInConflict = revisionConflict(view.reading.findings) !== null;
  const canSign = supersededBy === null && !isInConflict && station.journal.readOnly === null;
  return (
    <>
      {supersededBy === null ? null : (
        <Notice tone="danger">
          <Say it={text.superseded(supersededBy.revision)} />
        </Notice>
      )}
      {station.journal.readOnly === null ? null : <Notice tone="danger">{text.readOnly}</Notice>}
      <Answered asked={asked} renew={renew}>
        {(authority) => (
          <>
            <Progress view={view} needed={authority.needed} />
            <Blockers view={view} authority={authority} canSign={canSign} show={show} />
            <Grants packet={packet} needed={authority.needed} canSign={canSign} show={show} />
            {canSign ? <SigningRun packet={packet} authority={authority} answering={answeringBundles(view)} /> : null}
            <TakeIn />
          </>
        )}
      </Answered>
    </>
  );
}

interface BlockersProps {
  readonly view: PacketView;
  readonly authority: AuthorityView;
  readonly canSign: boolean;
  readonly show: string | null;
}

function Blockers({ view, authority, canSign, show }: BlockersProps) {
  const { blockers } = authority;
  if (blockers.length === 0) return <p className="soft">{strings.packet.blocker.none}</p>;
  const signing = { packet: view.summary.sha256, answering: answeringBundles(view), canSign };
  return blockers.length > MOST_CARDS ? (
    <BlockerTable key={show} blockers={blockers} signing={signing} show={show} />
  ) : (
    <Board blockers={blockers} signing={signing} show={show} />
  );
}

/** The bundles that have a tree hash of the packet, which vouches for them. */
function answeringBundles(view: PacketView): ReadonlySet<Sha256> {
  return new Set(
    view.evidence.flatMap(({ match, bundles }) => (match.kind === 'matched' ? bundles.map(({ id }) => id) : [])),
  );
}
