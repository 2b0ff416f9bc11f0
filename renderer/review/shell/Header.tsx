import { useCallback, useContext } from 'react';
import type { StationView } from '../../../shared/contract/views.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { strings } from '../../strings/index.ts';
import { OpenHelp } from '../../ui/help-context.ts';
import { Say, Untrusted } from '../../ui/Untrusted.tsx';
import { packetRow } from '../../workspace/lists.ts';
import { useLive } from '../../workspace/use-live.ts';
import { useReview } from '../hooks/context.ts';
import { activeOwners } from '../hooks/owners.ts';
import type { Section } from '../hooks/route.ts';
import { AirgapChip } from './AirgapChip.tsx';
import { SessionState } from './SessionState.tsx';
import { CheckWork, ImportWork } from './Work.tsx';

interface HeaderProps {
  readonly packetInHand: Sha256 | null;
  readonly section: Section;
}

/** Three zones that never wrap: the packet in hand, who is at the console, how the machine is kept off the network. */
export function Header({ packetInHand, section }: HeaderProps) {
  const { station } = useReview();
  return (
    <header className="header">
      <p className="product">
        <strong>{strings.shell.product}</strong>
      </p>
      <div className="header-packet">
        {packetInHand === null ? null : <PacketInHand packet={packetInHand} />}
        <span className="soft" role="status">
          {stateOf(station)}
        </span>
        <ImportWork section={section} />
        <CheckWork section={section} />
      </div>
      <SessionState />
      <div className="header-end">
        <HelpButton />
        <AirgapChip />
      </div>
    </header>
  );
}

function HelpButton() {
  const openHelp = useContext(OpenHelp);
  return (
    <button type="button" className="button-quiet" aria-keyshortcuts="F1" onClick={() => openHelp?.('')}>
      {strings.help.open}
    </button>
  );
}

/** What is not as it should be; `null` where nothing is. */
function stateOf({ journal, identities }: StationView): string | null {
  const { readOnly, noOwner } = strings.shell.stationState;
  if (journal.readOnly !== null) return readOnly;
  return activeOwners(identities).length > 0 ? null : noOwner;
}

/** The packet that was opened last, and the way back to it. */
function PacketInHand({ packet }: { readonly packet: Sha256 }) {
  const { workspace, go } = useReview();
  const row = useLive(useCallback(() => packetRow(workspace, packet), [workspace, packet]));
  if (row === undefined || row === null) return null;
  return (
    <button
      type="button"
      className="in-hand"
      title={strings.shell.inHand}
      onClick={() => go({ at: 'packet', packet, part: 'glance' })}
    >
      <span>
        <Untrusted text={row.id} mono /> · <Say it={strings.packet.list.revision(row.revision)} />
      </span>
    </button>
  );
}
