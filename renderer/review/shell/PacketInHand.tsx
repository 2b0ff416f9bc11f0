import { useCallback } from 'react';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { strings } from '../../strings/index.ts';
import { Say, Untrusted } from '../../ui/Untrusted.tsx';
import { packetRow } from '../../workspace/lists.ts';
import { useLive } from '../../workspace/use-live.ts';
import { useReview } from '../hooks/context.ts';

/** The packet that was opened last, and the way back to it. */
export function PacketInHand({ packet }: { readonly packet: Sha256 }) {
  const { workspace, go } = useReview();
  const row = useLive(useCallback(() => packetRow(workspace, packet), [workspace, packet]));
  if (row === undefined || row === null) return null;
  return (
    <button
      type="button"
      className="in-hand"
      aria-label={strings.shell.inHand}
      title={strings.shell.inHand}
      onClick={() => go({ at: 'packet', packet, part: 'glance' })}
    >
      <span>
        <Untrusted text={row.id} mono /> · <Say it={strings.packet.list.revision(row.revision)} />
      </span>
    </button>
  );
}
