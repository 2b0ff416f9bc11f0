import type { AirgapView, LinksSeen } from '../../../shared/contract/views.ts';
import { type LinkReading, type LinkSources, readLinks } from './link-probe.ts';

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
 * Looks once before it resolves, then every second. `onChange` is called at the first look and whenever a link, its
 * carrier, or the ability to read them changes; `ofCarriers`: what is up has changed, and not only what is down.
 * `sources`: for tests.
 */
export async function watchAirgap(
  onChange: (view: AirgapView, ofCarriers: boolean) => void,
  sources?: LinkSources,
): Promise<AirgapWatch> {
  const first = seen(await readLinks(sources));
  const watchedSince = new Date().toISOString();
  let view: AirgapView = { ...first, checkedAt: watchedSince, watchedSince, lastChange: null };
  onChange(view, true);

  const probe = async (): Promise<AirgapView> => {
    const now = seen(await readLinks(sources));
    const checkedAt = new Date().toISOString();
    const before = linksOf(view);
    const ofCarriers = carriers(now) !== carriers(before);
    const hasChanged = ofCarriers || now.linksDown.join() !== before.linksDown.join();
    const lastChange = hasChanged ? { at: checkedAt, before } : view.lastChange;
    view = { ...now, checkedAt, watchedSince, lastChange };
    if (hasChanged) onChange(view, ofCarriers);
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
export function isLinkUp(view: LinksSeen): boolean {
  return view.linksUp.length > 0 || view.probeFailure !== undefined;
}

function seen(reading: LinkReading): LinksSeen {
  return reading.kind === 'read'
    ? { linksUp: reading.linksUp, linksDown: reading.linksDown }
    : { linksUp: [], linksDown: [], probeFailure: reading.reason };
}

function linksOf({ linksUp, linksDown, probeFailure }: AirgapView): LinksSeen {
  return { linksUp, linksDown, ...(probeFailure === undefined ? {} : { probeFailure }) };
}

function carriers({ linksUp, probeFailure }: LinksSeen): string {
  return JSON.stringify([linksUp, probeFailure ?? null]);
}
