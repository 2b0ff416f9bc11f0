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
import { workOf } from '../inbox/jobs.ts';
import { sayEnded, useImportNews } from '../inbox/use-import-news.ts';
import { useJobs } from '../inbox/use-jobs.ts';
import { AirgapChip } from './AirgapChip.tsx';
import { SessionState } from './SessionState.tsx';

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
      </div>
      <SessionState />
      <div className="header-end">
        <HelpButton />
        <AirgapChip />
      </div>
    </header>
  );
}

const jobText = strings.inbox.jobs;

/** How far the imports are, on every screen; and how they ended, until the intake is opened. */
function ImportWork({ section }: { readonly section: Section }) {
  const { list } = useJobs();
  const { go } = useReview();
  const news = useImportNews(section === 'inbox');
  const { count, bytes, totalBytes, secondsLeft, waitsFor } = workOf(list);
  return (
    <>
      <span className="header-work" role="status">
        {count === 0 ? null : strings.shell.stationState.jobs(count)}
        {count > 0 || news.length === 0 ? null : (
          <button type="button" className="button-quiet" onClick={() => go({ at: 'inbox' })}>
            <Say it={sayEnded(news)} />
          </button>
        )}
      </span>
      {count === 0 ? null : (
        <span className="soft number roomy">
          {waitsFor === null ? jobText.bytes(bytes, totalBytes) : jobText.silent[waitsFor.what](waitsFor.seconds)}
          {waitsFor !== null || secondsLeft === null ? null : ` · ${jobText.left(secondsLeft)}`}
        </span>
      )}
    </>
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
