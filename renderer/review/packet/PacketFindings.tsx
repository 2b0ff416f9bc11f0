import type { Finding } from '../../../shared/finding/index.ts';
import { strings } from '../../strings/index.ts';
import { FindingList } from '../../ui/FindingList.tsx';

const text = strings.packet.findings;

/** What reading the packet's bytes brought up. */
export function PacketFindings({ findings }: { readonly findings: readonly Finding[] }) {
  if (findings.length === 0) return <p className="soft">{text.none}</p>;
  return (
    <div className="card">
      <p className="soft">{text.lead}</p>
      <FindingList findings={findings} />
    </div>
  );
}
