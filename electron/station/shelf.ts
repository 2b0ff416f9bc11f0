import type { Sha256 } from '../../shared/bytes.ts';
import type { Problem } from '../../shared/contract/channel.ts';
import { describeFinding } from '../../shared/finding/index.ts';
import type { Actor } from '../../shared/packet/types.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { ChainLink } from '../../shared/statement/chain.ts';
import { DECISION_TYPE } from '../../shared/statement/decision.ts';
import { type OpenedStatement, openPartly, type PartlySigned } from '../../shared/statement/open.ts';
import { isDischarge, type Standing, standingOf } from '../../shared/statement/standing.ts';
import { type DecisionStatement, STATEMENT_LIMITS } from '../../shared/statement/statement.ts';
import type { JournalEntry } from '../journal/entry.ts';
import type { Journal } from '../journal/journal.ts';
import type { Keyring } from '../keyring/keyring.ts';
import type { Vault } from '../vault/vault.ts';
import { problemOf, refused } from './problems.ts';
import type { SignedStatement } from './signed-statement.ts';

type SignatureEvent = JournalEntry['event'] & { readonly kind: 'signature' };

/** Base64 of the largest payload, and room for signatures. */
const MAX_ENVELOPE_BYTES = 2 * STATEMENT_LIMITS.maxBytes;

/** A signed statement of this station, its signatures verified with the keys that are trusted now. */
export interface ShelvedStatement {
  readonly opened: OpenedStatement;
  readonly envelope: Uint8Array;
  /** SHA-256 of each armored OpenSSH signature, in the vault, in the order of signing. */
  readonly sshsigs: readonly Sha256[];
  /** Of the newest signature. */
  readonly signedAt: string;
}

/** A discharge that some of its actors have signed. It closes nothing until `missing` is empty. */
export interface PendingStatement extends ShelvedStatement {
  readonly missing: readonly Actor[];
}

/** All that is on the shelf, in the order in which each got its newest signature. */
export interface ShelfContents {
  readonly statements: readonly ShelvedStatement[];
  readonly pending: readonly PendingStatement[];
  /** Nonce of each grant that the journal has as used, and the statement (its payload's SHA-256) that used it first. */
  readonly consumed: Standing['consumed'];
  /** What does not open any more, and counts for nothing. */
  readonly problems: readonly Problem[];
}

/**
 * The signed statements of this station. Which there are says the journal; their bytes are the vault's, and nothing is
 * believed of them before they are opened with the keys that are trusted now.
 */
export class Shelf {
  readonly #vault: Vault;
  readonly #journal: Journal;
  readonly #keyring: Keyring;
  /** What was opened with the keyring as it is at `#openedUnder`: bytes that a digest names never change. */
  readonly #opened = new Map<Sha256, PendingStatement>();
  #openedUnder: Sha256 | null = null;

  constructor(vault: Vault, journal: Journal, keyring: Keyring) {
    this.#vault = vault;
    this.#journal = journal;
    this.#keyring = keyring;
  }

  /**
   * Stores all parts durably, then journals: only with the entry the signature counts. The same payload signed by
   * another is the same statement, whose newest envelope holds all signatures.
   */
  async keep(signed: SignedStatement, record: (event: SignatureEvent) => Promise<Result<void, Problem>>) {
    const stored: Sha256[] = [];
    for (const part of [signed.payload, signed.envelope, new TextEncoder().encode(signed.sshsig)]) {
      const put = await this.#vault.putSmall(part);
      if (!put.ok) return err(problemOf('sign', put.error));
      stored.push(put.value);
    }
    const [statement, envelope, sshsig] = stored;
    if (statement === undefined || envelope === undefined || sshsig === undefined)
      throw new Error('three parts were stored');
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
    });
    return recorded.ok ? ok(envelope) : recorded;
  }

  async contents(): Promise<ShelfContents> {
    this.#forgetUnderOtherKeys();
    const shelved = new Map<Sha256, PendingStatement>();
    const problems: Problem[] = [];
    for (const arrival of this.#arrivals()) {
      const opened = await this.#open(arrival);
      if (!opened.ok) {
        problems.push(opened.error);
        continue;
      }
      const { statementSha256 } = opened.value.opened;
      const before = shelved.get(statementSha256);
      shelved.delete(statementSha256);
      shelved.set(statementSha256, before === undefined ? opened.value : together(before, opened.value));
    }
    const all = [...shelved.values()];
    return {
      statements: all.filter(({ missing }) => missing.length === 0),
      pending: all.filter(({ missing }) => missing.length > 0),
      consumed: this.#consumed(all),
      problems,
    };
  }

  /** One statement by its envelope, signed by all its roles. */
  async statement(envelope: Sha256): Promise<Result<ShelvedStatement, Problem>> {
    const { statements } = await this.contents();
    const found = statements.find((one) => one.opened.envelopeSha256 === envelope);
    return found === undefined
      ? refused('decision/unknown', 'No such statement was signed on this station.', envelope)
      : ok(found);
  }

  /** The armored OpenSSH signature of its first signer. */
  async sshsig({ sshsigs: [first], opened }: ShelvedStatement): Promise<Result<Uint8Array, Problem>> {
    if (first === undefined)
      return refused('decision/no-sshsig', 'It has no OpenSSH signature.', opened.envelopeSha256);
    const bytes = await this.#vault.readSmall(first, MAX_ENVELOPE_BYTES);
    return bytes.ok ? bytes : err(problemOf('decision', bytes.error));
  }

  /**
   * Each payload that was signed here, with its newest envelope, and each envelope that was carried here; in the order
   * of the journal.
   */
  #arrivals(): readonly Arrival[] {
    const arrivals = new Map<string, Arrival>();
    for (const { at, event } of this.#journal.entries()) {
      if (event.kind === 'signature') {
        const before = arrivals.get(event.statement)?.sshsigs ?? [];
        arrivals.delete(event.statement);
        arrivals.set(event.statement, { at, envelope: event.envelope, sshsigs: [...before, event.sshsig] });
      } else if (event.kind === 'import-finished' && event.what === 'envelope') {
        arrivals.set(`import ${event.id}`, { at, envelope: event.id, sshsigs: [] });
      }
    }
    return [...arrivals.values()];
  }

  /** By the journal first, which is in order; then by what was carried here. */
  #consumed(shelved: readonly PendingStatement[]): Standing['consumed'] {
    const consumed = new Map<string, Sha256>();
    for (const { event } of this.#journal.entries()) {
      if (event.kind !== 'signature') continue;
      for (const nonce of event.consumes) if (!consumed.has(nonce)) consumed.set(nonce, event.statement);
    }
    return standingOf(
      shelved.map(({ opened }) => opened),
      consumed,
    ).consumed;
  }

  #forgetUnderOtherKeys(): void {
    if (this.#openedUnder === this.#keyring.head) return;
    this.#opened.clear();
    this.#openedUnder = this.#keyring.head;
  }

  async #open({ at, envelope: sha256, sshsigs }: Arrival): Promise<Result<PendingStatement, Problem>> {
    const known = this.#opened.get(sha256);
    if (known !== undefined) return ok(known);
    const envelope = await this.#vault.readSmall(sha256, MAX_ENVELOPE_BYTES);
    if (!envelope.ok) return err(problemOf('decision', envelope.error));
    const partly = openPartly(envelope.value, this.#keyring.trustedKeys());
    if (!partly.ok || !mayWait(partly.value)) {
      const [first] = partly.ok ? [] : partly.error;
      const sentence = first === undefined ? 'Nobody with the role it needs has signed it.' : describeFinding(first);
      return refused('decision/does-not-open', sentence, sha256);
    }
    const { signed, missing } = partly.value;
    const shelved = { opened: signed, missing, envelope: envelope.value, sshsigs, signedAt: at };
    this.#opened.set(sha256, shelved);
    return ok(shelved);
  }
}

interface Arrival {
  readonly at: string;
  readonly envelope: Sha256;
  readonly sshsigs: readonly Sha256[];
}

/** One statement that was signed here and carried here as well: the envelope with more signers stands for both. */
function together(before: PendingStatement, after: PendingStatement): PendingStatement {
  const fuller = after.opened.signers.length > before.opened.signers.length ? after : before;
  return { ...fuller, sshsigs: [...before.sshsigs, ...after.sshsigs] };
}

/** Only a discharge goes from signer to signer. */
function mayWait({ signed, missing }: PartlySigned): boolean {
  return missing.length === 0 || isDischarge(signed);
}

export function isDecision(opened: OpenedStatement): opened is OpenedStatement<DecisionStatement> {
  return opened.statement.predicateType === DECISION_TYPE;
}

export function chainLink({ statement, statementSha256 }: OpenedStatement<DecisionStatement>): ChainLink {
  return { sha256: statementSha256, decision: statement.predicate };
}
