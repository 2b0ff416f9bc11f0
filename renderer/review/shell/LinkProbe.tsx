import type { AirgapView } from '../../../shared/contract/views.ts';
import { strings } from '../../strings/index.ts';
import { Untrusted } from '../../ui/Untrusted.tsx';

/** Calm while no link has a carrier; red, with the names, while one has or while that is not known. */
export function LinkProbe({ airgap, checked }: { readonly airgap: AirgapView; readonly checked: string }) {
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
