import { type Sha256, utf8 } from '../../shared/encoding/bytes.ts';
import { coded, type Failure, failure } from '../../shared/failure/failure.ts';
import type { JournalEntry } from '../../shared/journal/entry.ts';
import type { Actor } from '../../shared/packet/types.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { REVOCATION_TYPE } from '../../shared/statement/authority.ts';
import type { ChainLink } from '../../shared/statement/chain.ts';
import { DECISION_TYPE } from '../../shared/statement/decision.ts';
import { isDischarge, type TakenAway, takenAwayBy } from '../../shared/statement/in-force.ts';
import {
  type OpenedStatement,
  openPartly,
  type PartlySigned,
  type UnopenedStatement,
} from '../../shared/statement/open.ts';
import { type DecisionStatement, STATEMENT_LIMITS } from '../../shared/statement/statement.ts';
import type { TrustedKey } from '../../shared/statement/trust.ts';
import { aboutOf } from '../core/journal/about.ts';
import { consumedIn } from '../core/journal/consumed.ts';
import type { Journal } from '../core/journal/journal.ts';
import type { Keyring } from '../core/keyring/keyring.ts';
import type { VaultFailure } from '../core/vault/store/vault-failure.ts';
import type { Vault } from '../core/vault/vault.ts';
import { passedOn } from './passed-on.ts';
import type { SignedStatement } from './signed-statement.ts';

type SignatureEvent = JournalEntry['event'] & { readonly kind: 'signature' };

/** Base64 of the largest payload, and room for signatures. */
const MAX_PART_BYTES = 2 * STATEMENT_LIMITS.maxBytes;

/** A signed statement of this station, its signatures verified. */
export interface HeldStatement {
  readonly opened: OpenedStatement;
  /** The DSSE envelope's bytes; `null` where it is signed in OpenSSH's format alone. */
  readonly envelope: Uint8Array | null;
  /** Of the newest signature. */
  readonly signedAt: string;
  /** When the journal first had it. */
  readonly recordedAt: string;
}

/** A discharge that some of its actors have signed. It closes nothing until `missing` is empty. */
export interface PendingStatement extends HeldStatement {
  readonly missing: readonly Actor[];
}

/**
 * All that is held, in the order in which each got its newest signature, and what all of it, the fallen included,
 * takes away.
 */
export interface HeldStatements extends TakenAway {
  /** Signed by keys that are trusted now. */
  readonly statements: readonly HeldStatement[];
  readonly pending: readonly PendingStatement[];
  /** Signed by keys that were trusted and are revoked: they give nothing, and are followed by what comes after them. */
  readonly fallen: readonly HeldStatement[];
  /** What does not count any more, and why. */
  readonly failures: readonly Failure[];
  /** Statements whose bytes the vault cannot give any more, and which may have taken authority away. */
  readonly lost: readonly LostStatement[];
}

export interface LostStatement {
  /** SHA-256 of the payload; of the envelope where the journal does not say it. */
  readonly statement: Sha256;
  /** The bytes of the packet that it is about; `null` where the journal does not say. */
  readonly packet: Sha256 | null;
}

/**
 * The signed statements of this station. The journal lists them and the vault holds their bytes; nothing is believed of
 * them before they are opened. Keys that are trusted now give authority; keys that were trusted when the journal took
 * the statement in still take it away.
 */
export class StatementStore {
  readonly #vault: Vault;
  readonly #journal: Journal;
  readonly #keyring: Keyring;
  /** What was opened with the keyring as it is at `#openedUnder`, by its parts: bytes that a digest names never change. */
  readonly #opened = new Map<string, Opened>();
  #openedUnder: Sha256 | null = null;

  constructor(vault: Vault, journal: Journal, keyring: Keyring) {
    this.#vault = vault;
    this.#journal = journal;
    this.#keyring = keyring;
  }

  /**
   * Stores all parts durably, then journals: only with the entry the signature counts. The same payload signed by
   * another is the same statement, whose newest envelope holds all signatures that an envelope can hold. Gives what the
   * statement is called by (`envelopeSha256`).
   */
  async keep(signed: SignedStatement, record: (event: SignatureEvent) => Promise<Result<void, Failure>>) {
    const stored = await storeParts(this.#vault, { ...signed, sshsigs: [utf8(signed.sshsig)] });
    if (!stored.ok) return err(passedOn('sign', stored.error));
    const { statement, envelope, sshsigs } = stored.value;
    const [sshsig] = sshsigs;
    if (sshsig === undefined) throw new Error('one OpenSSH signature was stored');
    const { predicate, predicateType } = signed.statement;
    const recorded = await record({
      kind: 'signature',
      identity: signed.signer.id,
      predicateType,
      statement,
      envelope,
      sshsig,
      packet: predicate.packet?.sha256 ?? null,
      consumes: 'grants' in predicate ? predicate.grants.map((grant) => grant.nonce) : [],
      about: aboutOf(signed.statement),
    });
    return recorded.ok ? ok(envelope ?? statement) : recorded;
  }

  async contents(): Promise<HeldStatements> {
    this.#forgetUnderOtherKeys();
    const counting = new Map<Sha256, PendingStatement>();
    const fallen = new Map<Sha256, PendingStatement>();
    const known: OpenedStatement[] = [];
    const failures: Failure[] = [];
    const lost: LostStatement[] = [];
    for (const arrival of this.#arrivals()) {
      const opened = await this.#open(arrival);
      if (!opened.ok) {
        failures.push(opened.error.failure);
        if (opened.error.isLost && mayTakeAway(arrival)) lost.push(lostStatement(arrival));
        continue;
      }
      const { isFallen, ...one } = opened.value;
      if (isFallen) failures.push(signerRevoked(one));
      place(isFallen ? fallen : counting, one);
      known.push(one.opened);
    }
    const all = [...counting.values()];
    return {
      ...takenAwayBy(known, consumedIn(this.#journal.entries())),
      statements: all.filter(({ missing }) => missing.length === 0),
      pending: all.filter(({ missing }) => missing.length > 0),
      fallen: [...fallen.values()].filter(({ opened }) => !counting.has(opened.statementSha256)),
      failures,
      lost,
    };
  }

  /** One statement by its envelope, signed by all its roles. */
  async statement(envelope: Sha256): Promise<Result<HeldStatement, Failure>> {
    const { statements } = await this.contents();
    const found = statements.find((one) => one.opened.envelopeSha256 === envelope);
    return found === undefined ? err(failure('decision/unknown', { where: envelope })) : ok(found);
  }

  /**
   * Each payload that was signed or carried here, with its newest envelope and all its OpenSSH signatures; in the order of
   * the journal. Stations used to carry in envelopes alone, and journalled these as imports.
   */
  #arrivals(): readonly Arrival[] {
    const arrivals = new Map<string, Arrival>();
    for (const { at, event } of this.#journal.entries()) {
      if (event.kind === 'signature') {
        arrive({ at, packet: event.packet, predicateType: event.predicateType }, event, [event.sshsig]);
      } else if (event.kind === 'statement-taken-in') {
        const { about, predicateType = null } = event;
        arrive({ at, packet: about?.packet ?? null, predicateType }, event, event.sshsigs);
      } else if (event.kind === 'import-finished' && event.what === 'envelope') {
        const parts = { payload: null, envelope: event.id, sshsigs: [] };
        arrivals.set(`import ${event.id}`, { ...parts, at, first: at, packet: null, predicateType: null });
      }
    }
    return [...arrivals.values()];

    function arrive(
      said: Pick<Arrival, 'at' | 'packet' | 'predicateType'>,
      { statement, envelope }: StatementParts,
      sshsigs: readonly Sha256[],
    ): void {
      const before = arrivals.get(statement);
      const all = [...new Set([...(before?.sshsigs ?? []), ...sshsigs])];
      arrivals.delete(statement);
      const first = before?.first ?? said.at;
      const predicateType = said.predicateType ?? before?.predicateType ?? null;
      const packet = said.packet ?? before?.packet ?? null;
      arrivals.set(statement, {
        at: said.at,
        first,
        packet,
        predicateType,
        payload: statement,
        envelope,
        sshsigs: all,
      });
    }
  }

  #forgetUnderOtherKeys(): void {
    if (this.#openedUnder === this.#keyring.head) return;
    this.#opened.clear();
    this.#openedUnder = this.#keyring.head;
  }

  async #open(arrival: Arrival): Promise<Result<Opened, Unopened>> {
    const parts = [arrival.payload, arrival.envelope, ...arrival.sshsigs].join();
    const known = this.#opened.get(parts);
    if (known !== undefined) return ok(known);
    const signed = await this.#read(arrival);
    if (!signed.ok) return err({ failure: passedOn('decision', signed.error), isLost: true });
    const trusted = this.#keyring.trustedKeys();
    const now = openWith(signed.value, trusted);
    const then = now.ok ? now : openWith(signed.value, [...trusted, ...this.#keyring.revokedKeys()]);
    if (!then.ok) {
      const where = arrival.envelope ?? arrival.payload;
      return err({ failure: { ...then.error, where }, isLost: false });
    }
    const { signed: opened, missing } = then.value;
    const { at: signedAt, first: recordedAt } = arrival;
    const { envelope } = signed.value;
    const stored = { opened, missing, envelope, signedAt, recordedAt, isFallen: !now.ok };
    this.#opened.set(parts, stored);
    return ok(stored);
  }

  async #read({ payload, envelope, sshsigs }: Arrival): Promise<Result<UnopenedStatement, VaultFailure>> {
    const signatures: Uint8Array[] = [];
    for (const sha256 of sshsigs) {
      const sshsig = await this.#vault.readSmall(sha256, MAX_PART_BYTES);
      if (!sshsig.ok) return sshsig;
      signatures.push(sshsig.value);
    }
    if (envelope !== null) {
      const bytes = await this.#vault.readSmall(envelope, MAX_PART_BYTES);
      return bytes.ok ? ok({ envelope: bytes.value, payload: null, sshsigs: signatures }) : bytes;
    }
    const bytes = await this.#vault.readSmall(payload, MAX_PART_BYTES);
    return bytes.ok ? ok({ envelope: null, payload: bytes.value, sshsigs: signatures }) : bytes;
  }
}

/** `isFallen`: it opens with keys that were trusted, and not with those that are. */
type Opened = PendingStatement & { readonly isFallen: boolean };

/** `isLost`: the vault does not give its bytes. */
interface Unopened {
  readonly failure: Failure;
  readonly isLost: boolean;
}

/** One statement as the journal names its parts. `at`: its newest entry; `first`: its first. */
type Arrival = {
  readonly at: string;
  readonly first: string;
  readonly sshsigs: readonly Sha256[];
  /** Null where the journal does not say. */
  readonly packet: Sha256 | null;
  readonly predicateType: string | null;
} & (
  | { readonly envelope: Sha256; readonly payload: Sha256 | null }
  | { readonly envelope: null; readonly payload: Sha256 }
);

interface StatementParts {
  readonly statement: Sha256;
  readonly envelope: Sha256 | null;
}

/** Puts all parts of a signed statement into the vault, durably, before any entry names them. */
export async function storeParts(
  vault: Pick<Vault, 'putSmall'>,
  {
    payload,
    envelope,
    sshsigs,
  }: {
    readonly payload: Uint8Array;
    readonly envelope: Uint8Array | null;
    readonly sshsigs: readonly Uint8Array[];
  },
): Promise<Result<StatementParts & { readonly sshsigs: readonly Sha256[] }, VaultFailure>> {
  const statement = await vault.putSmall(payload);
  if (!statement.ok) return statement;
  const sealed = envelope === null ? ok(null) : await vault.putSmall(envelope);
  if (!sealed.ok) return sealed;
  const stored: Sha256[] = [];
  for (const sshsig of sshsigs) {
    const put = await vault.putSmall(sshsig);
    if (!put.ok) return put;
    stored.push(put.value);
  }
  return ok({ statement: statement.value, envelope: sealed.value, sshsigs: stored });
}

function openWith(signed: UnopenedStatement, keys: readonly TrustedKey[]): Result<PartlySigned, Failure> {
  const partly = openPartly(signed, keys);
  if (!partly.ok) return err(failure('decision/does-not-open', { findings: partly.error.slice(0, 1) }));
  return mayWait(partly.value) ? partly : err(NOBODY);
}

/** Revocations and decisions take authority away, and so may whatever the journal does not name. */
function mayTakeAway({ predicateType }: Arrival): boolean {
  return predicateType === null || predicateType === REVOCATION_TYPE || predicateType === DECISION_TYPE;
}

function lostStatement(arrival: Arrival): LostStatement {
  const statement = arrival.envelope === null ? arrival.payload : (arrival.payload ?? arrival.envelope);
  return { statement, packet: arrival.packet };
}

const NOBODY = coded('decision/does-not-open', failure('decision/not-signed'));

function signerRevoked({ opened: { envelopeSha256, signers } }: HeldStatement): Failure {
  const names = signers.map(({ name }) => name).join(', ');
  return failure('decision/signer-revoked', { params: { names }, where: envelopeSha256 });
}

function place(stored: Map<Sha256, PendingStatement>, one: PendingStatement): void {
  const { statementSha256 } = one.opened;
  const before = stored.get(statementSha256);
  stored.delete(statementSha256);
  stored.set(statementSha256, before === undefined ? one : together(before, one));
}

/** One statement that was carried here as an import of old and by its payload as well: the one with more signatures stands. */
function together(before: PendingStatement, after: PendingStatement): PendingStatement {
  const more = signaturesOn(after) > signaturesOn(before) ? after : before;
  return { ...more, recordedAt: before.recordedAt < after.recordedAt ? before.recordedAt : after.recordedAt };
}

function signaturesOn({ opened: { signatures } }: PendingStatement): number {
  return signatures.dsse.length + signatures.openSsh.length;
}

/** Only a discharge goes from signer to signer. */
function mayWait({ signed, missing }: PartlySigned): boolean {
  return missing.length === 0 || isDischarge(signed);
}

export function isDecision(opened: OpenedStatement): opened is OpenedStatement<DecisionStatement> {
  return opened.statement.predicateType === DECISION_TYPE;
}

/** Every decision that has a place in a chain here, those of signers who were revoked since included. */
export function decisionLinks({
  statements,
  fallen,
}: Pick<HeldStatements, 'statements' | 'fallen'>): readonly ChainLink[] {
  return [...statements, ...fallen].flatMap(({ opened }) => (isDecision(opened) ? [chainLink(opened)] : []));
}

export function chainLink({ statement, statementSha256 }: OpenedStatement<DecisionStatement>): ChainLink {
  return { sha256: statementSha256, decision: statement.predicate };
}
