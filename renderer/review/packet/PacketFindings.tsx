import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import type { Finding } from '../../../shared/finding/index.ts';
import { lineIn } from '../../../shared/finding/place.ts';
import { strings } from '../../strings/index.ts';
import { FindingList, type WayTo } from '../../ui/FindingList.tsx';
import type { Go } from '../hooks/route.ts';

const text = strings.packet.findings;

interface PacketFindingsProps {
  readonly packet: Sha256;
  readonly findings: readonly Finding[];
  readonly go: Go;
}

/** What reading the packet's bytes brought up, each finding with the way to its line. */
export function PacketFindings({ packet, findings, go }: PacketFindingsProps) {
  if (findings.length === 0) return <p className="soft">{text.none}</p>;
  const wayTo: WayTo = ({ where }) => {
    const line = lineIn(where);
    return line === null ? null : () => go({ at: 'packet', packet, part: 'document', show: `line-${line}` });
  };
  return (
    <div className="card">
      <p className="soft">{text.lead}</p>
      <FindingList findings={findings} wayTo={wayTo} />
    </div>
  );
}
