import { strings, utc } from '../../strings/index.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Digest } from '../../ui/Digest.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { Say, Untrusted } from '../../ui/Untrusted.tsx';
import type { PacketRow } from '../../workspace/rows.ts';
import { useReview } from '../hooks/context.ts';
import type { Twin } from './groups.ts';

const text = strings.packet.list;

interface PacketRowViewProps {
  readonly row: PacketRow;
  readonly isRead: boolean;
  /** That another packet has its id and revision. */
  readonly twin: Twin | undefined;
}

/** One line of the packet list; the whole line opens the packet. */
export function PacketRowView({ row, isRead, twin }: PacketRowViewProps) {
  const { go } = useReview();
  return (
    <tr className={isRead ? undefined : 'unread'}>
      <td>
        <button
          type="button"
          className="row-button"
          data-item
          onClick={() => go({ at: 'packet', packet: row.sha256, part: 'glance' })}
        >
          <Untrusted text={row.title} />
        </button>
        <div className="soft">
          <Untrusted text={row.id} mono /> · <Say it={text.revision(row.revision)} /> · <Untrusted text={row.label} />
          {isRead ? null : <> · {strings.shell.unread}</>}
        </div>
        {twin === 'same-form' ? (
          <div className="twin">
            <Mark state="failed">{text.twin['same-form']}</Mark>
            <Digest text={row.sha256} what={text.sha256} />
          </div>
        ) : null}
        {twin === 'other-form' ? <div className="soft">{text.twin['other-form']}</div> : null}
      </td>
      <td className="nowrap tabular">
        <Untrusted text={row.date} />
      </td>
      <td className="nowrap tabular">
        {row.blockers === 0 ? (
          text.noBlockers
        ) : (
          <Badge tone={row.openBlockers > 0 ? 'amber' : 'plain'}>{text.open(row.openBlockers, row.blockers)}</Badge>
        )}
        {row.errors > 0 ? (
          <div>
            <Badge tone="danger">{text.errors(row.errors)}</Badge>
          </div>
        ) : null}
        {row.findings === 0 ? null : <div className="soft">{text.findings(row.findings)}</div>}
      </td>
      <td>
        {row.decided === null ? (
          <span className="soft nowrap">{text.undecided}</span>
        ) : (
          <Untrusted text={row.decided} mono />
        )}
      </td>
      <td className="nowrap tabular soft">{utc(row.importedAt)}</td>
    </tr>
  );
}
