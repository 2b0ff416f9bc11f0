import type { AirgapView, StationView } from '../../../shared/contract/views.ts';
import { isSealed } from '../../../shared/statement/sealed.ts';
import { strings, utc } from '../../strings/index.ts';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { useReview } from '../hooks/context.ts';
import { activeOwners } from '../hooks/owners.ts';
import { underWay } from '../inbox/jobs.ts';
import { useJobs } from '../inbox/use-jobs.ts';
import { SessionState } from './SessionState.tsx';

/** The product, the state of the station, and the link probe, which is never out of sight. */
export function Header() {
  const { station } = useReview();
  const jobs = useJobs();
  const running = underWay(jobs.list);
  const { airgap, productNote, product, stationState } = strings.shell;
  return (
    <header className="header">
      <p className="product">
        <strong>{product}</strong> <span className="soft">{productNote}</span>
      </p>
      <p className="station-state" role="status">
        {stateOf(station)}
        {running === 0 ? null : <span className="soft"> · {stationState.jobs(running)}</span>}
      </p>
      <SessionState />
      {isSealed(station.seal) ? (
        <p className="soft" title={airgap.sealedNote}>
          {airgap.sealed}
        </p>
      ) : (
        <p className="soft" title={airgap.unsealedNote}>
          {airgap.unsealed}
          <span className="roomy">{airgap.outside}</span>
        </p>
      )}
      {station.seal.letPass.length === 0 ? null : (
        <p className="soft" title={airgap.letPass(station.seal.letPass)}>
          {airgap.development}
        </p>
      )}
      <LinkProbe airgap={station.airgap} checked={airgap.checked(utc(station.airgap.checkedAt))} />
    </header>
  );
}

function stateOf({ journal, identities }: StationView): string {
  const { readOnly, noOwner, ready } = strings.shell.stationState;
  if (journal.readOnly !== null) return readOnly;
  return activeOwners(identities).length > 0 ? ready : noOwner;
}

/** Calm while no link has a carrier; red, with the names, while one has or while that is not known. */
function LinkProbe({ airgap, checked }: { readonly airgap: AirgapView; readonly checked: string }) {
  const { label, none, up, probeFailed, blocked, probeFailedNote, isCalm } = strings.shell.airgap;
  if (isCalm(airgap)) {
    return (
      <section className="probe" role="status" aria-label={label} title={checked}>
        <strong>{none}</strong>
      </section>
    );
  }
  const failed = airgap.linksUp.length === 0;
  return (
    <section className="probe probe-up" role="alert" aria-label={label} title={checked}>
      <strong>
        <Untrusted text={failed ? probeFailed : up(airgap.linksUp.map((link) => link.name))} />
      </strong>
      <span>{failed ? probeFailedNote : blocked}</span>
    </section>
  );
}
