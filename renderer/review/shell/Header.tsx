import type { AirgapView, StationView } from '../../../shared/contract/views.ts';
import { isSealed } from '../../../shared/statement/sealed.ts';
import { strings, utc } from '../../strings/index.ts';
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
      {isDevelopmentBuild(station.console.version) ? (
        <p className="soft" title={airgap.letPass(station.seal.letPass)}>
          {airgap.development}
        </p>
      ) : null}
      <LinkProbe airgap={station.airgap} checked={airgap.checked(utc(station.airgap.checkedAt))} />
    </header>
  );
}

/** The bundler calls it so (`build/bundle.mjs`): a pre-release in the words of Semantic Versioning. */
function isDevelopmentBuild(version: string): boolean {
  return version.endsWith('-development');
}

function stateOf({ journal, identities }: StationView): string {
  const { readOnly, noOwner, ready } = strings.shell.stationState;
  if (journal.readOnly !== null) return readOnly;
  return activeOwners(identities).length > 0 ? ready : noOwner;
}

/** The probe's short word; the bar below has the names while a link is up, or while that is not known. */
function LinkProbe({ airgap, checked }: { readonly airgap: AirgapView; readonly checked: string }) {
  const { label, none, someUp, unknown, isCalm } = strings.shell.airgap;
  if (isCalm(airgap)) {
    return (
      <section className="probe" role="status" aria-label={label} title={checked}>
        <strong>{none}</strong>
      </section>
    );
  }
  return (
    <p className="probe probe-up" title={checked}>
      <strong>{airgap.linksUp.length === 0 ? unknown : someUp}</strong>
    </p>
  );
}
