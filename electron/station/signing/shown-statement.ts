import { equalBytes } from '../../../shared/encoding/bytes.ts';
import { coded, type Failure, failure } from '../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { SSHSIG_NAMESPACE } from '../../../shared/statement/sshsig.ts';
import { type Statement, statementBytes } from '../../../shared/statement/statement.ts';
import type { Identity } from '../../core/keyring/identity.ts';
import type { KeyringFailure } from '../../core/keyring/keyring-failure.ts';
import type { Signer } from '../../core/keyring/signer.ts';
import type { Recorder } from '../recorder.ts';
import type { SignedStatement } from '../signed-statement.ts';
import type { Station } from '../station.ts';
import { CANCELLED } from './ceremony.ts';
import type { Moment } from './moment.ts';

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

/** What the window shows, and what it was made from. */
export interface ShownStatement {
  readonly moment: Moment;
  readonly statement: Statement;
  readonly payload: Uint8Array;
}

export async function showStatement<Kept>(
  request: SigningRequest<Kept>,
  moment: Moment,
): Promise<Result<ShownStatement, Failure>> {
  const built = await request.build(moment);
  return built.ok ? ok({ moment, statement: built.value, payload: statementBytes(built.value) }) : built;
}

/** Whether the statement, made again, has the same bytes, and its signer may still sign. */
export async function isStillSo<Kept>(
  { keyring }: Pick<Station, 'keyring'>,
  request: SigningRequest<Kept>,
  { moment, payload }: ShownStatement,
): Promise<Result<void, Failure>> {
  const signer = keyring.identities().find(({ id }) => id === request.signer.id);
  if (signer?.state.kind !== 'active') return err(NOT_ACTIVE);
  const again = await request.build(moment);
  // Read again, it says itself why it cannot be signed any more.
  if (!again.ok) return err(coded('sign/changed', failure('sign/changed-because', { cause: again.error })));
  return equalBytes(statementBytes(again.value), payload) ? ok(undefined) : err(CHANGED);
}

/** Whether the window showed this very text, and what has to be typed was typed. */
export function isConfirmed<Kept>(
  { typeExactly }: SigningRequest<Kept>,
  { statement }: ShownStatement,
  by: { readonly typed: string | null; readonly rendered: string },
): Result<void, Failure> {
  if (by.rendered !== statement.predicate.renderedSha256) return err(failure('sign/other-text'));
  if (typeExactly !== null && by.typed !== typeExactly) return err(failure('sign/not-typed', { where: typeExactly }));
  return ok(undefined);
}

/** Both signatures over what was shown. */
export async function signShown(
  signer: Signer,
  { statement, payload }: ShownStatement,
): Promise<Result<SignedStatement, KeyringFailure>> {
  const envelope = await signer.signDsse(payload);
  if (!envelope.ok) return envelope;
  const sshsig = await signer.signSsh(payload, SSHSIG_NAMESPACE[statement.predicateType]);
  if (!sshsig.ok) return sshsig;
  return ok({ statement, payload, envelope: envelope.value, sshsig: sshsig.value, signer: signer.identity });
}

/** Stores what was signed, with the journal to itself: unless it is no longer so, or nobody is there any more. */
export function keepSigned<Kept>(
  station: Pick<Station, 'keyring' | 'recordAlone'>,
  request: SigningRequest<Kept>,
  { shown, signed, cancelled }: { shown: ShownStatement; signed: SignedStatement; cancelled: AbortSignal },
): Promise<Result<Kept, Failure>> {
  return station.recordAlone(async (record) => {
    const still = await isStillSo(station, request, shown);
    if (!still.ok) return still;
    // From here on it is too late: what is stored and journalled is signed.
    if (cancelled.aborted) return err(CANCELLED);
    return request.keep(signed, record);
  });
}

const NOT_ACTIVE = failure('sign/not-active');
const CHANGED = failure('sign/changed');
