import type { KeyProof } from '../../../shared/contract/sign.ts';
import type { CeremonyView } from '../../../shared/contract/views.ts';
import { toBase64 } from '../../../shared/encoding/bytes.ts';
import { type Failure, failure } from '../../../shared/failure/failure.ts';
import { assertNever, err, ok, type Result } from '../../../shared/result.ts';
import { identityView } from '../identity-view.ts';
import type { SignedStatement } from '../signed-statement.ts';
import type { Station } from '../station.ts';
import type { Ceremony } from './ceremony.ts';
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

type Stage = { readonly kind: 'override-link' } | { readonly kind: 'statement'; readonly shown: ShownStatement };

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
    const shown = await showStatement(request, moment);
    return shown.ok ? ok({ kind: 'statement', shown: shown.value }) : shown;
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
        const result = await keepSigned(station, request, { shown, signed: signed.value, cancelled });
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
    const confirmed = isConfirmed(request, shown, by);
    if (!confirmed.ok) return confirmed;
    const calm = await link.check();
    return calm.ok ? isStillSo(station, request, shown) : calm;
  }

  function sign(
    shown: ShownStatement,
    proof: KeyProof,
    cancelled: AbortSignal,
  ): Promise<Result<SignedStatement, Failure>> {
    return key.withSigner(proof, cancelled, (signer) => signShown(signer, shown));
  }
}

const NOT_YET = failure('sign/not-yet');
