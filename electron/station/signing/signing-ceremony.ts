import type { KeyProof } from '../../../shared/contract/sign.ts';
import type { CeremonyView } from '../../../shared/contract/views.ts';
import { equalBytes, toBase64 } from '../../../shared/encoding/bytes.ts';
import { coded, type Failure, failure } from '../../../shared/failure/failure.ts';
import { assertNever, err, ok, type Result } from '../../../shared/result.ts';
import { SSHSIG_NAMESPACE } from '../../../shared/statement/sshsig.ts';
import { type Statement, statementBytes } from '../../../shared/statement/statement.ts';
import type { Identity } from '../../core/keyring/identity.ts';
import { identityView } from '../identity-view.ts';
import type { Recorder } from '../recorder.ts';
import type { SignedStatement } from '../signed-statement.ts';
import type { Station } from '../station.ts';
import { CANCELLED, type Ceremony } from './ceremony.ts';
import { LinkOverride } from './link-override.ts';
import { type Moment, momentOf } from './moment.ts';
import { SignersKey } from './signers-key.ts';

/** What is to be signed, by whom, and what is done with it once it is. */
export interface SigningRequest<Kept> {
  readonly signer: Identity;
  /** What has to be typed, to the letter; `null` where the default is signed. */
  readonly typeExactly: string | null;
  /**
   * Makes the statement from the vault and the journal as they are now, and of its own from the moment alone: of one moment
   * the same bytes, or the reason why it cannot be signed any more. Records nothing.
   */
  build(moment: Moment): Promise<Result<Statement, Failure>>;
  /** Stores, and journals with this recorder; only then the statement counts as signed. */
  keep(signed: SignedStatement, record: Recorder): Promise<Result<Kept, Failure>>;
}

type Stage = { readonly kind: 'override-link' } | { readonly kind: 'statement'; readonly shown: ShownStatement };

/** What the window shows, and what it was made from. */
interface ShownStatement {
  readonly moment: Moment;
  readonly statement: Statement;
  readonly payload: Uint8Array;
}

/**
 * One signature in the signing window. With a link up it first asks for the typed override; then it shows the payload,
 * and signs those very bytes when the text that the window showed is the one whose digest they hold.
 *
 * The statement is made once more before the key is asked, and again with the journal to itself right before the signature
 * is stored: unless it has the same bytes each time, nothing is kept, and it is to be read again.
 */
export async function signingCeremony<Kept>(
  station: Pick<
    Station,
    'answers' | 'airgap' | 'keyring' | 'record' | 'recordAlone' | 'session' | 'circumstances' | 'ownKeys'
  >,
  request: SigningRequest<Kept>,
): Promise<Result<Ceremony<Kept>, Failure>> {
  const link = new LinkOverride(station, request.signer.id);
  let kept: Kept | null = null;
  const key = new SignersKey(station, request.signer, 'sign');

  const first = (await link.isOwed()) ? ok<Stage>({ kind: 'override-link' }) : await statementStage();
  if (!first.ok) return first;
  let stage: Stage = first.value;

  async function statementStage(): Promise<Result<Stage, Failure>> {
    const moment = momentOf(station.circumstances(link.typed));
    const built = await request.build(moment);
    if (!built.ok) return built;
    return ok({
      kind: 'statement',
      shown: { moment, statement: built.value, payload: statementBytes(built.value) },
    });
  }

  async function isStillSo({ moment, payload }: ShownStatement): Promise<Result<void, Failure>> {
    const signer = station.keyring.identities().find(({ id }) => id === request.signer.id);
    if (signer?.state.kind !== 'active') return err(NOT_ACTIVE);
    const again = await request.build(moment);
    // Read again, it says itself why it cannot be signed any more.
    if (!again.ok) return err(coded('sign/changed', failure('sign/changed-because', { cause: again.error })));
    return equalBytes(statementBytes(again.value), payload) ? ok(undefined) : err(CHANGED);
  }

  function view(): CeremonyView {
    switch (stage.kind) {
      case 'override-link':
        return link.view();
      case 'statement':
        return {
          kind: 'statement',
          payload: toBase64(stage.shown.payload),
          signer: identityView(request.signer),
          typeExactly: request.typeExactly,
          key: key.view(),
        };
      default:
        return assertNever(stage, 'stage');
    }
  }

  return ok({
    view,
    outcome: () => kept,
    steps: {
      'ceremony/override-link': async ({ typed }) => {
        const taken = await link.take(typed);
        if (!taken.ok) return taken;
        const next = await statementStage();
        if (!next.ok) return next;
        stage = next.value;
        return ok('next');
      },
      'ceremony/read-again': async () => {
        if (stage.kind !== 'statement') return err(NOT_YET);
        const calm = await link.check();
        if (!calm.ok) return calm;
        const next = await statementStage();
        if (!next.ok) return next;
        stage = next.value;
        return ok('next');
      },
      'ceremony/choose-key-file': () => key.chooseKeyFile(),
      'ceremony/choose-agent': () => key.chooseAgent(),
      'ceremony/sign': async ({ proof, typed, rendered }, cancelled) => {
        if (stage.kind !== 'statement') return err(NOT_YET);
        const { shown } = stage;
        const ready = await mayBeSigned(shown, { typed, rendered });
        if (!ready.ok) return ready;
        const signed = await sign(shown, proof, cancelled);
        if (!signed.ok) return signed;
        // A token may have taken a minute to be touched.
        const calm = await link.check();
        if (!calm.ok) return calm;
        const result = await station.recordAlone(async (record) => {
          const still = await isStillSo(shown);
          if (!still.ok) return still;
          // From here on it is too late: what is stored and journalled is signed.
          if (cancelled.aborted) return err(CANCELLED);
          return request.keep(signed.value, record);
        });
        if (!result.ok) return result;
        kept = result.value;
        return ok('closed');
      },
    },
  });

  async function mayBeSigned(
    shown: ShownStatement,
    by: { typed: string | null; rendered: string },
  ): Promise<Result<void, Failure>> {
    if (by.rendered !== shown.statement.predicate.renderedSha256) {
      return err(failure('sign/other-text'));
    }
    if (request.typeExactly !== null && by.typed !== request.typeExactly) {
      return err(failure('sign/not-typed', { where: request.typeExactly }));
    }
    const calm = await link.check();
    return calm.ok ? isStillSo(shown) : calm;
  }

  async function sign(
    { statement, payload }: ShownStatement,
    proof: KeyProof,
    cancelled: AbortSignal,
  ): Promise<Result<SignedStatement, Failure>> {
    const signed = await key.withSigner(proof, cancelled, async (signer) => {
      const envelope = await signer.signDsse(payload);
      if (!envelope.ok) return envelope;
      const sshsig = await signer.signSsh(payload, SSHSIG_NAMESPACE[statement.predicateType]);
      return sshsig.ok ? ok({ envelope: envelope.value, sshsig: sshsig.value }) : sshsig;
    });
    if (!signed.ok) return signed;
    return ok({ statement, payload, ...signed.value, signer: request.signer });
  }
}

const NOT_YET = failure('sign/not-yet');
const NOT_ACTIVE = failure('sign/not-active');
const CHANGED = failure('sign/changed');
