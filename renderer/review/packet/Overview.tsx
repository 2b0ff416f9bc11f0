import type { PacketView } from '../../../shared/contract/views.ts';
import { strings, utc } from '../../strings/index.ts';
import { Digest } from '../../ui/Digest.tsx';
import { Fields } from '../../ui/Fields.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Say, Untrusted } from '../../ui/Untrusted.tsx';
import { Receipts } from '../receipt/Receipts.tsx';
import { Glance } from './Glance.tsx';
import { RevisionChanges } from './RevisionChanges.tsx';

const { fields, notAuthority, notAuthorityNote, noDocStatus, noDefault } = strings.packet;

/** What the packet is and how things stand, on one screen. */
export function Overview({ view }: { readonly view: PacketView }) {
  const { packet, sha256, size, form } = view.reading;
  return (
    <>
      {packet.docStatus === '' ? (
        <Notice tone="amber">{noDocStatus}</Notice>
      ) : (
        <Notice tone="amber" title={<Say it={notAuthority(packet.docStatus)} />}>
          {notAuthorityNote}
        </Notice>
      )}
      <Glance view={view} />
      {view.previousRevision === null ? null : <RevisionChanges previous={view.previousRevision} />}
      <div className="card">
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
      </div>
      <Receipts id={sha256} />
    </>
  );
}
