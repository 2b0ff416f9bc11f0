import './glance.css';
import { useCallback } from 'react';
import type { PacketView } from '../../../shared/contract/views.ts';
import { strings, utc } from '../../strings/index.ts';
import { Digest } from '../../ui/Digest.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { Fields } from '../../ui/Fields.tsx';
import { Say, Untrusted } from '../../ui/Untrusted.tsx';
import { ask } from '../hooks/bridge.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { Receipts } from '../receipt/Receipts.tsx';
import { Answer } from './Answer.tsx';
import { OptionRows } from './OptionRows.tsx';
import { Progress } from './Progress.tsx';
import { Recommendation } from './Recommendation.tsx';
import { RevisionChanges } from './RevisionChanges.tsx';
import { Since } from './Since.tsx';
import { TimeStrip } from './TimeStrip.tsx';
import { WhatIsWrong } from './WhatIsWrong.tsx';

interface GlanceProps {
  readonly view: PacketView;
  /** The option whose reasons are to be seen. */
  readonly show: string | null;
  /** When this packet was looked at before; `null` at the first time, and while that is not known yet. */
  readonly lookedAt: string | null;
}

/** Everything about a decision on one screen: the answer first, then what is asked, what it takes and what is wrong. */
export function Glance({ view, show, lookedAt }: GlanceProps) {
  const packet = view.summary.sha256;
  const [asked] = useAnswer(useCallback(() => ask('authority/get', { packet }), [packet]));
  const authority = asked.state === 'ready' ? asked.value : null;
  return (
    <div className="glance">
      <Answer view={view} />
      <OptionRows view={view} show={show} />
      <div className="glance-two">
        <Progress view={view} needed={authority?.needed ?? null} />
        <WhatIsWrong view={view} />
      </div>
      <Recommendation view={view} />
      <TimeStrip view={view} authority={authority} />
      <Since view={view} authority={authority} lookedAt={lookedAt} />
      {view.previousRevision === null ? null : <RevisionChanges previous={view.previousRevision} />}
      <Details view={view} />
      <Receipts id={packet} />
    </div>
  );
}

const { fields, notAuthority, noDocStatus, noDefault } = strings.packet;

/** What the packet says of itself, and how it was read. */
function Details({ view }: { readonly view: PacketView }) {
  const { packet, sha256, size, form } = view.reading;
  return (
    <section className="card" aria-labelledby="details-title">
      <h2 id="details-title">{strings.packet.glance.details}</h2>
      <p>{packet.docStatus === '' ? noDocStatus : <Say it={notAuthority(packet.docStatus)} />}</p>
      <Disclosure summary={strings.packet.glance.allFields}>
        <Fields
          rows={[
            [fields.id, <Untrusted key="id" text={packet.id} mono />],
            [fields.revision, <Untrusted key="revision" text={packet.revision} />],
            [fields.date, <Untrusted key="date" text={packet.date} />],
            [
              fields.default,
              packet.default === null ? noDefault : <Untrusted key="default" text={packet.default} mono />,
            ],
            [fields.sha256, <Digest key="sha256" text={sha256} what={fields.sha256} />],
            [fields.size, strings.format.exactSize(size)],
            [fields.form, strings.terms.packetForm[form]],
            [fields.label, <Untrusted key="label" text={view.summary.label} />],
            [fields.imported, utc(view.summary.importedAt)],
          ]}
        />
      </Disclosure>
    </section>
  );
}
