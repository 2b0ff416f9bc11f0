import { toBase64 } from '../../shared/bytes.ts';
import type { Problem } from '../../shared/contract/channel.ts';
import type { KeyProof } from '../../shared/contract/sign.ts';
import type { CeremonyView } from '../../shared/contract/views.ts';
import { assertNever, err, ok, type Result } from '../../shared/result.ts';
import { SSHSIG_NAMESPACE } from '../../shared/statement/sshsig.ts';
import { type Statement, statementBytes } from '../../shared/statement/statement.ts';
import type { Identity } from '../keyring/identity.ts';
import { CANCELLED, type Ceremony } from './ceremony.ts';
import type { Circumstances } from './circumstances.ts';
import { identityView } from './identity-view.ts';
import { LinkOverride } from './link-override.ts';
import { refused } from './problems.ts';
import type { SignedStatement } from './signed-statement.ts';
import { SignersKey } from './signers-key.ts';
import type { Station } from './station.ts';

/** What is to be signed, by whom, and what is done with it once it is. */
export interface SigningRequest<Kept> {
  readonly signer: Identity;
  /** What has to be typed, to the letter; `null` where the default is signed. */
  readonly typeExactly: string | null;
  /** Makes the statement from the vault's bytes, anew for each ceremony. */
  build(circumstances: Circumstances): Promise<Result<Statement, Problem>>;
  /** Stores and journals; only then the statement counts as signed. */
  keep(signed: SignedStatement): Promise<Result<Kept, Problem>>;
}

type Stage =
  | { readonly kind: 'override-link' }
  | { readonly kind: 'statement'; readonly statement: Statement; readonly payload: Uint8Array };

/**
 * One signature in the signing window. With a link up it first asks for the typed override; then it shows the payload,
 * and signs those very bytes when the text that the window showed is the one whose digest they hold.
 */
export async function signingCeremony<Kept>(
  station: Pick<Station, 'answers' | 'airgap' | 'keyring' | 'record' | 'session' | 'circumstances' | 'ownKeys'>,
  request: SigningRequest<Kept>,
): Promise<Result<Ceremony<Kept>, Problem>> {
  const link = new LinkOverride(station, request.signer.id);
  let kept: Kept | null = null;
  const key = new SignersKey(station, request.signer, 'sign');

  const first = (await link.isOwed()) ? ok<Stage>({ kind: 'override-link' }) : await statementStage();
  if (!first.ok) return first;
  let stage: Stage = first.value;

  async function statementStage(): Promise<Result<Stage, Problem>> {
    const built = await request.build(station.circumstances(link.typed));
    return built.ok ? ok({ kind: 'statement', statement: built.value, payload: statementBytes(built.value) }) : built;
  }

  function view(): CeremonyView {
    switch (stage.kind) {
      case 'override-link':
        return link.view();
      case 'statement':
        return {
          kind: 'statement',
          payload: toBase64(stage.payload),
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
      'ceremony/choose-key-file': () => key.chooseKeyFile(),
      'ceremony/choose-agent': () => key.chooseAgent(),
      'ceremony/sign': async ({ proof, typed, rendered }, cancelled) => {
        if (stage.kind !== 'statement') {
          return refused('sign/not-yet', 'There is no statement to sign yet: a network link is up.');
        }
        const ready = await mayBeSigned(stage.statement, { typed, rendered });
        if (!ready.ok) return ready;
        const signed = await sign(stage.statement, stage.payload, proof, cancelled);
        if (!signed.ok) return signed;
        // A token may have taken a minute to be touched.
        const calm = await link.check();
        if (!calm.ok) return calm;
        // From here on it is too late: what is stored and journalled is signed.
        if (cancelled.aborted) return err(CANCELLED);
        const result = await request.keep(signed.value);
        if (!result.ok) return result;
        kept = result.value;
        return ok('closed');
      },
    },
  });

  async function mayBeSigned(
    statement: Statement,
    shown: { typed: string | null; rendered: string },
  ): Promise<Result<void, Problem>> {
    if (shown.rendered !== statement.predicate.renderedSha256) {
      return refused(
        'sign/other-text',
        'The window shows another text than the one that would be signed. Start again.',
      );
    }
    if (request.typeExactly !== null && shown.typed !== request.typeExactly) {
      return refused('sign/not-typed', 'What was typed is not what is asked for, to the letter.', request.typeExactly);
    }
    const calm = await link.check();
    if (!calm.ok) return calm;
    // What could be signed when the window opened may not be any more: a grant may have expired meanwhile.
    const still = await request.build(station.circumstances(link.typed));
    return still.ok ? ok(undefined) : still;
  }

  async function sign(
    statement: Statement,
    payload: Uint8Array,
    proof: KeyProof,
    cancelled: AbortSignal,
  ): Promise<Result<SignedStatement, Problem>> {
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
