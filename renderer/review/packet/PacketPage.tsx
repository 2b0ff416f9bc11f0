import './packet.css';
import { useCallback } from 'react';
import type { PacketView } from '../../../shared/contract/views.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { revisionConflict } from '../../../shared/rules/revision-order.ts';
import { findingText } from '../../../shared/strings/say-finding.ts';
import { strings } from '../../strings/index.ts';
import { Notice } from '../../ui/Notice.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { Say, Untrusted } from '../../ui/Untrusted.tsx';
import { BlockersPart } from '../board/BlockersPart.tsx';
import { DecidePanel } from '../decide/DecidePanel.tsx';
import { Glance } from '../glance/Glance.tsx';
import { ask } from '../hooks/bridge.ts';
import { useReview } from '../hooks/context.ts';
import type { PacketPart } from '../hooks/route.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { useMarkRead } from '../hooks/use-mark-read.ts';
import { NotesPart } from '../notes/NotesPart.tsx';
import { Answered } from '../parts/Answered.tsx';
import { DocumentPart } from './DocumentPart.tsx';
import { EvidenceReferences } from './EvidenceReferences.tsx';
import { PacketFindings } from './PacketFindings.tsx';
import { PartTabs } from './PartTabs.tsx';

interface PacketPageProps {
  readonly packet: Sha256;
  readonly part: PacketPart;
  /** What of the part is to be seen. */
  readonly show: string | null;
}

/** One packet: its parts on the left, the decision always at hand on the right. */
export function PacketPage({ packet, part, show }: PacketPageProps) {
  const [asked, renew] = useAnswer(useCallback(() => ask('packet/get', { packet }), [packet]));
  const lookedAt = useMarkRead(packet, asked.state === 'ready');
  return (
    <Answered asked={asked} renew={renew}>
      {(view) => (
        <div className="packet">
          <div className="packet-main">
            <PacketHead view={view} />
            <PartTabs view={view} part={part} />
            <div role="tabpanel" id="packet-part" aria-labelledby={`tab-${part}`} className="packet-part">
              <Part view={view} part={part} show={show} lookedAt={lookedAt} />
            </div>
          </div>
          <DecidePanel view={view} renew={renew} />
        </div>
      )}
    </Answered>
  );
}

function PacketHead({ view }: { readonly view: PacketView }) {
  const { go } = useReview();
  const { id, revision, title } = view.reading.packet;
  const conflict = revisionConflict(view.reading.findings);
  return (
    <>
      <p className="crumbs">
        <button type="button" className="button-quiet" onClick={() => go({ at: 'packets' })}>
          {strings.packet.back}
        </button>{' '}
        / <Untrusted text={id} mono /> · <Say it={strings.packet.list.revision(revision)} />
      </p>
      <PageTitle>
        <Untrusted text={title} />
      </PageTitle>
      {conflict === null ? null : (
        <Notice tone="danger">
          {findingText(conflict.code).sentence} <Untrusted text={conflict.observed ?? ''} mono />{' '}
          {strings.authority.inConflict}
        </Notice>
      )}
    </>
  );
}

interface PartProps {
  readonly view: PacketView;
  readonly part: PacketPart;
  readonly show: string | null;
  readonly lookedAt: string | null;
}

function Part({ view, part, show, lookedAt }: PartProps) {
  const { go } = useReview();
  switch (part) {
    case 'glance':
      return <Glance view={view} show={show} lookedAt={lookedAt} />;
    case 'document':
      return (
        <>
          <PacketFindings packet={view.summary.sha256} findings={view.reading.findings} go={go} />
          <DocumentPart view={view} show={show} key={show} />
        </>
      );
    case 'blockers':
      return <BlockersPart view={view} show={show} />;
    case 'evidence':
      return <EvidenceReferences references={view.evidence} />;
    case 'notes':
      return <NotesPart view={view} />;
  }
}
