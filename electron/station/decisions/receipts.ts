import type { ImportReceiptsView, ReceiptView } from '../../../shared/contract/receipt-views.ts';
import type { RunView } from '../../../shared/contract/views.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { verdictOfStated } from '../../../shared/evidence/verdict.ts';
import { type Failure, failure } from '../../../shared/failure/failure.ts';
import type { Finding } from '../../../shared/finding/index.ts';
import { assertNever, err, ok, type Result } from '../../../shared/result.ts';
import { packetReference } from '../../../shared/statement/fields.ts';
import { checkPacket } from '../../../shared/statement/in-force.ts';
import type { OpenedStatement } from '../../../shared/statement/open.ts';
import { RECEIPT_TYPE } from '../../../shared/statement/receipt.ts';
import { receiptAgainstBundle } from '../../../shared/statement/receipt-check.ts';
import type { ReceiptStatement } from '../../../shared/statement/statement.ts';
import { type EndedImport, endedImports, receiptAgainstJournal } from '../../core/journal/ended-imports.ts';
import type { Identity } from '../../core/keyring/identity.ts';
import { passedOn } from '../passed-on.ts';
import { refuseRecorded } from '../recorder.ts';
import type { Ceremonies } from '../signing/ceremony.ts';
import { runCeremony } from '../signing/run-ceremony.ts';
import type { SigningRequest } from '../signing/shown-statement.ts';
import { activeSigner, inWindow, signInWindow } from '../signing/sign-in-window.ts';
import type { HeldStatement } from '../statement-store.ts';
import type { Station } from '../station.ts';
import { type Imported, receiptStatement } from './receipt-draft.ts';

/** A receipt held. */
type HeldReceipt = HeldStatement & { readonly opened: OpenedStatement<ReceiptStatement> };

/** Receipts of imports: made of the journal and the vault, signed by whoever is signed in, looked at again ever after. */
export class Receipts {
  readonly #station: Station;
  readonly #ceremonies: Pick<Ceremonies, 'hold'>;

  constructor(station: Station, ceremonies: Pick<Ceremonies, 'hold'>) {
    this.#station = station;
    this.#ceremonies = ceremonies;
  }

  /** Newest first; of the earlier imports of one thing only those that have a receipt. */
  async list(
    of: { readonly id: Sha256 } | { readonly import: string },
  ): Promise<Result<readonly ImportReceiptsView[], Failure>> {
    const signed = await this.#signed();
    const views: ImportReceiptsView[] = [];
    for (const ended of endedImports(this.#station.journal.entries()).toReversed()) {
      if (!isAsked(ended, of)) continue;
      const receipts = signed.filter(({ opened }) => isOf(opened, ended)).toReversed();
      if (views.length > 0 && receipts.length === 0) continue;
      const imported = receipts.length === 0 ? ok(null) : await this.#imported(ended);
      if (!imported.ok) return imported;
      views.push({
        import: ended.account?.import ?? null,
        medium: ended.account?.medium.label ?? '',
        endedAt: ended.at,
        receipts: receipts.map((one) => this.#view(one, imported.value)),
      });
    }
    return ok(views);
  }

  /** The signing window on the receipt of one import; `null` when it was closed without a signature. */
  async sign(id: string): Promise<Result<Sha256 | null, Failure>> {
    const { session, record } = this.#station;
    const signer = activeSigner(this.#station, session.identity()?.id ?? '', ['owner', 'operator']);
    if (signer === null) return refuseRecorded(record, NO_SIGNER);
    const request = await this.#request(id, signer);
    return request.ok
      ? signInWindow(this.#station, this.#ceremonies, request.value)
      : refuseRecorded(record, request.error);
  }

  /** The same for several imports, in one signing run: each receipt is confirmed by itself. */
  async signRun(imports: readonly string[]): Promise<Result<RunView | null, Failure>> {
    const { session, record } = this.#station;
    const signer = activeSigner(this.#station, session.identity()?.id ?? '', ['owner', 'operator']);
    if (signer === null) return refuseRecorded(record, NO_SIGNER);
    const requests: SigningRequest<Sha256>[] = [];
    for (const id of imports) {
      const request = await this.#request(id, signer);
      if (!request.ok) return refuseRecorded(record, request.error);
      requests.push(request.value);
    }
    const came = await inWindow(this.#station, this.#ceremonies, () =>
      runCeremony(this.#station, { signer, requests }, async () => null),
    );
    if (!came.ok || came.value === null) return came.ok ? ok(null) : came;
    return ok({ ...came.value, asked: requests.length });
  }

  /** The imports of which a receipt can be signed and nobody has, in the order in which they ended. */
  async unsigned(): Promise<Result<readonly string[], Failure>> {
    const signed = await this.#signed();
    const all = endedImports(this.#station.journal.entries());
    const ids = all.flatMap((ended) => {
      const id = ended.account?.import;
      return id === undefined || signed.some(({ opened }) => isOf(opened, ended)) ? [] : [id];
    });
    return ok([...new Set(ids)].filter((id) => this.#ended(id).ok));
  }

  /** What is signed of one import, unless this person has. */
  async #request(id: string, signer: Identity): Promise<Result<SigningRequest<Sha256>, Failure>> {
    const asked = this.#ended(id);
    if (!asked.ok) return asked;
    const signed = await this.#signed();
    const isSigned = signed.some(
      ({ opened }) =>
        isOf(opened, asked.value) && opened.signers.some(({ key }) => key.keyid === signer.publicKey.keyid),
    );
    if (isSigned) return err({ ...SIGNED_ALREADY, where: signer.name });
    return ok({
      signer,
      typeExactly: null,
      build: async (moment) => {
        const ended = this.#ended(id);
        if (!ended.ok) return ended;
        const imported = await this.#imported(ended.value);
        return imported.ok ? receiptStatement(ended.value, imported.value, moment) : imported;
      },
      keep: (one, recordAlone) => this.#station.statementStore.keep(one, recordAlone),
    });
  }

  /** The last end of this import. What it brought may since have come again: then that import is the one to sign. */
  #ended(id: string): Result<EndedImport, Failure> {
    const all = endedImports(this.#station.journal.entries());
    const ended = all.findLast(({ account }) => account?.import === id);
    if (ended === undefined) return err(failure('receipt/unknown', { where: id }));
    const { outcome } = ended;
    if (outcome.kind === 'refused') return ok(ended);
    const newest = all.findLast((one) => one.outcome.kind === 'imported' && one.outcome.id === outcome.id);
    return newest === ended ? ok(ended) : err(failure('receipt/imported-again', { where: ended.label }));
  }

  async #imported({ outcome }: EndedImport): Promise<Result<Imported, Failure>> {
    if (outcome.kind === 'refused') return ok({ kind: 'nothing', findings: outcome.findings });
    switch (outcome.what) {
      case 'packet': {
        const packet = await this.#station.packetStore.packet(outcome.id);
        return packet.ok ? ok({ kind: 'packet', reading: packet.value.reading }) : packet;
      }
      case 'bundle': {
        const record = await this.#station.vault.bundle(outcome.id);
        return record.ok ? ok({ kind: 'bundle', record: record.value }) : err(passedOn('bundle', record.error));
      }
      default:
        return assertNever(outcome.what, 'what was imported');
    }
  }

  async #signed(): Promise<readonly HeldReceipt[]> {
    const { statements } = await this.#station.statementStore.contents();
    return statements.filter(isReceipt);
  }

  #view({ opened, signedAt }: HeldReceipt, imported: Imported | null): ReceiptView {
    const { predicate } = opened.statement;
    const findings = [
      ...receiptAgainstJournal(predicate, this.#station.journal.entries()),
      ...(imported === null ? [] : againstVault(opened.statement, imported)),
    ];
    const { envelopeSha256, signers } = opened;
    const verdict = verdictOfStated(predicate.verdict);
    return { envelope: envelopeSha256, signers: signers.map(({ name }) => name), signedAt, verdict, findings };
  }
}

function isReceipt(one: HeldStatement): one is HeldReceipt {
  return one.opened.statement.predicateType === RECEIPT_TYPE;
}

function isAsked(
  { account, outcome }: EndedImport,
  of: { readonly id: Sha256 } | { readonly import: string },
): boolean {
  return 'id' in of ? outcome.kind === 'imported' && outcome.id === of.id : account?.import === of.import;
}

function isOf({ statement }: OpenedStatement<ReceiptStatement>, { entry, at }: EndedImport): boolean {
  const { journalEntry, finishedAt } = statement.predicate.import;
  return journalEntry === entry && finishedAt === at;
}

function againstVault({ predicate }: ReceiptStatement, imported: Imported): readonly Finding[] {
  switch (imported.kind) {
    case 'packet':
      return predicate.packet === null ? [] : checkPacket(predicate.packet, packetReference(imported.reading));
    case 'bundle':
      return receiptAgainstBundle(predicate, imported.record);
    case 'nothing':
      return [];
    default:
      return assertNever(imported, 'what came of an import');
  }
}

const NO_SIGNER = failure('receipt/no-signer');
const SIGNED_ALREADY = failure('receipt/signed-already');
