import type { AirgapView } from '../../../shared/contract/views.ts';
import { type LinkReading, readLinks } from './link-probe.ts';

const INTERVAL_MS = 1000;

/** Watches the machine's links as long as the application runs. */
export interface AirgapWatch {
  /** The newest reading. */
  current(): AirgapView;
  /** Looks now: what a signature goes by. */
  probe(): Promise<AirgapView>;
  stop(): void;
}

/**
 * Looks once before it resolves, then every second. `onChange` is called at the first look and whenever the set of
 * links that are up, or the ability to read them, changes.
 */
export async function watchAirgap(onChange: (view: AirgapView) => void): Promise<AirgapWatch> {
  let view = viewOf(await readLinks());
  onChange(view);

  const probe = async (): Promise<AirgapView> => {
    const before = fingerprint(view);
    view = viewOf(await readLinks());
    if (fingerprint(view) !== before) onChange(view);
    return view;
  };
  let timer = setTimeout(tick, INTERVAL_MS);
  function tick(): void {
    void probe().finally(() => {
      timer = setTimeout(tick, INTERVAL_MS);
    });
  }
  return { current: () => view, probe, stop: () => clearTimeout(timer) };
}

/** A link has a carrier, or nobody can say that none has. */
export function isLinkUp(view: AirgapView): boolean {
  return view.linksUp.length > 0 || view.probeFailure !== undefined;
}

function viewOf(reading: LinkReading): AirgapView {
  const checkedAt = new Date().toISOString();
  return reading.kind === 'read'
    ? { linksUp: reading.linksUp, checkedAt }
    : { linksUp: [], checkedAt, probeFailure: reading.reason };
}

function fingerprint(view: AirgapView): string {
  return JSON.stringify([view.linksUp, view.probeFailure ?? null]);
}
