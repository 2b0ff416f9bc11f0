import type { CeremonyView } from '../../../shared/contract/views.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { type Failure, failure } from '../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { isLinkUp } from '../../core/airgap/watch.ts';
import { linkNames, overrideSentence } from '../circumstances.ts';
import { beforehand } from '../passed-on.ts';
import type { Station } from '../station.ts';
import type { Ceremony } from './ceremony.ts';

type Parts = Pick<Station, 'airgap' | 'record'>;

/** The typed and journalled sentence by which one signature is made although a link is up. */
export class LinkOverride {
  readonly #station: Parts;
  readonly #identity: Sha256 | null;
  #typed: string | null = null;

  /** `identity`: whose signature it allows; `null` for the first owner, who has no key yet. */
  constructor(station: Parts, identity: Sha256 | null) {
    this.#station = station;
    this.#identity = identity;
  }

  /** What was typed; `null` while nothing was. */
  get typed(): string | null {
    return this.#typed;
  }

  /** Looks at the links now. */
  async isOwed(): Promise<boolean> {
    return isLinkUp(await this.#station.airgap.probe());
  }

  view(): CeremonyView {
    const airgap = this.#station.airgap.current();
    return { kind: 'override-link', links: airgap.linksUp, sentence: overrideSentence(airgap) };
  }

  /** Takes the sentence, once it is in the journal: one entry, however often it comes. Where no link is up any more, nothing need be typed. */
  async take(typed: string): Promise<Result<void, Failure>> {
    const airgap = await this.#station.airgap.probe();
    if (!isLinkUp(airgap)) return ok(undefined);
    if (typed !== overrideSentence(airgap)) {
      return err(failure('airgap/sentence-differs'));
    }
    if (typed === this.#typed) return ok(undefined);
    const linksUp = [...linkNames(airgap)];
    const event = { kind: 'airgap-override', identity: this.#identity, linksUp, typed } as const;
    const recorded = beforehand(await this.#station.record(event));
    if (recorded.ok) this.#typed = typed;
    return recorded;
  }

  /** For the moment of signing: no link is up, or just those that the sentence named. A refusal is journalled. */
  async check(): Promise<Result<void, Failure>> {
    const airgap = await this.#station.airgap.probe();
    if (!isLinkUp(airgap) || this.#typed === overrideSentence(airgap)) return ok(undefined);
    const links = linkNames(airgap).join(', ');
    const event = { kind: 'refusal', action: 'sign', code: 'airgap/link-up', reason: links } as const;
    const recorded = beforehand(await this.#station.record(event));
    if (!recorded.ok) return recorded;
    return err(failure('airgap/link-up', { where: links }));
  }
}

/**
 * A ceremony whose signature is a record of identities, which does not itself say what the links were: with a link up
 * it is behind the sentence, and nothing in it is signed while one came up since.
 */
export async function behindLinkOverride<Outcome>(
  station: Parts,
  identity: Sha256 | null,
  inner: Ceremony<Outcome>,
): Promise<Ceremony<Outcome>> {
  const link = new LinkOverride(station, identity);
  let isBehind = await link.isOwed();
  const { 'ceremony/create-identity': create, 'ceremony/confirm': confirm } = inner.steps;

  function guarded<Request, Value>(
    step: (request: Request, cancelled: AbortSignal) => Promise<Result<Value, Failure>>,
  ): typeof step {
    return async (request, cancelled) => {
      if (isBehind) return err(failure('sign/not-yet'));
      const ready = await link.check();
      return ready.ok ? step(request, cancelled) : ready;
    };
  }
  return {
    ...inner,
    view: () => (isBehind ? link.view() : inner.view()),
    steps: {
      ...inner.steps,
      ...(create === undefined ? {} : { 'ceremony/create-identity': guarded(create) }),
      ...(confirm === undefined ? {} : { 'ceremony/confirm': guarded(confirm) }),
      'ceremony/override-link': async ({ typed }) => {
        const taken = await link.take(typed);
        if (!taken.ok) return taken;
        isBehind = false;
        return ok('next');
      },
    },
  };
}
