import type { CeremonyView, RunEnd } from '../../../shared/contract/views.ts';
import { toBase64 } from '../../../shared/encoding/bytes.ts';
import { type Failure, failure } from '../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { SSHSIG_NAMESPACE } from '../../../shared/statement/sshsig.ts';
import { isLinkUp } from '../../core/airgap/watch.ts';
import type { Identity } from '../../core/keyring/identity.ts';
import type { UnlockedSigner } from '../../core/keyring/signer.ts';
import { identityView } from '../identity-view.ts';
import { passedOn } from '../passed-on.ts';
import type { Station } from '../station.ts';
import { CANCELLED, type Ceremony } from './ceremony.ts';
import { LinkOverride } from './link-override.ts';
import { momentOf } from './moment.ts';
import {
  isConfirmed,
  isStillSo,
  keepSigned,
  type ShownStatement,
  type SigningRequest,
  showStatement,
  signShown,
} from './shown-statement.ts';
import { SignersKey } from './signers-key.ts';

/** Milliseconds without a key or the pointer after which a run ends. */
export const RUN_IDLE_LIMIT_MS = 5 * 60 * 1000;

/** How often it is looked whether a run has to end. */
const LOOK_EVERY_MS = 1000;

/** The statements that one person signs in a run. */
export interface RunPart<Kept> {
  readonly signer: Identity;
  readonly requests: readonly SigningRequest<Kept>[];
}

/** What a run came to: what was signed, in the order in which it was confirmed, and why it ended. */
export interface RunOutcome<Kept> {
  readonly signed: readonly Kept[];
  readonly ended: RunEnd;
}

type RunStation = Pick<
  Station,
  'answers' | 'airgap' | 'keyring' | 'record' | 'recordAlone' | 'session' | 'circumstances' | 'ownKeys'
>;

/** One statement of a run, with its payload frozen. */
interface RunItem<Kept> {
  readonly request: SigningRequest<Kept>;
  readonly shown: ShownStatement;
}

/** The statements of one person: listed, or one after the other under the key that was opened for them. */
interface Stage<Kept> {
  readonly signer: Identity;
  readonly key: SignersKey;
  readonly items: readonly RunItem<Kept>[];
  readonly open: { readonly signer: UnlockedSigner; readonly at: number } | null;
}

/**
 * Several statements that change nothing by themselves (grants, discharges), under one passphrase. All payloads are made
 * before the first is shown; the passphrase opens the key for just these. Each is signed by a press of its own, on a page of
 * its own. A link that comes up, five idle minutes, a lock, or closing the window ends the run and the key's process.
 *
 * @param follows who signs after the first person is done: asked once, with what was signed; `null` for nobody
 */
export async function runCeremony<Kept>(
  station: RunStation,
  first: RunPart<Kept>,
  follows: (signed: readonly Kept[]) => Promise<RunPart<Kept> | null>,
): Promise<Result<Ceremony<RunOutcome<Kept>>, Failure>> {
  const link = new LinkOverride(station, first.signer.id);
  if (await link.isOwed()) return err(failure('authority/link-up'));
  const signed: Kept[] = [];
  let ended: RunEnd = 'closed';
  let hasFollowed = false;
  let isPressed = false;

  const begun = await listed(first);
  if (!begun.ok) return begun;
  let stage: Stage<Kept> = begun.value;

  async function listed({ signer, requests }: RunPart<Kept>): Promise<Result<Stage<Kept>, Failure>> {
    const items: RunItem<Kept>[] = [];
    for (const request of requests) {
      const shown = await showStatement(request, momentOf(station.circumstances(null)));
      if (!shown.ok) return shown;
      items.push({ request, shown: shown.value });
    }
    return ok({ signer, key: new SignersKey(station, signer, 'sign'), items, open: null });
  }

  function view(): CeremonyView {
    const { signer, key, items, open } = stage;
    const one = open === null ? undefined : items[open.at];
    if (open === null || one === undefined) {
      const payloads = items.map(({ shown }) => toBase64(shown.payload));
      return { kind: 'run', payloads, signer: identityView(signer), key: key.view(), isCosigner: hasFollowed };
    }
    const before = items[open.at - 1];
    return {
      kind: 'run-page',
      at: open.at,
      of: items.length,
      payload: toBase64(one.shown.payload),
      before: before === undefined ? null : toBase64(before.shown.payload),
      signer: identityView(signer),
      typeExactly: one.request.typeExactly,
    };
  }

  async function opened(
    passphrase: Parameters<SignersKey['open']>[0],
    cancelled: AbortSignal,
  ): Promise<Result<UnlockedSigner, Failure>> {
    const signer = await stage.key.open(passphrase, cancelled);
    if (!signer.ok) return signer;
    // Whatever ends the run ends the key: before anything can be signed with it.
    cancelled.addEventListener('abort', () => signer.value.lock(), { once: true });
    const only = await signer.value.only(
      stage.items.map(({ shown: { payload, statement } }) => ({
        payload,
        namespace: SSHSIG_NAMESPACE[statement.predicateType],
      })),
    );
    if (only.ok && !cancelled.aborted) return signer;
    signer.value.lock();
    return only.ok ? err(CANCELLED) : err(passedOn('sign', only.error));
  }

  /** The page after this one; the co-signer's list after the last; nothing after that. */
  async function goOn(at: number): Promise<Result<'next' | 'closed', Failure>> {
    const { open, items } = stage;
    if (open !== null && at + 1 < items.length) {
      stage = { ...stage, open: { ...open, at: at + 1 } };
      return ok('next');
    }
    open?.signer.lock();
    const next = hasFollowed ? null : await follows(signed);
    hasFollowed = true;
    const list = next === null ? null : await listed(next);
    if (list === null || !list.ok) {
      // What was signed is signed: that nobody can follow takes nothing of it back.
      ended = 'done';
      return ok('closed');
    }
    stage = list.value;
    return ok('next');
  }

  return ok({
    view,
    outcome: () => (signed.length === 0 && ended === 'closed' ? null : { signed: [...signed], ended }),
    watch: (end) => watchRun(station, end, (why) => (ended = why)),
    steps: {
      'ceremony/choose-key-file': () => stage.key.chooseKeyFile(),
      'ceremony/open-run': alone(async ({ passphrase, rendered }, cancelled) => {
        const { items, open } = stage;
        if (open !== null) return err(NOT_YET);
        const isShown =
          rendered.length === items.length &&
          items.every(({ shown }, at) => shown.statement.predicate.renderedSha256 === rendered[at]);
        if (!isShown) return err(failure('sign/other-text'));
        const calm = await link.check();
        if (!calm.ok) return calm;
        const signer = await opened(passphrase, cancelled);
        if (!signer.ok) return signer;
        stage = { ...stage, open: { signer: signer.value, at: 0 } };
        return ok('next');
      }),
      'ceremony/sign-page': alone(async ({ at, typed, rendered }, cancelled) => {
        const { open, items } = stage;
        const item = items[at];
        if (open === null || open.at !== at || item === undefined) return err(NOT_YET);
        const { request, shown } = item;
        const confirmed = isConfirmed(request, shown, { typed, rendered });
        if (!confirmed.ok) return confirmed;
        const calm = await link.check();
        if (!calm.ok) return calm;
        const still = await isStillSo(station, request, shown);
        if (!still.ok) return still;
        if (cancelled.aborted) return err(CANCELLED);
        const made = await signShown(open.signer, shown);
        if (!made.ok) return err(passedOn('sign', made.error));
        const stillCalm = await link.check();
        if (!stillCalm.ok) return stillCalm;
        const kept = await keepSigned(station, request, { shown, signed: made.value, cancelled });
        if (!kept.ok) return kept;
        signed.push(kept.value);
        return goOn(at);
      }),
    },
  });

  /** One press at a time: another one while it is under way is refused, and not put off. */
  function alone<Request, Value>(
    step: (request: Request, cancelled: AbortSignal) => Promise<Result<Value, Failure>>,
  ): typeof step {
    return async (request, cancelled) => {
      if (isPressed) return err(NOT_YET);
      isPressed = true;
      try {
        return await step(request, cancelled);
      } finally {
        isPressed = false;
      }
    };
  }
}

/** Ends a run when a link comes up or nobody is there; gives what stops watching. */
function watchRun(
  { airgap, session }: Pick<Station, 'airgap' | 'session'>,
  end: () => void,
  because: (why: RunEnd) => void,
): () => void {
  session.touch();
  const timer = setInterval(() => {
    const why = isLinkUp(airgap.current()) ? 'link' : session.idleMs() >= RUN_IDLE_LIMIT_MS ? 'idle' : null;
    if (why === null) return;
    because(why);
    end();
  }, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

const NOT_YET = failure('sign/not-yet');
